"""Where a value lies between the lowest and the highest of its scale, and which values a scale is marked with.

Exact, and the same on every machine: no number becomes a binary fraction. The terminal's sparklines use the same scale as the drawn ones.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from planctl.notation.number import EXACT

Number = int | Decimal | Fraction
LATEST = 8
"""How many readings a sparkline shows."""
_LEAPS = (1, 2, 5)


class Scale:
    """From a lowest to a highest value, both included."""

    __slots__ = ("_ratios", "high", "low")

    def __init__(self, low: Number, high: Number) -> None:
        self.low, self.high = low, high
        self._ratios: tuple[int, int, int, int] | None = None

    @classmethod
    def of(cls, values: Iterable[Decimal]) -> Scale:
        """The scale that just holds some values."""
        known = list(values)
        return cls(min(known), max(known))

    def step(self, value: Decimal, count: int) -> int:
        """Which of `count` steps, from 0, a value reaches; the middle one where all values are equal."""
        assert isinstance(self.low, Decimal)
        assert isinstance(self.high, Decimal)
        if self.low == self.high:
            return count // 2
        risen = EXACT.multiply(EXACT.subtract(value, self.low), Decimal(count - 1))
        return int(EXACT.divide_int(risen, EXACT.subtract(self.high, self.low)))

    def place(self, value: Number, start: int, end: int) -> int:
        """The whole unit nearest to a value, from `start` for the lowest to `end` for the highest; what lies beyond is at the ends."""
        low, low_parts, span, span_parts = self._ratios or self._measured()
        if not span:
            return (start + end) // 2
        whole, parts = value.as_integer_ratio()
        risen, all_ = (whole * low_parts - low * parts) * span_parts, parts * low_parts * span
        if risen <= 0:
            return start
        return end if risen >= all_ else start + (2 * risen * (end - start) + all_) // (2 * all_)

    def _measured(self) -> tuple[int, int, int, int]:
        """The lowest value and the span as quotients of whole numbers."""
        self._ratios = *self.low.as_integer_ratio(), *(Fraction(self.high) - Fraction(self.low)).as_integer_ratio()
        return self._ratios


def padded(values: Iterable[Number], ends: tuple[Number | None, Number | None] = (None, None), finest: Number = 0) -> Scale:
    """A scale with some room around the values, and at least as wide as `finest`.

    It goes beyond zero, or beyond the `ends` of what can occur, only where a value does.
    """
    known = [Fraction(value) for value in values]
    low, high = min(known), max(known)
    room = max((high - low) / 12, Fraction(finest) / 2) if high > low else max(abs(high) / 10, Fraction(finest)) or Fraction(1)
    lowest = max([Fraction(end) for end in (0, ends[0]) if end is not None and end <= low], default=low - room)
    highest = min([Fraction(end) for end in (0 if low < 0 else None, ends[1]) if end is not None and end >= high], default=high + room)
    least, most = max(low - room, lowest), min(high + room, highest)
    return Scale(least, most) if most > least else Scale(least - room, most + room)


def nice_ticks(scale: Scale, most: int, finest: Decimal = Decimal(0)) -> tuple[Decimal, ...]:
    """At most so many round numbers within the scale: multiples of 1, 2 or 5 by a power of ten, and at least `finest` apart.

    There is none where the scale lies between two of them.
    """
    low, high = Fraction(scale.low), Fraction(scale.high)
    for leap in _leaps(max((high - low) / most, Fraction(finest)) or Fraction(1)):
        first, last = math.ceil(low / Fraction(leap)), math.floor(high / Fraction(leap))
        if last - first < most:
            return tuple(EXACT.multiply(Decimal(times), leap) for times in range(first, last + 1))
    raise AssertionError("leaps have no end")


def _leaps(least: Fraction) -> Iterable[Decimal]:
    """The round distances from about `least` on, smallest first, without end."""
    power = len(str(math.floor(least))) - 1 if least >= 1 else -len(str(math.floor(1 / least)))
    while True:
        yield from (Decimal((0, (leap,), power)) for leap in _LEAPS if Fraction(Decimal((0, (leap,), power))) >= least)
        power += 1
