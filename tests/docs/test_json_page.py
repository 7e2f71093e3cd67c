"""docs/json.md names every field and every row that the commands write."""

from __future__ import annotations

import json
import re

import pytest

from planctl.revisions.differences import EVENTS, Ambition, Sort, What
from tests.conftest import DOCS, GOLDEN

PAGE = (DOCS / "json.md").read_text(encoding="utf-8")
COMMANDS = ("check", "diff", "explain", "export", "history", "status")
CHECK, DIFF, EXPLAIN, EXPORT, HISTORY, STATUS = (
    re.search(rf"## planctl {name}\n(.*?)(?=\n## |\Z)", PAGE, re.DOTALL)[1] for name in COMMANDS
)


def named(part: str) -> set[str]:
    """The words in backticks, outside the examples."""
    text = re.sub(r"```.*?```", "", part, flags=re.DOTALL)
    return {word for words in re.findall(r"`([^`]+)`", text) for word in words.split(".")}


def keys(document) -> set[str]:
    if isinstance(document, dict):
        return set(document) | {key for value in document.values() for key in keys(value)}
    return {key for item in document for key in keys(item)} if isinstance(document, list) else set()


@pytest.mark.parametrize("path", sorted((GOLDEN / "check").glob("json-*.json")), ids=lambda path: path.stem)
def test_fields_of_check(path):
    assert keys(json.loads(path.read_text(encoding="utf-8"))) - named(CHECK) == set()


@pytest.mark.parametrize("path", sorted((GOLDEN / "explain").glob("*.json")), ids=lambda path: path.stem)
def test_fields_and_rows_of_explain(path):
    document = json.loads(path.read_text(encoding="utf-8"))
    rows = [row for section in document["sections"] for row in section["rows"]]
    names = {part["name"] for part in (*document["sections"], *rows)}
    assert (keys(document) | names) - named(EXPLAIN) == set()


def test_the_examples_are_json():
    for example in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL):
        assert json.loads(example)["format"] == 1


def test_fields_of_export():
    document = json.loads((GOLDEN / "export" / "exempel.json").read_text(encoding="utf-8"))
    assert keys({**document, "rows": []}) - named(EXPORT) == set()
    assert all(list(row) == [column["name"] for column in document["columns"]] for row in document["rows"])


def test_fields_of_status():
    assert keys(json.loads((GOLDEN / "status" / "status.json").read_text(encoding="utf-8"))) - named(STATUS) == set()


def test_fields_and_words_of_diff():
    document = json.loads((GOLDEN / "diff" / "en.json").read_text(encoding="utf-8"))
    words = {known[part] for known in document["differences"] for part in ("what", "sort")}
    found = {key for key in keys(document) if not key.isdigit()}
    assert (found | words) - named(DIFF) == set()
    assert {sort.value for sort in Sort} | {what.value for what in What} | {ambition.value for ambition in Ambition} <= named(DIFF)


def test_fields_and_words_of_history():
    for path in (GOLDEN / "history").glob("*.json"):
        document = json.loads(path.read_text(encoding="utf-8"))
        words = {event[part] for event in document["events"] for part in ("what", "sort", "of")}
        assert (keys(document) | words) - named(HISTORY) - {"definition", "outcomes"} == set()


@pytest.mark.parametrize("name", ["revisions.md", "revisions.sv.md"])
def test_every_event_of_fail_on_is_explained(name):
    page = (DOCS / name).read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(EVENTS)
