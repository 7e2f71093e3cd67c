"""No user's text changes what the pages of a site are made of, nor breaks its search."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.render.reports.pages import html_structure
from tests.render.reports.test_structure import files
from tests.render.site.sites import files_in, site

HOSTILE = ["</script><script>alert(1)</script>", "{{ site }}{% endfor %}", '" onload="x', "<!--", "]]>&amp;\u2028", "å" * 900]


def built(text: str) -> dict[str, bytes]:
    with TemporaryDirectory() as name:
        for file, body in files(text).items():
            path = Path(name, "w", file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
        site(Path(name, "w"), Path(name, "out"))
        return files_in(Path(name, "out"))


@pytest.fixture(scope="module")
def neutral():
    return built("x")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts(text, neutral):
    found = built(text)
    assert found.keys() == neutral.keys()
    for path, content in found.items():
        if path.endswith(".html"):
            assert html_structure(content.decode()) == html_structure(neutral[path].decode()), path
    script = found["search-index.js"].decode("ascii")
    assert script.startswith("var planctlIndex = ")
    kinds, units = json.loads(script.removeprefix("var planctlIndex = ").removesuffix(";\n"))
    assert len(kinds) == 4
    assert [len(hits) for _, hits in units] == [len(hits) for _, hits in json.loads(neutral["search-index.js"][19:-2])[1]]
