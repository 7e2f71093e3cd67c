"""Pages in two languages: they lead to each other, show the same commands, and speak of the same options, keys and words of planctl."""

from __future__ import annotations

import re

import pytest

from planctl.revisions.differences import EVENTS
from tests.conftest import DOCS, GOLDEN

TWINS = {"adoption.md": "adoption.sv.md", "excel.md": "excel.sv.md", "merge.md": "merge.sv.md", "reports.md": "reports.sv.md",
         "revisions.md": "revisions.sv.md", "tutorial.md": "kom-igang.md"}  # fmt: skip
LINK = re.compile(r"\]\(([\w.-]+\.md)(?:#[\w-]*)?\)")
WORD = re.compile(r"`([^`\n]+)`")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")


def text_of(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("english", TWINS)
def test_twins_lead_to_each_other(english: str) -> None:
    assert TWINS[english] in LINK.findall(text_of(english))
    assert english in LINK.findall(text_of(TWINS[english]))


def test_every_swedish_page_has_a_twin() -> None:
    assert {path.name for path in DOCS.glob("*.sv.md")} <= set(TWINS.values())


@pytest.mark.parametrize("page", sorted(path.name for path in DOCS.glob("*.md")))
def test_pages_lead_to_pages_that_are_there(page: str) -> None:
    assert [name for name in LINK.findall(text_of(page)) if not (DOCS / name).is_file()] == []


@pytest.mark.parametrize("page", sorted(TWINS.values()))
def test_a_swedish_page_leads_to_the_swedish_pages(page: str) -> None:
    twins = {TWINS[name] for name in LINK.findall(text_of(page)) if name in TWINS}
    assert twins <= {page, *LINK.findall(text_of(page))}


@pytest.mark.parametrize("english", ["merge.md", "revisions.md"])
def test_twins_say_the_same(english: str) -> None:
    """Neither names an option, an event or a key that the other leaves out, and both have the same sections and rows."""
    pages = [text_of(english), text_of(TWINS[english])]
    for found in (_options, _sections, _commands, _words_of_planctl):
        assert found(pages[0]) == found(pages[1])


@pytest.mark.parametrize(("page", "language"), [("revisions.md", "en"), ("revisions.sv.md", "sv")])
def test_what_a_page_shows_comes_out(page: str, language: str) -> None:
    """The example of the pages is that of the golden files, shortened; there a long line is folded."""
    golden = " ".join(" ".join(_golden(name).split()) for name in (f"diff/{language}.txt", f"history/oro.{language}.txt"))
    shown = [line.strip() for block in re.findall(r"```text\n(.*?)```", text_of(page), re.DOTALL) for line in block.splitlines()]
    lines = [line for line in shown if line and not line.startswith("$ ")]
    assert len(lines) > 15
    assert [line for line in lines if " ".join(line.split()) not in golden] == []


def _golden(name: str) -> str:
    return (GOLDEN / name).read_text(encoding="utf-8")


def _options(page: str) -> set[str]:
    return set(OPTION.findall(page)) - {"--lang"}


def _sections(page: str) -> list[str]:
    """The shape of a page: headings by their depth, points, rows of tables, blocks."""
    return re.findall(r"^(?:#+ |- |\| |```\w*)", page, re.MULTILINE)


def _commands(page: str) -> list[str]:
    return [line.partition("#")[0].strip() for line in page.splitlines() if line.startswith("planctl ")]


def _words_of_planctl(page: str) -> set[str]:
    return set(WORD.findall(page)) & {*EVENTS, "content:", "revision:", "earlier:", "breaks:", "rollup", *_DOCTOR}


_DOCTOR = ("planctl", "workspace", "git", "repository", "driver", "command", "attributes", "hooks")
