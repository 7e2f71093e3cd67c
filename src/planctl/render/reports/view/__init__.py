"""What templates see: plain texts ready to show, with raw values beside them. `docs/templates.md` is made from the docstrings here."""
