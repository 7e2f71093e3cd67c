"""What becomes of files over revisions."""
