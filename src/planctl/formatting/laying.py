"""From what is to be laid out to lines of text, in the house style: the one that `source.editing.style` writes in."""

from __future__ import annotations

from typing import Any, NamedTuple

from planctl.formatting.blocks import written_block
from planctl.formatting.nodes import Beside, Item, Value
from planctl.source.editing.scalar import AsWritten, key_of
from planctl.source.editing.style import WIDTH, Place, Written, flow, is_short, parted, room_behind, text


class Line(NamedTuple):
    """A line without the comment behind it."""

    text: str
    beside: Beside | None = None


class _Laid(NamedTuple):
    """A value as lines: what stands behind the colon, what below, and the levels of mappings that these are."""

    head: str
    body: list[Line]
    levels: int = 0


def laid_out(head: list[str], top: Value) -> list[Line]:
    """The lines of a file."""
    lines, _ = _entries(top, Place(0, 1))
    return [*map(Line, head), *lines]


def _entries(value: Value, place: Place) -> tuple[list[Line], int]:
    """The entries of a mapping or list, each in lines of its own, with the levels of mappings among them."""
    lines: list[Line] = []
    indent = " " * place.column
    levels = above = 0
    for number, item in enumerate(value.items or ()):
        laid = _mapping_entry(item, place) if value.is_mapping else _list_item(item, place)
        if number and (item.parted or (value.is_mapping and parted(above, place.depth))):
            lines.append(Line(""))
        lines += [Line(indent + comment if comment else "") for comment in item.above]
        lines += [Line(indent + laid.head, item.beside), *laid.body]
        levels, above = max(levels, laid.levels), laid.levels
    lines += [Line(indent + comment if comment else "") for comment in value.foot]
    return lines, levels


def _mapping_entry(item: Item, place: Place) -> _Laid:
    name = key_of(item.part if item.part is not None else "")
    head, body, levels = _laid(item.value, room_behind(len(name), place.column), place)
    return _Laid(f"{name}: {head}" if head else f"{name}:", body, levels)


def _list_item(item: Item, place: Place) -> _Laid:
    head, body, levels = _laid(item.value, WIDTH - place.column - 2, place)
    if head or not body:
        return _Laid(f"- {head}" if head else "-", body, levels)
    first, *rest = body
    item.beside = first.beside
    return _Laid("- " + first.text.lstrip(" "), rest, levels)


def _laid(value: Value, room: int, place: Place) -> _Laid:
    """A value behind a key or dash, with so many columns left on the line."""
    if value.marks:
        room -= len(value.marks) + 1
    if value.items is None:
        return _marked(value, _single(value, room, place))
    line = None if value.has_comments() or not (value.is_flow or not value.items) else _on_one_line(value, room)
    if line is not None:
        return _marked(value, Written(line))
    lines, levels = _entries(value, place.below)
    return _Laid(value.marks, lines, levels + 1 if value.is_mapping else 0)


def _marked(value: Value, written: Written) -> _Laid:
    head = f"{value.marks} {written.head}".strip(" ") if value.marks else written.head
    return _Laid(head, [Line(line) for line in written.body])


def _single(value: Value, room: int, place: Place) -> Written:
    if not isinstance(value.data, str):
        return Written(value.data.text)
    if value.block is not None:
        return written_block(value.block, value.data, place.column)
    return text(value.data, room, place)


def _on_one_line(value: Value, room: int) -> str | None:
    """A collection in braces or brackets, if it is short."""
    data = _data(value)
    if not value.items:
        return flow(data)
    line = flow(data)
    return line if is_short(data) and len(line) <= room else None


def _data(value: Value, inside: bool = False) -> Any:
    """A value as data for one line."""
    if value.items is None:
        data = value.data if isinstance(value.data, str) or value.data.text else AsWritten("null")
    elif value.is_mapping:
        data = {item.part: _data(item.value, True) for item in value.items}
    else:
        data = [_data(item.value, True) for item in value.items]
    return AsWritten(f"{value.marks} {flow(data)}") if inside and value.marks else data
