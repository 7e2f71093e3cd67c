"""XML of which nothing is believed: one pass of expat, which stops at a definition of entities, in whatever encoding it hides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers import expat

Start = Callable[[Mapping[str, str]], None]
End = Callable[[str], None]


class EntityError(Exception):
    """The text defines entities, which may unfold to any size."""


def parse(xml: bytes, starts: Mapping[str, Start], ends: Mapping[str, End]) -> None:
    """Calls `starts` with the attributes of an element as it begins, and `ends` with the text since the last element that began.

    Elements go by their local names, taken with the prefix of the outermost element: other vocabularies in the same file are passed by.

    Raises:
        EntityError: the text has a document type.
        expat.ExpatError: it is not XML.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    text: list[str] = []

    def first(name: str, attributes: Mapping[str, str]) -> None:
        prefix = name[: name.find(":") + 1]
        start_of = {prefix + local: call for local, call in starts.items()}.get
        end_of = {prefix + local: call for local, call in ends.items()}.get

        def start(name: str, attributes: Mapping[str, str]) -> None:
            if call := start_of(name):
                call(attributes)
            text.clear()

        def end(name: str) -> None:
            if call := end_of(name):
                call("".join(text))

        parser.StartElementHandler, parser.EndElementHandler = start, end
        start(name, attributes)

    parser.StartElementHandler = first
    parser.CharacterDataHandler = text.append
    parser.Parse(xml, True)


def _refuse(*_declared: object) -> None:
    raise EntityError
