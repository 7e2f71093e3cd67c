"""The seam to git: `command` alone runs it; the rest is what planctl reads from its objects and is told of its working trees."""
