"""How wide texts are, before any font is known: estimates on the wide side, so that no two texts meet.

A chart is drawn 1,280 units wide. Where it is shown wide, its texts are `WIDE` units high. Where it is shown on a phone, the style sheet
makes them `NARROW` units high, so that they stay readable, and hides those that have room only in the wide chart.
"""

from __future__ import annotations

from functools import lru_cache

WIDE, NARROW = 26, 44
"""Sizes of text in units of the drawing."""
ELLIPSIS = "…"
_THIN = frozenset("ijlI.,:;!|'’·()[]/ \u00a0-ft")
_BROAD = frozenset("mwMWGOQ@%‰œæÆÅÄÖ—…")


def _share(character: str) -> int:
    """The width of a character in hundredths of the size."""
    if character in _THIN:
        return 42
    if character in _BROAD or ord(character) > 0x24F:
        return 100 if ord(character) not in (0x2212, 0x2013, 0x2264, 0x2265) else 84
    return 64 if not character.isupper() else 74


@lru_cache(maxsize=4096)
def width_of(text: str, size: int) -> int:
    """How wide a text is, in whole units."""
    return -(-sum(map(_share, text)) * size // 100)


def fitted(text: str, room: int, size: int) -> str:
    """The text on one line, cut with an ellipsis where it is wider than the room."""
    left = room * 100
    for at, character in enumerate(text):
        left -= _share(character) * size
        if left < 0:
            return _cut(text[: at + 1], room, size)
    return text


def _cut(text: str, room: int, size: int) -> str:
    while text and width_of(text + ELLIPSIS, size) > room:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS if text else ""


def one_line(text: str) -> str:
    """A user's text without line breaks and doubled spaces."""
    return " ".join(text.split())
