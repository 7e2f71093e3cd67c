"""What holds for every HTML page: headings, tables, links, and nothing from elsewhere. Colours are legible in light and dark."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from planctl.notation.period import Period
from planctl.render.reports.names import NAMES
from planctl.render.reports.templates import packaged
from tests.conftest import DATA, TESTS
from tests.contrast import TEXT, contrast
from tests.render.reports.pages import PERIOD, report, workspace_in

FOLDERS = {
    "lindsjo": (TESTS.parent / "plans", PERIOD),
    "exempel": (DATA / "exempel", PERIOD),
    "sorsele": (TESTS.parent / "examples" / "sorsele-2023", Period(2023, "T2")),
}


class Page(HTMLParser):
    """The tags of a page, each with its attributes."""

    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def of(self, *names):
        return [attributes for tag, attributes in self.tags if tag in names]


@pytest.fixture(scope="module", params=[(folder, name) for folder in FOLDERS for name in NAMES], ids="-".join)
def page(request):
    folder, name = request.param
    path, period = FOLDERS[folder]
    return Page(report(workspace_in(path), name, "html", period=period))


def test_headings_are_in_order(page):
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_language_landmarks_and_the_way_past_them(page):
    assert page.of("html") == [{"lang": "sv"}]
    assert [len(page.of(name)) for name in ("main", "header", "footer")] == [1, 1, 1]
    assert len(page.of("title")) == 1 + len(page.of("svg"))
    assert page.of("a")[0] == {"class": "skip", "href": "#_content"}


def test_tables_have_captions_and_scopes(page):
    assert len(page.of("caption")) == len(page.of("table"))
    assert all(head.get("scope") in ("col", "row") for head in page.of("th"))


def test_links_lead_somewhere(page):
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {link["href"] for link in page.of("a")} <= {f"#{id_}" for id_ in ids}


def test_nothing_comes_from_elsewhere_or_runs(page):
    assert not page.of("script", "link", "iframe", "img", "object", "embed", "form", "base")
    assert not [attributes for _, attributes in page.tags if any(name in ("src", "style") or name.startswith("on") for name in attributes)]


def test_every_mark_is_a_shape_and_a_word(page):
    marks = [attributes["class"] for attributes in page.of("span") if "mark " in (attributes.get("class") or "")]
    known = set(re.findall(r"\.([a-z-]+)", (packaged() / "style.css.j2").read_text(encoding="utf-8")))
    assert {mark.split()[1] for mark in marks} <= known


def colours():
    text = (packaged() / "style.css.j2").read_text(encoding="utf-8")
    light, dark = (dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", part)) for part in text.split("@media screen", 1))
    assert light.keys() == dark.keys()
    inks = ("ink", "muted", "link", "green", "yellow", "red", "late")
    return [(mode[ink], mode[paper]) for mode in (light, dark) for ink in inks for paper in ("paper", "soft")]


@pytest.mark.parametrize(("ink", "paper"), colours())
def test_contrast(ink, paper):
    assert contrast(ink, paper) >= TEXT


def test_the_style_loads_nothing():
    text = (packaged() / "style.css.j2").read_text(encoding="utf-8")
    assert "url(" not in text
    assert "@import" not in text
