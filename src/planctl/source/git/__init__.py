"""The seam to git: the one place that runs it, and what planctl reads from its objects."""
