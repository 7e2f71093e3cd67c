"""planctl: plain-text planning and follow-up for municipalities."""

__version__ = "0.1.0"
