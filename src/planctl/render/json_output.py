"""JSON on a stream: UTF-8 without escapes, whatever the encoding of the terminal, and the same bytes on every system."""

from __future__ import annotations

import json
from typing import TextIO

FORMAT = 1
"""The version of every JSON document that planctl writes; docs/json.md describes them."""


def json_text(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def write_json(document: object, stream: TextIO) -> None:
    """Write a document; a lone surrogate, as in the name of a broken file, becomes a question mark."""
    stream.flush()
    stream.buffer.write(json_text(document).encode("utf-8", "replace"))
    stream.buffer.flush()
