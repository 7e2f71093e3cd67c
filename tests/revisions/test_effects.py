"""What a revision does to the traffic lights."""

from __future__ import annotations

import pytest

from planctl.evaluate.status import Status
from tests.revisions.sides import compared
from tests.workspaces import outcomes, plan

PLAN = """\
goals:
  friska:
    title: Friska medarbetare
    kpis:
      hme:
        title: Engagemang
        unit: index
        frequency: year
        target: "≥ 80"
        thresholds: {red: "< 70", yellow: 70–79, green: "≥ 80"}
"""
FILES = {"plan.yaml": plan(PLAN), "u.yaml": outcomes("kpis:\n  hme: {year: 81}\n", year=2025)}


def lights(found) -> list[tuple]:
    return [(effect.sort.value, effect.address, effect.before, effect.after) for effect in found.effects]


GREEN, YELLOW, RED = Status.GREEN, Status.YELLOW, Status.RED


def all_three(before, after) -> list[tuple]:
    """A goal whose only KPI is yellow is red, and so is a unit whose only goal is."""
    above = [RED if status is YELLOW else status for status in (before, after)]
    return [("unit", "personal", *above), ("goal", "personal/friska", *above), ("kpi", "personal/hme", before, after)]


@pytest.mark.parametrize(("value", "after", "worse"), [("79", YELLOW, True), ("60", RED, True), ("95", None, False), ("80", None, False)])
def test_an_outcome_changes_the_kpi_its_goal_and_its_unit(tmp_path, value, after, worse):
    found = compared(tmp_path, FILES, FILES | {"u.yaml": outcomes(f"kpis:\n  hme: {{year: {value}}}\n", year=2025)}, "2025")
    assert lights(found) == (all_three(GREEN, after) if after else [])
    assert ("worse" in set(found.events())) is worse


def test_thresholds_change_it_too(tmp_path):
    harder = PLAN.replace("≥ 80", "≥ 85").replace("70–79", "70–84")
    found = compared(tmp_path, FILES, FILES | {"plan.yaml": plan(harder)}, "2025")
    assert lights(found) == all_three(GREEN, YELLOW)
    assert {"raised", "worse", "changed"} <= set(found.events())
    back = compared(tmp_path, FILES | {"plan.yaml": plan(harder)}, FILES, "2025")
    assert lights(back) == all_three(YELLOW, GREEN)
    assert "worse" not in set(back.events())


def test_new_ids_alone_change_no_light(tmp_path):
    renamed = PLAN.replace("friska:", "friskare:").replace("hme:", "engagemang:")
    files = {"plan.yaml": plan(renamed), "u.yaml": outcomes("kpis:\n  engagemang: {year: 81}\n", year=2025)}
    assert lights(compared(tmp_path, FILES, files, "2025")) == []


def test_what_came_or_went_has_no_light_on_one_side(tmp_path):
    found = compared(tmp_path, {"u.yaml": FILES["u.yaml"]}, FILES, "2025")
    assert lights(found) == all_three(None, GREEN)
    assert not any(effect.is_worse or effect.is_better for effect in found.effects)
    assert lights(compared(tmp_path, FILES, {}, "2025")) == all_three(GREEN, None)


def test_a_unit_without_goals_is_as_its_kpis_are(tmp_path):
    kpi = 'frequency: year\n    target: "≥ 80"\n    thresholds: {red: "< 70", yellow: 70–79, green: "≥ 80"}\n'
    alone = plan(f"kpis:\n  hme:\n    title: Engagemang\n    {kpi}")
    before, after = ({"plan.yaml": alone, "u.yaml": outcomes(f"kpis:\n  hme: {{year: {n}}}\n", year=2025)} for n in (81, 60))
    assert lights(compared(tmp_path, before, after, "2025")) == [("unit", "personal", GREEN, RED), ("kpi", "personal/hme", GREEN, RED)]
