"""How much a template may do: steps, text and time. It ends an endless loop on any operating system, since the loops count themselves."""

from __future__ import annotations

import time
from typing import NamedTuple


class Limits(NamedTuple):
    """The most that one page may need. A page of 300 units stays far below."""

    steps: int = 2_000_000
    """Turns of loops and calls of macros."""
    characters: int = 50_000_000
    """Text that is made, also where it is thrown away."""
    seconds: float = 60.0


class OverLimit(Exception):  # noqa: N818 - nothing is wrong but the amount
    """A template has used up what it may. `limit` is the name of a field of `Limits`."""

    def __init__(self, limit: str) -> None:
        super().__init__(limit)
        self.limit = limit


class Budget:
    """What is left of the limits while one page is made."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.steps = 0
        self.characters = 0
        self.deadline = time.monotonic() + limits.seconds

    def step(self, characters: int) -> None:
        """One more turn, which makes so much text.

        Raises:
            OverLimit: that is too much.
        """
        self.steps += 1
        if self.steps > self.limits.steps:
            raise OverLimit("steps")
        self.text(characters)
        if self.steps % 256 == 0 and time.monotonic() > self.deadline:
            raise OverLimit("seconds")

    def text(self, characters: int) -> None:
        """So much more text.

        Raises:
            OverLimit: that is too much.
        """
        self.characters += characters
        if self.characters > self.limits.characters:
            raise OverLimit("characters")
