"""Sites for tests: built in this process, as `planctl site` would."""

from __future__ import annotations

import datetime
import shutil
from html.parser import HTMLParser
from pathlib import Path

from planctl.notation.period import Period
from planctl.render.language import Language
from planctl.render.progress import Progress
from planctl.render.reports.reports import Request
from planctl.render.site.build import Built, build
from tests.conftest import DATA
from tests.render.reports.pages import PERIOD, workspace_in


def site(workspace: Path, folder: Path, period: Period = PERIOD, code: str = "sv", revision: str | None = None) -> Built:
    found, language = workspace_in(workspace), Language.of(code)
    as_of = found.calendar.report_due(period) + datetime.timedelta(days=1)
    request = Request("overview", found, period, as_of, language, tuple(found.root.walk()), revision=revision)
    return build(request, folder, Progress(language))


def example_in(folder: Path) -> Path:
    """A copy of the example organisation, to be changed."""
    return Path(shutil.copytree(DATA / "exempel", folder))


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file with its content, by its path in the folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


class Page(HTMLParser):
    """The tags of a page, each with its attributes, and its title."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.title = ""
        self._in_title = False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._in_title = tag == "title"

    def handle_endtag(self, tag):
        self._in_title = False

    def handle_data(self, data):
        self.title += data if self._in_title else ""

    def of(self, *names):
        return [attributes for tag, attributes in self.tags if tag in names]

    @property
    def ids(self):
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]
