"""Pieces put into a text in the place of others, with everything around them left as it is."""

from __future__ import annotations

import re

_END_OF_LINE = re.compile(r"[\r\n]|\Z")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_FULL_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


class Splices:
    """What is to be put into a text. Pieces for one and the same place stand there in the order in which they came."""

    def __init__(self, text: str) -> None:
        found = _LINE_BREAK.search(text)
        self.text = text
        self.newline = "\n" if found is None else found[0]
        self._pieces: list[tuple[int, int, str]] = []

    def replace(self, start: int, end: int, piece: str) -> None:
        self._pieces.append((start, end, piece))

    @property
    def count(self) -> int:
        """How many pieces there are."""
        return len(self._pieces)

    def growth(self, begun: int) -> int:
        """By how many characters the pieces make the text longer that have come since there were so many."""
        return sum(len(piece) - (end - start) for start, end, piece in self._pieces[begun:])

    def drop(self, begun: int) -> None:
        """Takes back the pieces that have come since there were so many."""
        del self._pieces[begun:]

    def insert_lines(self, after: int, lines: list[str] | tuple[str, ...]) -> None:
        """Lines below the one in which the character before `after` stands: its comment stays behind it."""
        if not lines:
            return
        if after and self.text[after - 1] in "\r\n":
            self.replace(after, after, "".join(line + self.newline for line in lines))
        else:
            at = self.end_of_line(after)
            self.replace(at, at, "".join(self.newline + line for line in lines))

    def delete_lines(self, start: int, end: int) -> None:
        """What stands from the line of `start` to `end`, with its lines; a comment behind it stays, in a line of its own."""
        begin = start
        while begin and self.text[begin - 1] not in "\r\n":
            begin -= 1
        if not self.text[end : self.end_of_line(end)].strip():
            end = self.end_of_line(end)
            begin -= 2 if self.text.endswith("\r\n", 0, begin) else min(begin, 1)
            self.replace(begin, end, "")
        else:
            self.replace(start, end, "")

    def end_of_line(self, index: int) -> int:
        found = _END_OF_LINE.search(self.text, index)
        return len(self.text) if found is None else found.start()

    def swallows(self, after: int, indent: int) -> bool:
        """Whether what stands below a line would become a part of a block of text that ends there and is indented by so much."""
        at = after if after and self.text[after - 1] in "\r\n" else self.end_of_line(after)
        break_ = _LINE_BREAK.match(self.text, at)
        at = at if break_ is None else break_.end()
        while at < len(self.text) and (line := _FULL_LINE.match(self.text, at)):
            blanks = len(line[0]) - len(line[0].lstrip(" "))
            if rest := line[0].strip():
                return rest[0] == "#" and blanks >= indent
            if blanks > indent or "\t" in line[0]:
                return True
            at = line.end()
        return False

    def result(self) -> str:
        parts: list[str] = []
        last = 0
        for start, end, piece in sorted(self._pieces, key=lambda piece: piece[0]):
            parts += (self.text[last:start], piece)
            last = max(last, end)
        return "".join((*parts, self.text[last:]))
