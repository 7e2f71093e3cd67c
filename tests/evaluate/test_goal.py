"""Roll-up: by rule, through the cascade, and beside a person's judgement."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctl.evaluate.evaluation import evaluate
from planctl.evaluate.goal import ROLLUPS, rolled_up
from planctl.evaluate.status import Status
from planctl.notation.period import Period
from tests.workspaces import TODAY, load_workspace, outcomes, plan, plan_with_kpi

G, Y, R = Status.GREEN, Status.YELLOW, Status.RED


@pytest.mark.parametrize(
    ("rule", "parts", "status"),
    [
        ("share", [G, G], G),
        ("share", [G, R], Y),
        ("share", [R, Y], R),
        ("share", [Y], R),
        ("share", [G, Status.MISSING], G),
        ("share", [Status.PENDING, Status.MISSING], Status.MISSING),
        ("share", [Status.PENDING, Status.UNTARGETED], Status.PENDING),
        ("share", [], Status.UNASSESSED),
        ("worst", [G, Y], Y),
        ("worst", [G, Y, R], R),
        ("worst", [G], G),
        ("weighted", [G, G, G, R], G),
        ("weighted", [G, R], Y),
        ("weighted", [Y, R], R),
    ],
)
def test_rolled_up(rule, parts, status):
    assert rolled_up([(part, 1) for part in parts], rule) is status


def test_weights_count():
    assert rolled_up([(G, 3), (R, 1)], "weighted") is G
    assert rolled_up([(G, 1), (R, 3)], "weighted") is R
    assert rolled_up([(G, 0), (R, 0)], "weighted") is Y


@given(st.sampled_from(sorted(ROLLUPS)), st.lists(st.tuples(st.sampled_from(list(Status)), st.integers(0, 5))), st.randoms())
def test_the_order_of_parts_never_matters(rule, parts, chance):
    shuffled = list(parts)
    chance.shuffle(shuffled)
    assert rolled_up(parts, rule) is rolled_up(shuffled, rule)


@given(st.sampled_from(sorted(ROLLUPS)), st.sampled_from([G, Y, R]), st.integers(1, 9))
def test_parts_without_a_colour_change_nothing(rule, colour, others):
    parts = [(colour, 1)]
    assert rolled_up(parts + [(Status.PENDING, 1)] * others, rule) is rolled_up(parts, rule)


KPI = 'frequency: tertial\nthresholds: {red: "< 70", yellow: 70–79, green: "≥ 80"}'
ROOT = "goals:\n  hela:\n    title: Hela kommunen\n"


def organisation(tmp_path, value, extra=""):
    unit_plan = plan_with_kpi(KPI).replace("title: Ett mål\n", "title: Ett mål\n    supports: exempel/hela\n")
    return load_workspace(
        tmp_path,
        {
            "exempel/plan.yaml": plan(ROOT, unit="exempel"),
            "personal/plan.yaml": unit_plan,
            "personal/outcomes-2026.yaml": outcomes(f"kpis:\n  k: {{T2: {value}}}\n{extra}"),
        },
    )


def test_a_goal_takes_the_status_of_the_goals_that_support_it(tmp_path):
    goals = evaluate(organisation(tmp_path, 85), Period(2026, "T2"), TODAY).goals
    assert goals["exempel/hela"].status is G
    assert [goal.entry.address for goal in goals["exempel/hela"].supporters] == ["personal/mal"]


def test_a_person_may_see_another_colour(tmp_path):
    extra = "goals:\n  mal:\n    T2: {assessment: red, analysis: Underlaget är svagt}\n"
    goal = evaluate(organisation(tmp_path, 85, extra), Period(2026, "T2"), TODAY).goals["personal/mal"]
    assert (goal.status, goal.assessment, goal.disputed) == (G, R, True)


def test_a_goal_without_a_colour_counts_as_judged(tmp_path):
    extra = "goals:\n  mal:\n    T2: {assessment: yellow}\n"
    goals = evaluate(organisation(tmp_path, "missing", extra), Period(2026, "T2"), TODAY).goals
    assert goals["personal/mal"].status is Status.MISSING
    assert goals["exempel/hela"].counts == {Y: 1}


def test_a_cycle_of_goals_ends(tmp_path):
    files = {
        "exempel/plan.yaml": plan("goals:\n  a:\n    title: A\n    supports: b\n  b:\n    title: B\n    supports: a\n", unit="exempel"),
    }
    goals = evaluate(load_workspace(tmp_path, files), Period(2026, "T2"), TODAY).goals
    assert {goal.status for goal in goals.values()} == {Status.UNASSESSED}


def test_a_long_chain_of_goals_is_no_trouble(tmp_path):
    goals = "".join(f"  g{n}: {{title: Mål {n}, supports: g{n + 1}}}\n" for n in range(2999)) + "  g2999: {title: Sista målet}\n"
    workspace = load_workspace(tmp_path, {"personal/plan.yaml": plan(f"goals:\n{goals}")})
    assert len(evaluate(workspace, Period(2026, "T2"), TODAY).goals) == 3000
