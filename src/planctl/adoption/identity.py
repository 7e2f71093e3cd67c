"""Ids made from names: in letters that everyone can type, as addresses are typed and folders are named after them."""

from __future__ import annotations

import re
import unicodedata

from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.model.base import ID_PATTERN

_ENDINGS = frozenset(("kommun", "municipality", "region"))
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l"})


def id_of(name: str, otherwise: str) -> str:
    """`Lindsjö kommun` → `lindsjo`, `Kost & städ` → `kost-stad`; `otherwise` where there is nothing in the name to make one of."""
    apart = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    words = re.findall(r"[a-z0-9]+", "".join(sign for sign in apart if not unicodedata.combining(sign)))
    kept = [word for word in words if word not in _ENDINGS] or words
    return "-".join(kept) or otherwise


def id_or_stop(text: str, option: str) -> str:
    """The text, where it can be an id.

    Raises:
        PlanctlError: it can't.
    """
    if re.fullmatch(ID_PATTERN, text) is None:
        example = id_of(text, "")
        hint = Message("write it as {example}", example=example) if example else None
        message = Message("{option} can't be {text}: an id is lower-case words joined by hyphens", option=option, text=text)
        raise PlanctlError(message, hint)
    return text


def line_or_stop(text: str, option: str) -> str:
    """The text without blanks around it, where it is one line that can be read.

    Raises:
        PlanctlError: it is empty, or holds signs that can't be seen.
    """
    line = text.strip()
    if not line:
        raise PlanctlError(Message("{option} is empty", option=option), Message("write a name between the quotes"))
    if not line.isprintable():
        raise PlanctlError(Message("{option} holds signs that can't be seen", option=option), Message("write it anew, on one line"))
    return line
