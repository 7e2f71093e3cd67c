"""Rules about thresholds and targets: that they are understood, agree with one another, and leave no value without a colour."""

from planctl.rules.thresholds import banding, relations, scales, targets

__all__ = ["banding", "relations", "scales", "targets"]
