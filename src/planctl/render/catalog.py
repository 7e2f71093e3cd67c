"""Compiled message catalogs (.mo), read where a sentence is looked up.

The standard library reads a catalog whole before the first sentence: most of that time is for sentences that nobody asks for, and it grows
with the catalog. The format keeps its sentences sorted, as the manual of GNU gettext says, so one is found by bisection.
"""

import gettext
import struct
from bisect import bisect_left
from pathlib import Path

_MAGIC = 0x950412DE


class Catalog(gettext.NullTranslations):
    """A catalog of a language that has a singular for one and a plural for all else."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data = data
        self._order = "<" if struct.unpack_from("<I", data)[0] == _MAGIC else ">"
        count, self._keys, self._texts = struct.unpack_from(self._order + "3I", data, 8)
        self._indexes = range(count)
        self._known: dict[str, str | None] = {}

    @classmethod
    def read(cls, path: Path) -> "Catalog":
        return cls(path.read_bytes())

    def sentences(self) -> list[str]:
        """Every sentence in the catalog; those that have a plural with it, after a zero byte."""
        return [self.key(index).decode() for index in self._indexes]

    def key(self, index: int) -> bytes:
        return self._entry(self._keys, index)

    def gettext(self, message: str) -> str:
        found = self._find(message)
        return message if found is None else found.partition("\0")[0]

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        found = self._find(f"{msgid1}\0{msgid2}")
        one, _, many = (msgid1, "", msgid2) if found is None else found.partition("\0")
        return one if n == 1 else many

    def _find(self, key: str) -> str | None:
        if key not in self._known:
            raw = key.encode()
            index = bisect_left(self._indexes, raw, key=self.key)
            there = index in self._indexes and self.key(index) == raw
            self._known[key] = self._entry(self._texts, index).decode() if there else None
        return self._known[key]

    def _entry(self, table: int, index: int) -> bytes:
        length, offset = struct.unpack_from(self._order + "2I", self._data, table + 8 * index)
        return self._data[offset : offset + length]
