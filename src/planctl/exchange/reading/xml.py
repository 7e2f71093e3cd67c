"""XML of which nothing is believed: one pass of expat, which stops at a definition of entities, in whatever encoding it hides."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from xml.parsers import expat

Start = Callable[[Mapping[str, str]], None]
End = Callable[[str], None]
_BETWEEN = " "
"""Stands between the namespace and the local name, here and in the keys of attributes: no namespace holds a space."""


class EntityError(Exception):
    """The text defines entities, which may unfold to any size."""


class MixedTextError(Exception):
    """A text is broken up by an element: which of its parts is meant, no format for sheets says."""


def parse(
    xml: bytes, starts: Mapping[str, Start | None], ends: Mapping[str, End], skipped: Collection[str] = (), other: Start | None = None
) -> None:
    """Calls `starts` with the attributes of an element as it begins, and `ends` with its text, where it holds no other element.

    Elements go by their local names in the namespace of the outermost element, whatever their prefixes; those in `skipped` are passed by
    with all that is in them. `other` is called for elements that none of these name, and for those of other namespaces. None in `starts` is
    for an element that is known, and of which nothing has to be told.

    Raises:
        EntityError: the text has a document type.
        MixedTextError: an element begins within a text.
        expat.ExpatError: it is not XML.
    """
    parser = expat.ParserCreate(namespace_separator=_BETWEEN)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    passed_by: dict[str, Start | None] = dict.fromkeys(skipped, lambda _attributes: _pass_by(parser))
    text: list[str] = []

    def first(name: str, attributes: Mapping[str, str]) -> None:
        namespace = name[: name.find(_BETWEEN) + 1]
        start_of = {namespace + local: call for local, call in (dict(starts) | passed_by).items()}.get
        end_of = {namespace + local: call for local, call in ends.items()}.get

        def start(name: str, attributes: Mapping[str, str]) -> None:
            if text:
                if not "".join(text).isspace():
                    raise MixedTextError
                text.clear()
            if call := start_of(name, other):
                call(attributes)

        def end(name: str) -> None:
            call = end_of(name)
            if text:
                if call:
                    call("".join(text))
                text.clear()
            elif call:
                call("")

        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.CharacterDataHandler = text.append
        start(name, attributes)

    parser.StartElementHandler = first
    parser.Parse(xml, True)


def _pass_by(parser: expat.XMLParserType) -> None:
    """Reads on to the end of the element that has just begun without telling anyone."""
    kept = parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler
    depth = 1

    def deeper(_name: str, _attributes: Mapping[str, str]) -> None:
        nonlocal depth
        depth += 1

    def back(_name: str) -> None:
        nonlocal depth
        depth -= 1
        if not depth:
            parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = kept

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = deeper, back, None


def _refuse(*_declared: object) -> None:
    raise EntityError
