"""Fields by dotted names, and which values mean the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from planctl.model.base import Judged, Model
from planctl.model.import_profile import ImportProfile
from planctl.model.kinds import KINDS, model_of
from planctl.model.natures import held_by_id, nature
from planctl.model.organisation import Unit
from planctl.model.outcomes import SECTIONS, KpiOutcome, Outcomes
from planctl.model.plan import Activity, Goal, Kpi, Plan, Service
from planctl.revisions.differences import SORTS, Field, Sort
from planctl.revisions.fields import differing, fields_of, is_same
from planctl.source.reader import parse
from tests.workspaces import load_workspace, plan, plan_with_kpi

NEEDED: dict[Sort, tuple[type[Model], dict[str, Any]]] = {
    Sort.PLAN: (Plan, {"kind": "plan", "unit": "personal", "period": "2025-2027"}),
    Sort.GOAL: (Goal, {"title": "Ett mål"}),
    Sort.KPI: (Kpi, {"title": "Ett nyckeltal"}),
    Sort.SERVICE: (Service, {"promise": "Ett löfte"}),
    Sort.ACTIVITY: (Activity, {"title": "En aktivitet"}),
    Sort.UNIT: (Unit, {"title": "En enhet"}),
    Sort.OUTCOME: (KpiOutcome, {}),
    Sort.PROFILE: (ImportProfile, {"kind": "import-profile", "id": "p", "columns": {"kpi": "Mått"}}),
}
"""The model of a thing, and what it must have."""


def said(sort: Sort, text: str) -> dict[str, Any]:
    """The fields of a thing that says what stands in a line."""
    model, needed = NEEDED[sort]
    return fields_of(model.model_validate(needed | (parse(text.encode(), Path("-"), "").data or {})))


PAIRS = [
    (Sort.PLAN, 'vision: "Ett  mål"', "vision: Ett mål"),
    (Sort.PLAN, "competence: {needs: X, recruitment: Y}", "competence: {needs: [X], recruitment: [Y]}"),
    (Sort.PLAN, "competence: {development: [En text]}", "competence: {development: 'En  text'}"),
    (Sort.PLAN, "values: Mod", "values: [Mod]"),
    (Sort.GOAL, "supports: personal/b", "supports: [personal/b]"),
    (Sort.SERVICE, "rights: Insyn", "rights: [Insyn]"),
    (Sort.ACTIVITY, "due: 2026", 'due: "2026"'),
    (Sort.UNIT, "staff: 42", 'staff: "42"'),
    (Sort.PROFILE, "match: utfall.csv", "match: [utfall.csv]"),
    (Sort.PROFILE, "sheet: Blad 1", "sheet: [Blad 1]"),
    (Sort.KPI, "target: ≥ 80", 'target: ">=80"'),
    (Sort.KPI, "target: minst 80", 'target: "≥80"'),
    (Sort.KPI, "target: {2026: '<6,5'}", "target: {2026: '< 6,5'}"),
    (Sort.KPI, "thresholds: {green: 70–79}", "thresholds: {green: 70 - 79}"),
    (Sort.KPI, "thresholds: {2026: {green: 70–79}}", "thresholds: {2026: {green: 70 - 79}}"),
    (Sort.KPI, "scale: 0–100", "scale: 0-100"),
    (Sort.KPI, "baseline: {2024: '6,4'}", "baseline: {2024: '6.40'}"),
    (Sort.OUTCOME, "value: '6,4'", "value: '6.40'"),
    (Sort.OUTCOME, "value: 6", "value: '6'"),
    (Sort.OUTCOME, "value: 1 234", "value: 1234"),
    (Sort.OUTCOME, "forecast: '81'", "forecast: 81"),
    (Sort.OUTCOME, "by: {kvinnor: '7,0'}", "by: {kvinnor: 7}"),
    (Sort.OUTCOME, "peers: {mean: '7,0'}", "peers: {mean: 7}"),
]


@pytest.mark.parametrize(("sort", "one", "other"), PAIRS)
def test_the_same_meaning(sort, one, other):
    before, after = said(sort, one), said(sort, other)
    assert before != after
    assert differing(sort, before, after) == ()


@pytest.mark.parametrize(
    ("sort", "one", "other", "names"),
    [
        (Sort.PLAN, "vision: Ett mål", "vision: Ett annat mål", ["vision"]),
        (Sort.PLAN, "vision: Mål", "vision: mål", ["vision"]),
        (Sort.PLAN, 'vision: "1"', 'vision: "1.0"', ["vision"]),
        (Sort.PLAN, "competence: {needs: X}", "competence: {needs: [X, Y]}", ["competence.needs"]),
        (Sort.GOAL, "supports: [b, c]", "supports: [c, b]", ["supports"]),
        (Sort.GOAL, "weight: 2", "weight: 3", ["weight"]),
        (Sort.KPI, "target: ≥ 80", "target: '> 80'", ["target"]),
        (Sort.KPI, "target: ≥ 80", "target: ≥ 80,0", ["target"]),  # decimals in a limit decide how outcomes are rounded
        (Sort.OUTCOME, "value: '6,4'", "value: '6,5'", ["value"]),
        (Sort.OUTCOME, "value: '6,4'", "value: missing", ["value"]),
        (Sort.PLAN, "{}", "vision: x", ["vision"]),
    ],
)
def test_another_meaning(sort, one, other, names):
    assert [field.name for field in differing(sort, said(sort, one), said(sort, other))] == names


def test_what_is_no_notation_is_its_words():
    assert not is_same(Sort.KPI, "target", "inte notation", "inte  annan")
    assert is_same(Sort.KPI, "target", "inte notation", "inte  notation")


def models() -> list[type[Model]]:
    """The models of all kinds of files, and of all that stands in them."""
    found, waiting = list[Any](), [model_of(kind) for kind in KINDS]
    while waiting:
        model = waiting.pop()
        if model not in found:
            found.append(model)
            waiting += [part for hint in get_type_hints(model, include_extras=True).values() for part in held_by(hint)]
    return sorted(found, key=lambda model: model.__name__)


def held_by(hint: Any) -> Iterator[Any]:
    """The models that a field may hold."""
    if isinstance(hint, type) and issubclass(hint, Model):
        yield hint
    for part in get_args(hint):
        yield from held_by(part)


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_field_of_every_model_is_classed(model):
    """By itself, or as what stands at a key below it."""
    for name, field in model.model_fields.items():
        key = field.alias or name
        holds_models = any(True for held in held_by(get_type_hints(model, include_extras=True)[name]) if held is not Judged)
        assert holds_models or nature(model, [key]) is not None or nature(model, [key, "2026"]) is not None, key


def test_all_that_a_plan_has_by_id_is_of_a_sort():
    assert set(SORTS) == set(held_by_id(Plan)) == set(held_by_id(Outcomes)) == set(SECTIONS)
    assert (dict(held_by_id(Goal)), dict(held_by_id(Unit))) == ({"kpis": Kpi, "activities": Activity}, {"units": Unit})


def test_names_are_dotted_and_defaults_are_left_out(tmp_path):
    text = """\
        unit: "%"
        target: {2025: "< 6,5", 2026: "< 6"}
        thresholds: {red: "≥ 7,0", yellow: "6,0–6,9", green: "< 6"}
        frequency: tertial
        weight: 1
        """
    kpi = load_workspace(tmp_path, {"plan.yaml": plan_with_kpi(text)}).plans[0].kpis["k"]
    found = fields_of(kpi.model)
    assert (
        found.items()
        >= {
            "title": "Ett nyckeltal",
            "unit": "%",
            "target.2025": "< 6,5",
            "target.2026": "< 6",
            "thresholds.red": "≥ 7,0",
            "thresholds.green": "< 6",
        }.items()
    )
    assert "weight" not in found


def test_an_entry_holds_no_others(tmp_path):
    known = load_workspace(tmp_path, {"plan.yaml": plan_with_kpi("unit: st")}).plans[0].goals["mal"]
    assert fields_of(known.model, frozenset(("kpis", "activities"))) == {"title": "Ett mål"}


def test_an_assessed_value_is_its_text(tmp_path):
    body = "kpis:\n  k:\n    title: K\n    target: {text: Alla ska ha en plan}\n"
    kpi = load_workspace(tmp_path, {"plan.yaml": plan(body)}).plans[0].kpis["k"]
    assert fields_of(kpi.model)["target"] == "Alla ska ha en plan"


def test_differing_fields_are_in_the_order_of_the_later_side_and_those_that_are_gone_last():
    before = {"a": "1", "b": "2", "c": "3", "value": "6,40"}
    after = {"d": "4", "c": "5", "value": "6.4", "a": "1"}
    assert differing(Sort.OUTCOME, before, after) == (Field("d", None, "4"), Field("c", "3", "5"), Field("b", "2", None))
    assert differing(Sort.OUTCOME, {}, {}) == differing(Sort.OUTCOME, after, after) == ()
