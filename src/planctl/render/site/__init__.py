"""A linked static site of a whole organisation: every page stands on its own, and only what has changed is made again."""
