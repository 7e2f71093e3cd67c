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


_CONTAINERS = (tuple, list, dict)
"""What templates can put together; the records of the view are none of these."""
_HEAVIEST = 1_000_000


class Budget:
    """What is left of the limits while one page is made."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.weights: dict[int, tuple[object, int]] = {}
        """Of all containers that were weighed, by identity; each is kept, so that no other gets its identity."""
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

    def weigh(self, container: object) -> int:
        """How many things are in a container, and in the containers in it, each as often as it stands there.

        So many are looked at where it is hashed or compared, which no step counts: a pair of pairs of pairs of one thing, forty deep, would
        take hours.

        Raises:
            OverLimit: too many.
        """
        if type(container) not in _CONTAINERS:
            return 1
        if id(container) not in self.weights:
            inside = container.values() if isinstance(container, dict) else container
            weight = 1 + sum(map(self.weigh, inside))  # type: ignore[call-overload]
            if weight > _HEAVIEST:
                raise OverLimit("steps")
            self.weights[id(container)] = (container, weight)
        return self.weights[id(container)][1]
