"""Users' texts inside Markdown and HTML: shown as they were written, whatever they hold, and never more than text."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import NamedTuple

_SPACE = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_ALWAYS = re.compile(r"[\\`*\[\]>#|~$]")
_AMPERSAND = re.compile(r"&(?=#?\w+;)")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
"""One that could begin or end emphasis; within a word, as in an address on the web, it means nothing."""
_AT_START = re.compile(r"(?P<number>\d{1,9}(?=[.)](?:\s|$)))?(?P<mark>[-+=.):](?=\s|$|[-=]))")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that no page may hold: controls, halves of characters, and what is no character."""
_UNSEEN = re.compile(
    "[\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
    "|(?<![^\x00-\u024f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\u024f])"
)
"""Signs that nobody sees, but that turn the direction of text or hide in words; joiners stay in emoji and in scripts that need them."""
_MENTION = re.compile(r"(?<!\w)@(?=\w)")
_ADDRESS = re.compile(r"(https?|ftp)(?=://)|(\bwww)(?=\.)", re.IGNORECASE)
"""What GitHub and GitLab make a link of that nobody has written: a person's name, an address on the web."""
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")


def plain(text: str) -> str:
    """A text without the characters that no page may hold, and those that nobody sees."""
    return _UNSEEN.sub("", _UNFIT.sub("", text))


def one_line(text: str) -> str:
    """A text on one line; no-break spaces stay, but for those at its ends."""
    return _SPACE.sub(" ", plain(text)).strip()


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text, which lie apart by blank lines, each on one line."""
    return [line for part in _BLANK_LINE.split(plain(text).replace("\r\n", "\n")) if (line := one_line(part))]


def markdown_text(text: str) -> str:
    """A text as Markdown that CommonMark, GitHub and GitLab show as it was, on one line, at any place in a line or a table's cell."""
    line = _ALWAYS.sub(r"\\\g<0>", one_line(text))
    line = _UNDERSCORE.sub(r"\\_", _AMPERSAND.sub("&amp;", line).replace("<", "&lt;"))
    line = _ADDRESS.sub(r"\g<0>\\", _MENTION.sub("@&#8203;", line))
    start = _AT_START.match(line)
    return f"{start['number'] or ''}\\{line[start.start('mark') :]}" if start else line


def html_text(text: str) -> str:
    """A text as HTML, in an element or in a quoted attribute."""
    return escape(plain(text))


class Format(NamedTuple):
    """A format of reports: how its files are named, and how it holds users' texts."""

    name: str
    ending: str
    escape: Callable[[str], str]
    paragraph: str
    """A paragraph around `{}`."""
    empty_lines: str
    """What becomes of the end of a line with empty lines after it: templates need not care how many their blocks leave."""


FORMATS = {
    "md": Format("md", ".md", markdown_text, "{}\n", "\n\n"),
    "html": Format("html", ".html", html_text, "<p>{}</p>", "\n"),
}
