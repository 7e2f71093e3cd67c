"""SVG as text: elements, coordinates in whole numbers, and texts that can't become anything but text."""

from __future__ import annotations

import re

from planctl.render.symbols import NO_BREAK_SPACE

Length = int
"""In units of the drawing, of which a chart is 1,280 wide: fine enough for whole numbers."""
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_NOT_IN_IDS = re.compile(r"[^\w-]")


def escaped(text: str) -> str:
    """A text as it stands in an element or attribute; what can't be printed is a space."""
    if not text.isprintable():
        text = "".join(character if character.isprintable() or character == NO_BREAK_SPACE else " " for character in text)
    return text.translate(_ESCAPES)


def element(name: str, *children: str, **attributes: str | Length | None) -> str:
    """An element. Children are SVG; attributes are plain, `class_` and `text_anchor` for `class` and `text-anchor`, None left out."""
    told = "".join(f' {_attribute(key)}="{_value(value)}"' for key, value in attributes.items() if value is not None)
    return f"<{name}{told}>{''.join(children)}</{name}>" if children else f"<{name}{told}/>"


def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-") if key != "viewBox" else key


def _value(value: str | Length) -> str:
    return escaped(value) if isinstance(value, str) else str(value)


def line(x1: Length, y1: Length, x2: Length, y2: Length, class_: str) -> str:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def identifier(prefix: str) -> str:
    """A prefix for the ids of one chart: an address of the plan gives one that no other address gives."""
    return _NOT_IN_IDS.sub("_", prefix)


def picture(kind: str, width: Length, height: Length, prefix: str, title: str, description: str, *children: str) -> str:
    """The whole picture: for assistive technology one image, with a title and a description whose ids begin with `prefix`."""
    id_ = identifier(prefix)
    return element(
        "svg",
        element("title", escaped(title) or " ", id=f"{id_}-title"),
        element("desc", escaped(description) or " ", id=f"{id_}-desc"),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"chart chart-{kind}",
        role="img",
        aria_labelledby=f"{id_}-title {id_}-desc",
        viewBox=f"0 0 {width} {height}",
        width="100%",
    )
