"""Data against the models: every problem, in a user's words, and the model of all that is right."""

import pytest

from planctl.model.plan import Plan
from planctl.model.validate import validate

PLAN = {"kind": "plan", "unit": "personal", "period": "2025-2027"}
ORGANISATION = {"kind": "organisation", "format": 1, "id": "exempel", "name": "Exempel kommun"}
OUTCOMES = {"kind": "outcomes", "unit": "personal", "year": 2026}


def goals(**goal):
    return PLAN | {"goals": {"a": {"title": "A"} | goal}}


def kpi(**settings):
    return goals(kpis={"k": {"title": "K"} | settings})


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (PLAN, []),
        ({}, [("F020", ())]),
        ({"kind": "plans"}, [("F020", ("kind",))]),
        ({"kind": ["plan"]}, [("F020", ("kind",))]),
        (ORGANISATION | {"format": 2}, [("F021", ("format",))]),
        (PLAN | {"visoin": "x"}, [("F022", ("visoin",))]),
        (PLAN | {"unit": "Ä b"}, [("F025", ("unit",))]),
        ({"kind": "plan", "unit": "a"}, [("F024", ())]),
        (PLAN | {"period": "2025–27"}, [("F025", ("period",))]),
        (PLAN | {"goals": ["a"]}, [("F023", ("goals",))]),
        (PLAN | {"goals": None}, [("F023", ("goals",))]),
        (PLAN | {"tasks": ["a", 5, "b", 6]}, [("F023", ("tasks", 1)), ("F023", ("tasks", 3))]),
        (PLAN | {"document": {"status": "decide"}}, [("F025", ("document", "status"))]),
        (PLAN | {"document": {"decided": "i går"}}, [("F025", ("document", "decided"))]),
        (goals(title=2025), [("F023", ("goals", "a", "title"))]),
        (goals(title=""), [("F025", ("goals", "a", "title"))]),
        (goals(titel="B"), [("F022", ("goals", "a", "titel"))]),
        (PLAN | {"goals": {"a": {"titel": "B"}}}, [("F022", ("goals", "a", "titel"))]),
        (PLAN | {"goals": {"Å b": {"title": "B"}}}, [("F025", ("goals", "Å b"))]),
        (kpi(decimals="1"), [("F023", ("goals", "a", "kpis", "k", "decimals"))]),
        (kpi(decimals=10), [("F025", ("goals", "a", "kpis", "k", "decimals"))]),
        (kpi(target=[1]), [("F023", ("goals", "a", "kpis", "k", "target"))]),
        (kpi(target={2025: True}), [("F023", ("goals", "a", "kpis", "k", "target", 2025))]),
        (kpi(target={"text": ""}), [("F025", ("goals", "a", "kpis", "k", "target", "text"))]),
        (kpi(thresholds={"redd": 1}), [("F022", ("goals", "a", "kpis", "k", "thresholds", "redd"))]),
        (kpi(thresholds={2025: {"blue": 1}}), [("F022", ("goals", "a", "kpis", "k", "thresholds", 2025, "blue"))]),
        (kpi(frequency="ibland"), [("F025", ("goals", "a", "kpis", "k", "frequency"))]),
        (OUTCOMES | {"kpis": {"k": {"T1": {"valu": 3}}}}, [("F022", ("kpis", "k", "T1", "valu"))]),
        (OUTCOMES | {"kpis": {"k": {"T1": None}}}, [("F023", ("kpis", "k", "T1"))]),
        (OUTCOMES | {"kpis": {"k": 5}}, [("F023", ("kpis", "k"))]),
    ],
)
def test_problems_and_their_places(data, found):
    _, problems = validate("f.yaml", data)
    assert [(problem.code, problem.path) for problem in problems] == found


def test_all_problems_come_at_once_and_the_rest_is_kept():
    data = PLAN | {
        "visoin": "x",
        "tasks": ["a", 5],
        "goals": {"a": {"titel": "A"}, "b": {"title": "B", "kpis": {"k": {"title": "K", "decimals": "1"}}}},
    }
    model, problems = validate("f.yaml", data)
    assert isinstance(model, Plan)
    assert set(model.goals) == {"b"}
    assert model.goals["b"].kpis["k"].decimals is None
    assert len(problems) == 4


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (PLAN | {"visoin": "x"}, "vision"),
        (PLAN | {"document": {"status": "decide"}}, "decided"),
        (goals(title=2025), '"2025"'),
        (kpi(decimals="1"), "1"),
        (PLAN | {"document": {"decided": "i går"}}, "2025-12-31"),
    ],
)
def test_hints_say_what_to_type(data, hint):
    _, (problem,) = validate("f.yaml", data)
    assert hint in problem.hint.values.values()


def test_every_problem_has_a_hint_where_something_can_be_typed():
    for data in (PLAN | {"goals": ["a"]}, PLAN | {"goals": None}, PLAN | {"unit": "Ä b"}, goals(title=""), {"kind": "plan", "unit": "a"}):
        _, (problem, *_) = validate("f.yaml", data)
        assert problem.hint is not None
