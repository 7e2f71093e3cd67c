"""Rules about activities and assignments: somebody does something by a day, and says how it went."""

from planctl.rules.activities import assignments, dates, planned, reports

__all__ = ["assignments", "dates", "planned", "reports"]
