"""Blocks of text, literal and folded: the lines as their writer broke them, and how they are written again."""

from __future__ import annotations

import re

from planctl.formatting.nodes import Block
from planctl.source.editing.style import FOLDED_WIDTH, WIDTH, Written, folded

_BLANKS_FIRST = re.compile(r"\n* ")
_UNEVEN = re.compile(r"^[ \t]|[ \t]$", re.MULTILINE)


def block_of(source: str, value: str) -> Block | None:
    """The block that a text stands in, from its sign to its last line; None where it can't be written as a block again."""
    body = _body(value)
    if body is None:
        return None
    if source[0] == "|":
        return Block("|", tuple(body.split("\n")))
    if not body.split("\n")[-1].strip():
        return None
    lines = source.split("\n")[1:]
    first = next(line for line in lines if line.strip())
    meant = next(line for line in body.split("\n") if line.strip())
    indent = _blanks(first) - _blanks(meant)
    lines = [line[indent:] for line in lines]
    lines[-1] = lines[-1].rstrip() + body[len(body.rstrip()) :]
    return Block(">", tuple(lines))


def _body(value: str) -> str | None:
    """A text without the line break that ends it; None where it ends in several, or is nothing but blanks."""
    body = value.removesuffix("\n")
    return body if body.strip() and body == body.rstrip("\n") else None


def _blanks(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def written_block(block: Block, value: str, column: int) -> Written:
    """A block below a key or dash in a column. Folded lines stay as they are, unless one of them is too long."""
    indent = " " * column + "  "
    body = value.removesuffix("\n")
    lines = list(block.lines)
    if block.sign == ">" and any(len(indent) + len(line) > WIDTH for line in lines) and not _UNEVEN.search(body):
        lines = _paragraphs(body, FOLDED_WIDTH - len(indent))
    head = block.sign + ("2" if _BLANKS_FIRST.match("\n".join(lines)) else "") + ("" if value.endswith("\n") else "-")
    return Written(head, tuple(indent + line if line else "" for line in lines))


def _paragraphs(body: str, width: int) -> list[str]:
    """Between two paragraphs a blank line stands for each line break of the text."""
    lines: list[str] = []
    for number, paragraph in enumerate(body.split("\n")):
        lines += [""] if number else []
        lines += folded(paragraph, width) if paragraph else []
    return lines
