"""Every example of docs/thresholds.md is read as the page says: the tables by what stands in the comment above them."""

from __future__ import annotations

import re

import pytest
import yaml_rs

from planctl.model.plan import Kpi
from planctl.notation.conditions import Change, Condition, FromTarget, Values
from planctl.notation.due import Due, parse_due
from planctl.notation.period import Years
from planctl.notation.refusal import Refusal
from planctl.notation.scheme import scheme
from planctl.notation.threshold import parse
from tests.notation.tables import FOLDER

PAGE = (FOLDER.parents[1] / "docs" / "thresholds.md").read_text(encoding="utf-8")
PLAN = Years(2025, 2027)


def table(kind: str) -> list[list[str]]:
    """The rows of all tables under a comment."""
    found = []
    for part in PAGE.split(f"<!-- {kind} -->")[1:]:
        lines = [line for line in part.strip().split("\n\n")[0].splitlines() if line.startswith("|")]
        found += [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
    return found


def examples(cell: str) -> list[str]:
    """What stands as code."""
    return re.findall(r"`([^`]+)`", cell)


def understood(text: str) -> Condition:
    found = parse(text)
    assert not isinstance(found, Refusal), text
    return (
        found._replace(unit="") if isinstance(found, (Values, FromTarget, Change)) and found.unit not in ("%", "procentenheter") else found
    )


def test_the_page_has_its_tables() -> None:
    assert (len(table("accepted")), len(table("refused")), len(table("due"))) >= (70, 20, 8)


@pytest.mark.parametrize("row", table("accepted"), ids=lambda row: row[0])
def test_both_languages_say_the_same(row: list[str]) -> None:
    swedish, english = examples(row[0]), examples(row[1])
    assert len(swedish) == len(english) == 1
    assert understood(swedish[0]) == understood(english[0])


@pytest.mark.parametrize("row", table("refused"), ids=lambda row: row[0])
def test_what_is_refused_and_what_is_written_instead(row: list[str]) -> None:
    assert len(examples(row[0])) == 1
    assert isinstance(parse(examples(row[0])[0]), Refusal)
    assert examples(row[2])
    for text in examples(row[2]):
        understood(text)


@pytest.mark.parametrize("row", table("due"), ids=lambda row: row[0])
def test_due_dates_in_both_languages(row: list[str]) -> None:
    swedish, english = (parse_due(examples(cell)[0]) for cell in row[:2])
    assert isinstance(swedish, Due)
    assert isinstance(english, Due)
    assert (swedish.recurrence, swedish.date(PLAN)) == (english.recurrence, english.date(PLAN))
    assert all(isinstance(parse_due(text), Due) for text in examples(row[2]))


@pytest.mark.parametrize("block", re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL))
def test_the_kpis_of_the_page_are_read(block: str) -> None:
    kpis = yaml_rs.loads(block, parse_datetime=False)
    assert isinstance(kpis, dict)
    for data in kpis.values():
        kpi = Kpi.model_validate(data)
        for year in (2025, 2026):
            target = kpi.target.get(year) if isinstance(kpi.target, dict) else kpi.target
            bands = kpi.thresholds.get(year) if isinstance(kpi.thresholds, dict) else kpi.thresholds
            if isinstance(target, (str, int, float)) and bands is not None:
                assert not scheme(year, target, bands.red, bands.yellow, bands.green, kpi.scale, kpi.decimals, kpi.direction).refusals
