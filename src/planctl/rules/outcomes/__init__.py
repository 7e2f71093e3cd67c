"""Rules about outcomes: that they belong to something in the plan, can be read, are there when they are due, and are explained."""

from planctl.rules.outcomes import absences, confidential, explanations, links, values

__all__ = ["absences", "confidential", "explanations", "links", "values"]
