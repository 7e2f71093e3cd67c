"""Reports: one view model, Jinja templates in a sandbox, Markdown and HTML. Imported by the commands that make them, and by no other."""
