"""Outcomes and results on their way to and from other programs."""
