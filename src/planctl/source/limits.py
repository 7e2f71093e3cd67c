"""How much a file may hold, and the words for one that holds too much."""

from __future__ import annotations

from planctl.message import Message

MAX_DEPTH = 64
MAX_DIGITS = 15
"""What a binary number holds for certain."""
HUGE = 10**MAX_DIGITS
INFINITE = 10**308
"""From here on, whole numbers are as little use as infinity."""
TOO_DEEP = Message("more than {limit} things lie inside one another", limit=MAX_DEPTH)
LESS_DEEP = Message("no plan is so deep: look for brackets or dashes that do not belong here")
