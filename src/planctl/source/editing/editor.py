"""Where in a text the pieces belong that change its data."""

from __future__ import annotations

import re
from typing import Any

from planctl.message import Message
from planctl.source.editing.changes import Data, UneditableError, Wanted, inside_of, ordered, same_in_any_order, value_of
from planctl.source.editing.scalar import AsWritten
from planctl.source.editing.splice import Splices
from planctl.source.editing.style import Place, Written, flow, flow_entries, is_short, laid_entries, parted, room_behind, written
from planctl.source.editing.tree import Branch
from planctl.source.nodes import extent
from planctl.source.positions import Lines

_BLOCK_SIGNS = re.compile(r"[|>][-+0-9]*")
_BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?=[\r\n])")
_COMMENTS_BELOW = r"(?:[^\r\n]*(?:\r\n|\r|\n) {{{column},}}#)*"
"""Comments in lines that are indented by so much: they belong to what stands above."""
_Mapping = dict[str | int, Data]


class Editor:
    """Takes changes to the data of one text, and makes the text with them."""

    def __init__(self, text: str, top: Branch) -> None:
        self._text = text
        self._splices = Splices(text)
        below = (child.column - top.column for child in top.children.values() if child.is_mapping and child.is_block)
        self._step = next((step for step in below if step > 0), 2)
        self._deepest = 0
        """How deep mappings reach that were written in lines since the entry began that is edited."""

    def result(self) -> str:
        return self._splices.result()

    def mapping(self, branch: Branch, old: _Mapping, wanted: dict[str | int, Wanted], depth: int) -> _Mapping:
        """Takes the changes inside a mapping, and returns it as it becomes: the old one itself if all is there already.

        Raises UneditableError.
        """
        new = {key: self._entry(branch, key, old[key], want, depth) for key, want in wanted.items() if key in old}
        missing = {key: want for key, want in wanted.items() if key not in old}
        if missing:
            order = ordered(old, missing)
            added = {key: value_of(want) for key, want in missing.items()}
            self._add(branch, order, added, depth)
            return {key: added[key] if key in added else new.get(key, old[key]) for key in order}
        return old if all(item is old[key] for key, item in new.items()) else {**old, **new}

    def _entry(self, parent: Branch, key: str | int, old: Any, want: Wanted, depth: int) -> Data:
        """Takes the change of an entry that is there; where that makes it a long one, a blank line parts it from the next."""
        outside, self._deepest = self._deepest, 0
        value = self._value(parent, key, old, want, depth)
        if parted(self._deepest - depth, depth) and not parted(parent.children[key].levels, depth) and not parent.is_flow:
            self._part(parent, key)
        self._deepest = max(outside, self._deepest)
        return value

    def _value(self, parent: Branch, key: str | int, old: Any, want: Wanted, depth: int) -> Data:
        """Takes the change of a value that is there, and returns what it becomes."""
        if want.inside is None and same_in_any_order(old, want.value):
            return old
        branch = parent.children.get(key)
        self._refuse_marks(parent)
        if branch is None or (branch.colon is None and not (parent.is_flow and old is None)):
            raise self._uneditable(parent.start if branch is None else branch.start, Message("this key has no colon on its line"))
        self._refuse_marks(branch)
        inside = want.inside
        if inside is None and isinstance(old, dict) and isinstance(want.value, dict) and old.keys() <= want.value.keys():
            inside = inside_of(want.value)
        if inside is not None and isinstance(old, dict):
            if branch.is_flow and not parent.is_flow:
                return self._braces(parent, branch, old, inside, depth)
            return self.mapping(branch, old, inside, depth + 1)
        if inside is not None and old is not None:
            raise self._uneditable(branch.start, Message("a value stands here, and no keys can be put inside it"))
        value = value_of(want)
        self._replace(parent, branch, value, depth)
        return value

    def _braces(self, parent: Branch, branch: Branch, old: _Mapping, inside: dict[str | int, Wanted], depth: int) -> _Mapping:
        """Takes the changes inside braces. Where these hold too much for one line then, they become lines, as `planctl fmt` has it."""
        begun = self._splices.count
        new = self.mapping(branch, old, inside, depth + 1)
        if new is old or self._stays_in_braces(parent, branch, new, self._splices.growth(begun)):
            return new
        self._splices.drop(begun)
        self._replace(parent, branch, self._with_numbers_as_written(branch, new, old), depth)
        return new

    def _stays_in_braces(self, parent: Branch, branch: Branch, new: _Mapping, growth: int) -> bool:
        """Whether braces still fit on the line of their key; or they stood in lines before, or hold what can't be written anew."""
        start, end = extent(branch.key)
        if is_short(new) and branch.end - branch.start + growth <= room_behind(end - start, parent.column):
            return True
        whole = self._text[end : branch.end]
        return "\n" in whole or "\r" in whole or branch.holds_marks

    def _with_numbers_as_written(self, branch: Branch | None, new: Data, old: Any) -> Data:
        """The new data; in what stays of the old, 6.90 stays 6.90."""
        if branch is None:
            return new
        if isinstance(new, dict) and isinstance(old, dict):
            children = branch.children
            return {key: self._with_numbers_as_written(children.get(key), item, old.get(key)) for key, item in new.items()}
        if new is not old or isinstance(new, str):
            return new
        if isinstance(new, list):
            return [self._with_numbers_as_written(branch.children.get(number), item, item) for number, item in enumerate(new)]
        return AsWritten(self._text[branch.start : branch.end].strip() or "null")

    def _replace(self, parent: Branch, branch: Branch, value: Data, depth: int) -> None:
        colon = branch.colon or branch.start
        end = branch.start + len(self._text[branch.start : branch.end].rstrip(" \t\r\n"))
        if parent.is_flow:
            piece = flow(value)
            self._splices.replace(branch.start, end, ": " + piece if branch.colon is None else self._spaced(branch.start, piece))
            return
        between = self._text[colon : branch.start]
        is_below = "\n" in between or "\r" in between
        place = Place(parent.column, depth, self._step, texts=self._leaves_text_alone(parent, colon, end, is_below))
        new = written(value, self._text[extent(branch.key)[0] : colon - 1], place)
        self._deepest = max(self._deepest, depth + new.levels)
        if is_below:
            self._splices.replace(colon, colon, " " + new.head if new.head else "")
            self._splices.insert_lines(colon, new.body)
            self._splices.delete_lines(branch.start, end)
        else:
            self._replace_beside(branch, colon, end, new)

    def _leaves_text_alone(self, parent: Branch, colon: int, end: int, is_below: bool) -> bool:
        """Whether nothing that stays below a key would become a part of a block of text there."""
        indent = parent.column + self._step
        if is_below and (self._splices.swallows(colon, indent) or self._text[end : self._splices.end_of_line(end)].strip()):
            return False
        return not self._splices.swallows(end, indent)

    def _replace_beside(self, branch: Branch, colon: int, end: int, new: Written) -> None:
        """A value that begins on the line of its key."""
        rest = self._header_comment(branch)
        if new.head:
            self._splices.replace(branch.start, end, self._spaced(branch.start, new.head + rest))
        else:
            self._splices.replace(colon, end, rest)
        self._splices.insert_lines(end, new.body)

    def _header_comment(self, branch: Branch) -> str:
        """What stands behind the sign of a block of text on its line."""
        signs = _BLOCK_SIGNS.match(self._text, branch.start) if branch.is_block_text else None
        return "" if signs is None else self._text[signs.end() : self._splices.end_of_line(branch.start)].rstrip(" \t")

    def _spaced(self, start: int, piece: str) -> str:
        return " " + piece if self._text[start - 1] == ":" else piece

    def _add(self, branch: Branch, order: list[str | int], added: _Mapping, depth: int) -> None:
        self._refuse_marks(branch)
        if branch.is_flow and self._text[branch.start] != "{":
            raise self._uneditable(branch.start, Message("there are no braces around these keys"))
        for last, group in _groups(order, added):
            if last is not None and last not in branch.children:
                raise self._uneditable(branch.start, Message("this key has no colon on its line"))
            if branch.is_flow:
                self._add_in_braces(branch, last, group)
            else:
                self._add_lines(branch, last, group, depth)

    def _add_in_braces(self, branch: Branch, last: str | int | None, group: _Mapping) -> None:
        piece = flow_entries(group)
        if last is not None:
            at, piece = branch.children[last].end, ", " + piece
        elif branch.children:
            at, piece = extent(next(iter(branch.children.values())).key)[0], piece + ", "
        else:
            at = branch.start + 1
        self._splices.replace(at, at, piece)

    def _add_lines(self, branch: Branch, last: str | int | None, group: _Mapping, depth: int) -> None:
        after = branch.children[last].end if last is not None else branch.colon
        texts = after is None or not self._splices.swallows(after, branch.column + self._step)
        added = laid_entries(group, Place(branch.column, depth, self._step, texts))
        self._deepest = max(self._deepest, depth + added.levels)
        if after is None:
            newline = self._splices.newline
            piece = newline.join(added.lines)[branch.column :] + newline + " " * branch.column
            self._splices.replace(branch.start, branch.start, piece)
            return
        above = branch.children[last].levels if last is not None else 0
        is_parted = last is not None and (parted(above, depth) or (depth == 1 and len(added.lines) > 1))
        blank = [""] if is_parted and self._text[after - 1] not in "\r\n" else []
        self._splices.insert_lines(after, [*blank, *added.lines])
        if parted(added.last, depth):
            self._part(branch, last)

    def _part(self, branch: Branch, last: str | int | None) -> None:
        """Puts a blank line between an entry, or what was added below it, and the next, where there is none."""
        order = list(branch.children.values())
        number = 0 if last is None else order.index(branch.children[last]) + 1
        after = order[number - 1].end if number else branch.colon
        if after is None or number == len(order) or self._text[after - 1] in "\r\n":
            return
        if _BLANK_LINE.search(self._text, after, extent(order[number].key)[0]) is None:
            below = re.compile(_COMMENTS_BELOW.format(column=branch.column + 1)).match(self._text, after)
            self._splices.insert_lines(after if below is None else below.end(), [""])

    def _refuse_marks(self, branch: Branch) -> None:
        if branch.is_marked:
            raise self._uneditable(branch.start, Message("there is an anchor, an alias, a tag or a merge key (&, *, ! or <<) here"))

    def _uneditable(self, index: int, reason: Message) -> UneditableError:
        return UneditableError(reason, line=Lines(self._text).position(index).line)


def _groups(order: list[str | int], added: _Mapping) -> list[tuple[str | int | None, _Mapping]]:
    """The new entries that stand together, each group with the old key before it."""
    groups: list[tuple[str | int | None, _Mapping]] = []
    last: str | int | None = None
    begun = False
    for key in order:
        if key not in added:
            last, begun = key, False
        elif begun:
            groups[-1][1][key] = added[key]
        else:
            groups.append((last, {key: added[key]}))
            begun = True
    return groups
