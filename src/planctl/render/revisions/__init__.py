"""What differs between revisions, and histories, in the words of a language: `formats/` are those of `planctl diff`."""
