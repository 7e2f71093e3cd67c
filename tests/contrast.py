"""How well one colour is told from another, as WCAG 2.1 reckons it."""

from __future__ import annotations

from collections.abc import Sequence

TEXT, LARGE_TEXT, GRAPHIC = 4.5, 3.0, 3.0
"""The least that WCAG 2.1 asks for: 1.4.3 for text, 1.4.11 for what has to be seen besides."""


def contrast(one: str | Sequence[int], other: str | Sequence[int]) -> float:
    """From 1, the same colour, to 21, black on white. A colour is #rrggbb, or its three parts of 0 to 255."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str | Sequence[int]) -> float:
    parts = bytes.fromhex(colour.removeprefix("#")) if isinstance(colour, str) else colour
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (part / 255 for part in parts)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
