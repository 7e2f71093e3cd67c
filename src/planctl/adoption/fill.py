"""Texts from the package with places to be filled in: `{{name}}`, or `{{name|yaml}}`, written as YAML, JSON or Markdown reads it back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

_FILES = Path(__file__).parent / "files"
_COMMON = "common"
_PLACE = re.compile(r"\{\{(\w+)(?:\|(\w+))?\}\}")


def _yaml(text: str) -> str:
    from planctl.source.editing.scalar import scalar_of

    return scalar_of(text, flow=True)


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _markdown(text: str) -> str:
    from planctl.render.reports.escaping import markdown_text

    return markdown_text(text)


_WRITERS: Mapping[str | None, Callable[[str], str]] = {None: str, "yaml": _yaml, "json": _json, "markdown": _markdown}


def filled(name: str, language: str, values: Mapping[str, str]) -> bytes:
    """A text of the package, in a language or the one for both, with values in its places. A line with nothing but an empty value goes, as
    does a comment of one.
    """
    own = _FILES / language / name
    text = (own if own.is_file() else _FILES / _COMMON / name).read_text(encoding="utf-8")
    return "".join(_line(line, values) for line in text.splitlines(keepends=True)).encode()


def _line(line: str, values: Mapping[str, str]) -> str:
    alone = _PLACE.fullmatch(line.strip().removeprefix("# "))
    if alone and not values[alone[1]]:
        return ""
    return _PLACE.sub(lambda place: _WRITERS[place[2]](values[place[1]]), line)
