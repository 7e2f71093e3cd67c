"""Rules about KPIs: that they can be measured, judged, told apart and compared over the years."""

from planctl.rules.kpis import completeness, number, series

__all__ = ["completeness", "number", "series"]
