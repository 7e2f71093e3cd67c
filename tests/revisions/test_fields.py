"""Fields by dotted names, and which values mean the same."""

from __future__ import annotations

import pytest

from planctl.revisions.differences import Field
from planctl.revisions.fields import differing, fields_of, meaning
from tests.workspaces import load_workspace, plan, plan_with_kpi


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("title", "Ett  mål\n", "Ett mål"),
        ("target", "≥ 80", ">=80"),
        ("target", "minst 80", "≥80"),
        ("target.2026", "<6,5", "< 6,5"),
        ("thresholds.green", "70–79", "70 - 79"),
        ("scale", "0–100", "0-100"),
        ("value", "6,4", "6.40"),
        ("value", 6, "6"),
        ("value", "1 234", 1234),
        ("forecast", "81", 81),
        ("by.kvinnor", "7,0", 7),
        ("supports", "personal/mal", ("personal/mal",)),
        ("depends_on", ("a", "b"), ("a", "b")),
        ("needs", ("En  text",), ("En text",)),
    ],
)
def test_the_same_meaning(name, one, other):
    assert meaning(name, one) == meaning(name, other)


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("title", "Ett mål", "Ett annat mål"),
        ("title", "Mål", "mål"),
        ("target", "≥ 80", "> 80"),
        ("target", "≥ 80", "≥ 80,0"),  # decimals in a limit decide how outcomes are rounded
        ("target", "inte notation", "inte  annan"),
        ("value", "6,4", "6,5"),
        ("value", "6,4", "inget"),
        ("supports", ("a", "b"), ("b", "a")),
        ("weight", 1, 2),
        ("done", True, False),
        ("title", None, "x"),
        ("title", "1", "1.0"),
    ],
)
def test_another_meaning(name, one, other):
    assert meaning(name, one) != meaning(name, other)


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
    assert differing(before, after) == (Field("d", None, "4"), Field("c", "3", "5"), Field("b", "2", None))
    assert differing({}, {}) == differing(after, after) == ()
