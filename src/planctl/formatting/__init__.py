"""One form for the text of every plan file: `form.formatted` is the way in. What a file means never changes, and no comment is lost."""
