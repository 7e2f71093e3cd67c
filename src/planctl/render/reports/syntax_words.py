"""What Jinja says of a template that it can't read, as messages that can be translated. What is not known here stays in Jinja's words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from planctl.message import Message

_TOKENS: Mapping[str, Message] = {
    "end of print statement": Message("the end of the expression, }}"),
    "end of statement block": Message("the end of the statement, %}"),
    "end of template": Message("the end of the template"),
}


def in_own_words(said: str) -> Message | str:
    """Jinja's sentence as a message."""
    for pattern, make in _SENTENCES:
        if found := pattern.match(said):
            return make(*(_token(part) for part in found.groups()))
    return said


def _token(text: str) -> Message | str:
    return _TOKENS.get(text, text)


_Part = Message | str
_SENTENCES = (
    (
        re.compile(r"expected token '(.*)', got '(.*)'"),
        lambda wanted, found: Message("{found} stands where {wanted} was expected", found=found, wanted=wanted),
    ),
    (
        re.compile(r"Encountered unknown tag '(\w+)'.*block that needs to be closed is '(\w+)'"),
        lambda tag, block: Message("{tag} stands where {block} is not closed yet", tag=tag, block=block),
    ),
    (
        re.compile(r"Unexpected end of template.*block that needs to be closed is '(\w+)'"),
        lambda block: Message("{block} is not closed", block=block),
    ),
    (re.compile(r"Expected an expression, got"), lambda: Message("an expression is missing")),
    (re.compile(r"Encountered unknown tag '(\w+)'"), lambda tag: Message("there is no statement {tag}", tag=tag)),
    (re.compile(r"unexpected end of template"), lambda: Message("the template ends too early")),
    (re.compile(r"[Uu]nexpected (?:char )?'(.*?)'"), lambda found: Message("{found} does not belong here", found=found)),
    (re.compile(r"Missing end of (?:comment|raw) (?:tag|directive)"), lambda: Message("a comment or raw text is not closed")),
    (re.compile(r"block '(\w+)' defined twice"), lambda name: Message("the block {name} stands twice", name=name)),
)
