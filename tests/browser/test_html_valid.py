"""Every report, and every page and style sheet of the sites, as the Nu Html Checker judges it."""

from __future__ import annotations

import pytest

from tests.browser.documents import DOCUMENTS, written, written_folders
from tests.browser.validator import errors

pytestmark = pytest.mark.xdist_group("browser-0")
_WRONG = '<!doctype html>\n<html lang="sv"><title>Fel</title>\n<p id="a"></p><p id="a"><style>p { colour: red; }</style></p></html>\n'


def test_all_pages_are_valid(pages, tmp_path):
    """A page with errors is among them, so that no error means that there is none."""
    wrong = tmp_path / "wrong.html"
    wrong.write_text(_WRONG, encoding="utf-8")
    many = written_folders(pages)
    found = errors([*(written(document, pages) for document in DOCUMENTS), *many.rglob("*.html"), *many.rglob("*.css"), wrong])
    assert [error for error in found if not error.startswith("wrong.html:")] == []
    assert any("Duplicate ID" in error for error in found)
    assert any("colour" in error for error in found)
