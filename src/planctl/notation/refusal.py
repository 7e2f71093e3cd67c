"""What a parser returns for a text it does not accept: what is wrong, where in the text, and what to write instead."""

from typing import NamedTuple

from planctl.message import Message


class Refusal(NamedTuple):
    """`offset` and `length` are characters in the text as written."""

    message: Message
    offset: int = 0
    length: int = 1
    hint: Message | None = None
