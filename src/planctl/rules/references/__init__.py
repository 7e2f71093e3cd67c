"""Rules about ids and references: that each of them means one thing, and that they hang together."""

from planctl.rules.references import addresses, circles, ids, profiles, settings

__all__ = ["addresses", "circles", "ids", "profiles", "settings"]
