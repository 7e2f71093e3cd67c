"""The checks: one module per family. `registry` knows every rule, `review` runs them, `check` places what they find."""
