"""The error values that workbooks show, as text: #REF!, in Swedish #REFERENS!, and ##### where a column was too narrow."""

from __future__ import annotations

import re

_NAMED = re.compile(r"#[A-ZÅÄÖ_]+(?:/0)?[!?]|#N/A|#GETTING_DATA|##+|(?:Err|Fel):[0-9]{3}", re.IGNORECASE)


def is_error_value(text: str) -> bool:
    """Whether a text is nothing but what Excel or LibreOffice shows where there is no value."""
    plain = text.strip()
    return plain.startswith(("#", "E", "e", "F", "f")) and _NAMED.fullmatch(plain) is not None
