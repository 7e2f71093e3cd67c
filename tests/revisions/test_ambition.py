"""Whether more or less is asked for, from the notation alone."""

from __future__ import annotations

import pytest

from planctl.notation.placement import Direction
from planctl.notation.scheme import scheme
from planctl.revisions.ambition import ambition, ambitions
from planctl.revisions.differences import Ambition
from tests.workspaces import load_workspace, plan_with_kpi

RAISED, LOWERED, OTHER = Ambition.RAISED, Ambition.LOWERED, Ambition.OTHER
HIGHER = {"red": "< 70", "yellow": "70–79", "green": "≥ 80"}
LOWER = {"red": "≥ 7,0", "yellow": "6,0–6,9", "green": "< 6"}


def known(target=None, red=None, yellow=None, green=None, scale=None, decimals=None, direction=None, year=2026):
    return scheme(year, target, red, yellow, green, scale, decimals, direction and Direction(direction))


TABLE = [
    # higher is better
    (HIGHER, {"red": "< 70", "yellow": "70–84", "green": "≥ 85"}, RAISED),
    (HIGHER, {"red": "< 70", "yellow": "70–74", "green": "≥ 75"}, LOWERED),
    (HIGHER, {"red": "< 75", "yellow": "75–79", "green": "≥ 80"}, RAISED),
    (HIGHER, {"red": "< 60", "yellow": "60–79", "green": "≥ 80"}, LOWERED),
    # lower is better
    (LOWER, {"red": "≥ 7,0", "yellow": "5,0–6,9", "green": "< 5"}, RAISED),
    (LOWER, {"red": "≥ 7,0", "yellow": "6,5–6,9", "green": "< 6,5"}, LOWERED),
    (LOWER, {"red": "≥ 8,0", "yellow": "6,0–7,9", "green": "< 6"}, LOWERED),
    (LOWER, {"red": "≥ 6,5", "yellow": "6,0–6,4", "green": "< 6"}, RAISED),
    # a range
    ({"green": "90–110"}, {"green": "95–105"}, RAISED),
    ({"green": "90–110"}, {"green": "80–120"}, LOWERED),
    ({"green": "90–110"}, {"green": "100–120"}, OTHER),
    ({"green": "90–110", "direction": "higher"}, {"green": "100–120", "direction": "higher"}, RAISED),
    ({"green": "90–110", "direction": "lower"}, {"green": "100–120", "direction": "lower"}, LOWERED),
    # the target alone
    ({"target": "≥ 80"}, {"target": "≥ 85"}, RAISED),
    ({"target": "≥ 80"}, {"target": "≥ 75"}, LOWERED),
    ({"target": "≤ 5"}, {"target": "≤ 4"}, RAISED),
    ({"target": "< 6"}, {"target": "≤ 6"}, LOWERED),
    ({"target": "80", "direction": "higher"}, {"target": "90", "direction": "higher"}, RAISED),
    ({"target": "80"}, {"target": "90"}, OTHER),
    # a target beside bands that stay: it decides
    (HIGHER | {"target": "≥ 80"}, HIGHER | {"target": "≥ 90"}, RAISED),
    # shares of the target and deviations from it: where the bands lie is what counts
    ({"target": "≥ 100", "green": "≥ 95 % av målet"}, {"target": "≥ 100", "green": "≥ 90 % av målet"}, LOWERED),
    ({"target": "≥ 100", "green": "≥ 95 % av målet"}, {"target": "≥ 110", "green": "≥ 95 % av målet"}, RAISED),
    ({"target": "100", "green": "inom 2 från målet"}, {"target": "100", "green": "inom 1 från målet"}, RAISED),
    ({"target": "100", "green": "inom 2 % från målet"}, {"target": "100", "green": "98–102"}, None),
    ({"green": "inom 2 från målet"}, {"green": "inom 1 från målet"}, OTHER),  # from what, nobody knows
    # changes since another year
    ({"target": "öka med 5 % sedan 2024"}, {"target": "öka med 10 % sedan 2024"}, RAISED),
    ({"target": "minska med 5 %"}, {"target": "minska med 10 %"}, RAISED),
    ({"target": "minska"}, {"target": "inte öka"}, LOWERED),
    ({"target": "minska", "scale": "0–100"}, {"target": "minska med 5", "scale": "0–100"}, RAISED),
    ({"target": "öka med 5 % sedan 2024"}, {"target": "öka med 5 % sedan 2025"}, OTHER),
    ({"target": "öka med 5 % sedan 2024"}, {"target": "öka med 5 sedan 2024"}, OTHER),
    ({"target": "förbättras", "direction": "lower"}, {"target": "minska", "direction": "lower"}, None),
    ({"target": "förbättras"}, {"target": "minska"}, OTHER),
    # the grid: 79,5 and 80 differ only where a decimal counts
    ({"green": "≥ 80", "decimals": 0}, {"green": "> 79", "decimals": 0}, None),
    ({"green": "≥ 80", "decimals": 1}, {"green": "> 79", "decimals": 1}, LOWERED),
    # the scale: what lies outside it is no value
    ({"green": "≥ 80", "scale": "0–100"}, {"green": "80–100", "scale": "0–100"}, None),
    ({"green": "≥ 80"}, {"green": "80–100", "scale": "0–100"}, None),
    ({"green": "≥ 4", "scale": "1–5"}, {"green": "≥ 8", "scale": "1–10"}, OTHER),
    ({"green": "≥ 4", "scale": "1–5"}, {"green": "≥ 4", "scale": "1–10"}, None),
    # another notation of the same
    (HIGHER, {"red": "<70", "yellow": "70-79", "green": ">=80"}, None),
    (LOWER, {"red": "minst 7,0", "yellow": "6,0 - 6,9", "green": "under 6"}, None),
    ({"target": "≥ 80"}, {"target": "minst 80"}, None),
    # come and gone, and of different things
    ({}, {}, None),
    ({}, {"target": "≥ 80"}, RAISED),
    ({"target": "≥ 80"}, {}, LOWERED),
    (HIGHER, {}, LOWERED),
    (HIGHER | {"target": "≥ 80"}, {}, LOWERED),
    (HIGHER | {"target": "≥ 80"}, HIGHER, LOWERED),
    (HIGHER | {"target": "≥ 80"}, {"target": "≥ 80"}, RAISED),  # what was yellow is red
    (HIGHER, {"target": "≥ 80"}, RAISED),
    (HIGHER, {"target": "≥ 70"}, LOWERED),
    ({"green": "≥ 80"}, {"target": "≥ 80"}, None),
    ({"red": "< 70", "yellow": "≥ 70"}, {"target": "≥ 80"}, OTHER),
    ({"target": "≥ 80"}, {"target": "öka med 5 % sedan 2024"}, OTHER),
    ({"target": "topp 10"}, {"target": "≥ 80"}, OTHER),
    # peers
    ({"target": "topp 10"}, {"target": "topp 5"}, RAISED),
    ({"target": "topp 10 %"}, {"target": "topp 25 %"}, LOWERED),
    ({"target": "topp 10"}, {"target": "topp 10 %"}, OTHER),
    ({"target": "minst medel"}, {"target": "bättre än medel", "direction": "higher"}, RAISED),
    ({"target": "bättre än medel", "direction": "higher"}, {"target": "bättre än median", "direction": "higher"}, OTHER),
]


@pytest.mark.parametrize(("before", "after", "expected"), TABLE)
def test_how_the_ambition_has_moved(before, after, expected):
    assert ambition(known(**before), known(**after)) is expected


OPPOSITE = {RAISED: LOWERED, LOWERED: RAISED, OTHER: OTHER, None: None}


@pytest.mark.parametrize(("before", "after", "expected"), TABLE)
def test_back_again_is_the_opposite(before, after, expected):
    assert ambition(known(**after), known(**before)) is OPPOSITE[expected]


def kpi(folder, text):
    workspace = load_workspace(folder, {"plan.yaml": plan_with_kpi(text)})
    return workspace.plans[0].kpis["k"]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ('target: "≥ 80"', 'target: "≥ 85"', dict.fromkeys((2025, 2026, 2027), RAISED)),
        (
            'target: {2025: "≥ 80", 2026: "≥ 82", 2027: "≥ 84"}',
            'target: {2025: "≥ 80", 2026: "≥ 81", 2027: "≥ 85"}',
            {2026: LOWERED, 2027: RAISED},
        ),
        ('target: "≥ 80"', 'target: {2025: "≥ 80", 2026: "≥ 80", 2027: "≥ 90"}', {2027: RAISED}),
        (
            'thresholds: {2025: {green: "≥ 80"}, 2026: {green: "≥ 80"}, 2027: {green: "≥ 80"}}',
            'thresholds: {2025: {green: "≥ 80"}, 2026: {green: "≥ 70"}, 2027: {green: "≥ 80"}}',
            {2026: LOWERED},
        ),
        ('target: "≥ 80"', 'target: "minst 80"', {}),
        ("title: X", "title: Y", {}),
    ],
)
def test_year_by_year(tmp_path, before, after, expected):
    assert ambitions(kpi(tmp_path / "a", before), kpi(tmp_path / "b", after)) == expected
