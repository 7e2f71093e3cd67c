"""What holds for every page of a site: its links lead somewhere, it stands on its own, and can be read by all."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from itertools import pairwise

import pytest

from tests.conftest import DATA, TESTS
from tests.render.site.sites import Page, files_in, site

FOLDERS = {"lindsjo": TESTS.parent / "plans", "exempel": DATA / "exempel"}


@pytest.fixture(scope="module", params=FOLDERS)
def built(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    site(FOLDERS[request.param], folder)
    return files_in(folder)


@pytest.fixture(scope="module")
def pages(built):
    return {path: Page(content.decode()) for path, content in built.items() if path.endswith(".html")}


def test_every_link_leads_to_what_there_is(built, pages):
    wrong = []
    for path, page in pages.items():
        for attributes in page.of("a", "link", "script"):
            target, _, part = str(attributes.get("href") or attributes["src"]).partition("#")
            found = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            if found not in built or (part and part not in pages[found].ids):
                wrong.append((path, attributes))
    assert wrong == []


def test_every_page_can_be_reached_from_the_start(pages):
    reached, waiting = set(), ["index.html"]
    while waiting:
        path = waiting.pop()
        if path in reached:
            continue
        reached.add(path)
        hrefs = [str(attributes["href"]).partition("#")[0] for attributes in pages[path].of("a")]
        waiting += [posixpath.normpath(posixpath.join(posixpath.dirname(path), href)) for href in hrefs if href]
    assert reached == set(pages)


def test_nothing_is_loaded_from_elsewhere(built, pages):
    for page in pages.values():
        sources = [attributes.get("href") or attributes.get("src") for attributes in page.of("link", "script", "img", "iframe")]
        assert all(re.fullmatch(r"(\.\./)?(style\.css|search\.js)", str(source)) for source in sources)
    assert b"url(" not in built["style.css"]
    assert b"@import" not in built["style.css"]


def test_headings_landmarks_and_ids(pages):
    for path, page in pages.items():
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path
        assert [len(page.of(name)) for name in ("main", "header", "footer")] == [1, 1, 1], path
        assert len(page.of("title")) == 1 + len(page.of("svg")), path
        assert page.of("a")[0] == {"class": "skip", "href": "#_content"}
        names = [attributes.get("aria-label") or attributes.get("aria-labelledby") for attributes in page.of("nav")]
        assert all(names), path
        assert len(set(names)) == len(names), path
        assert [id_ for id_, n in Counter(page.ids).items() if n > 1] == [], path


def test_every_page_has_a_title_of_its_own(pages):
    titles = Counter(page.title for page in pages.values())
    assert [title for title, n in titles.items() if n > 1] == []


def test_a_page_says_where_it_is(pages):
    for path, page in pages.items():
        current = [attributes for _, attributes in page.tags if attributes.get("aria-current") == "page"]
        assert current, path


def test_names_are_safe_everywhere(built):
    assert all(re.fullmatch(r"([a-z0-9_-]+/)?[a-z0-9_.-]+", path) for path in built)
