"""Rules about the plan as a document: its decision, its period, and its place among the unit's other plans."""

from planctl.rules.documents import changes, decisions, periods

__all__ = ["changes", "decisions", "periods"]
