"""As Markdown, fit for a comment on a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from planctl.evaluate.status import Status
from planctl.message import N_
from planctl.render.language import Language
from planctl.render.reports.escaping import markdown_text
from planctl.render.revisions.view import Detail, Item, Light, Section, View
from planctl.render.words import UNICODE
from planctl.revisions.differences import Diff

_HEADINGS = (N_("What"), N_("Before"), N_("After"))


def show(diffs: Sequence[Diff], language: Language, out: TextIO) -> None:
    out.writelines(f"{line}\n" for diff in diffs for line in _lines(View(diff, language)))


def _lines(view: View) -> Iterator[str]:
    yield f"### {markdown_text(view.heading())}\n"
    yield f"{markdown_text(view.summary())}\n"
    for warning in view.warnings():
        yield f"> ⚠ {markdown_text(warning)}\n"
    for section in view.sections():
        yield from _section(section, view)


def _section(section: Section, view: View) -> Iterator[str]:
    yield f"#### {markdown_text(section.title)}\n"
    for item in section.items:
        yield from _item(item)
    if section.items:
        yield ""
    if section.lights:
        what, before, after = (view.text(heading) for heading in _HEADINGS)
        yield f"| {what} | {before} | {after} |\n|---|---|---|"
        yield from (_light(light) for light in section.lights)
        yield ""


def _item(item: Item) -> Iterator[str]:
    notes = "".join(f"; **{markdown_text(note)}**" for note in item.notes)
    yield f"- **{markdown_text(item.title)}** ({_code(item.address)}): {item.sort} {item.word}{notes}"
    yield from (f"  - {_detail(detail)}" for detail in item.details)


def _code(text: str) -> str:
    """An address as code. A file, which may be called anything, stands for an import profile: as text where code can't hold it."""
    return markdown_text(text) if "`" in text or not text.isprintable() else f"`{text}`"


def _detail(detail: Detail) -> str:
    label = markdown_text(detail.label)
    if detail.pieces:
        return f"{label}: " + "".join(
            _marked(piece.after, "") if piece.stayed else _gone(piece.before) + _come(piece.after) for piece in detail.pieces
        )
    return f"{label}: {_gone(detail.before)}{' → ' if detail.before else ''}{_come(detail.after) or '–'}"


def _gone(text: str) -> str:
    return _marked(text, "~~")


def _come(text: str) -> str:
    return _marked(text, "**")


def _marked(text: str, mark: str) -> str:
    """A text between marks; the spaces at its ends stay outside, where Markdown wants them."""
    inner = text.strip()
    if not inner:
        return text
    start = text.index(inner)
    return f"{text[:start]}{mark}{markdown_text(inner)}{mark}{text[start + len(inner) :]}"


def _light(light: Light) -> str:
    before, after = _status(light.before, light.before_word), _status(light.after, light.after_word)
    return f"| {light.sort} {markdown_text(light.title)} | {before} | **{after}** |"


def _status(status: Status | None, word: str) -> str:
    return f"{UNICODE.status[status]} {word}" if status else word
