"""Tidy data: one row for each KPI, follow-up and group, for programs that analyse."""
