"""Why something has the status it has: every fact behind it, each with its place, in no language and no layout yet."""
