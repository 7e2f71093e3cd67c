"""The checks: one module per family, each rule declared once. `registry` knows them all, `review` runs them, `check` places what they find."""
