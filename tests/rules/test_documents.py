"""Plans as documents: which plan holds when, and whether its dates agree; and the rules of kommunallagen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from planctl.diagnostics import Diagnostic

Found = Callable[..., list[Diagnostic]]


def plan(period: str, document: str = "{}", unit: str = "personal", more: str = "") -> str:
    return f"# file: {unit}/plan-{period}-{len(document)}.yaml\nkind: plan\nunit: {unit}\nperiod: {period}\ndocument: {document}\n{more}"


DECIDED = "{status: decided, decided: 2025-12-09, decided_by: Kommunstyrelsen, section: § 214}"


@pytest.mark.parametrize(
    ("document", "lacking"),
    [
        (DECIDED, None),
        ("{status: decided, decided: 2025-12-09, decided_by: KS, reference: 2025/12}", None),
        ("{status: decided, decided: 2025-12-09, reference: 2025/12}", ["decided_by"]),
        ("{status: decided, decided_by: KS, reference: 2025/12}", ["decided"]),
        ("{status: proposed}", None),
        ("{status: superseded}", None),
    ],
)
def test_a_decided_plan_has_its_decision(found: Found, document: str, lacking: list[str] | None) -> None:
    findings = found(plan("2026", document), "D001")
    assert [list(diagnostic.message.values["keys"]) for diagnostic in findings] == ([lacking] if lacking else [])


@pytest.mark.parametrize(
    ("one", "other", "overlapping"),
    [
        (("2025-2026", "{status: decided}"), ("2026-2028", "{ status: decided }"), True),
        (("2024-2025", "{status: decided}"), ("2026-2028", "{ status: decided }"), False),
        (("2025-2026", "{status: superseded}"), ("2026-2028", "{status: decided}"), False),
        (("2025-2026", "{status: decided}"), ("2026-2028", "{status: draft}"), False),
        (("2026", "{status: draft}"), ("2026", "{status: draft }"), False),
        (("2026", "{status: decided}"), ("2026", "{status: decided, revision: 2}"), False),
    ],
)
def test_one_decided_plan_holds(found: Found, one: tuple[str, str], other: tuple[str, str], overlapping: bool) -> None:
    assert len(found(plan(*one) + plan(*other), "D002")) == overlapping


@pytest.mark.parametrize("period", ["2028-2026", "26", "20252027"])
def test_a_period_is_years(found: Found, period: str) -> None:
    assert [diagnostic.code for diagnostic in found(plan(period), "D003", "F")] == ["D003"]


@pytest.mark.parametrize(
    ("document", "keys"),
    [
        ("{valid_from: 2026-01-01, valid_to: 2027-12-31}", 0),
        ("{valid_from: 2027-01-01, valid_to: 2026-12-31}", 1),
        ("{valid_from: 2025-12-31}", 1),
        ("{valid_from: 2028-01-01}", 1),
        ("{valid_to: 2025-12-31}", 1),
        ("{valid_to: 2028-03-31}", 0),  # until the next plan is decided
        ("{status: decided, decided: 2026-12-08}", 1),
        ("{status: proposed, decided: 2026-12-08}", 0),  # the day when it will be decided
    ],
)
def test_dates_agree(found: Found, document: str, keys: int) -> None:
    assert len(found(plan("2026-2027", document), "D004")) == keys


@pytest.mark.parametrize(
    ("plans", "undecided"),
    [
        ([("2026", "{status: draft}")], True),
        ([("2026", "{}")], True),
        ([("2027", "{status: draft}")], False),
        ([("2025-2027", DECIDED), ("2026", "{status: draft}")], False),
        ([("2025", DECIDED), ("2026", "{status: proposed}")], True),
        ([("2026", "{status: draft, decided: 2025-12-09}")], False),  # D009 says it
    ],
)
def test_a_plan_is_decided_before_it_begins(found: Found, plans: list[tuple[str, str]], undecided: bool) -> None:
    assert bool(found("".join(plan(*each) for each in plans), "D005")) is undecided


@pytest.mark.parametrize(
    ("periods", "missing"),
    [
        (["2022-2023", "2025"], ["2024"]),
        (["2018", "2022-2023", "2025"], ["2019-2021", "2024"]),
        (["2022-2024", "2025-2027"], []),
        (["2022-2026", "2024", "2028"], ["2027"]),
        (["2022-2025", "2024", "2026"], []),
        (["2025"], []),
    ],
)
def test_plans_follow_each_other(found: Found, periods: list[str], missing: list[str]) -> None:
    findings = found("".join(map(plan, periods)), "D008")
    assert sorted(diagnostic.message.values["years"] for diagnostic in findings) == missing


def test_somebody_is_responsible(found: Found) -> None:
    organisation = "# file: organisation.yaml\nkind: organisation\nformat: 1\nid: exempel\nname: Exempel\nunits:\n"
    headed = organisation + "  personal: {title: Personal, head: Personalchef}\n  it: {title: IT}\n  ekonomi: {title: Ekonomi}\n"
    others = plan("2026", unit="it") + plan("2026", "{responsible: Ekonomichef}", unit="ekonomi")
    assert [diagnostic.address for diagnostic in found(plan("2026") + headed + others, "D007")] == ["it"]


# --- kommunallagen ---

GOAL = "  {id}:\n    title: Mål {id}\n    economy: {economy}\n    kpis:\n      kpi-{id}: {{title: Mått {id}, target: {target}}}\n"


def goals(*economies: str, target: str = "öka") -> str:
    return "goals:\n" + "".join(GOAL.format(id=f"m{n}", economy=economy, target=target) for n, economy in enumerate(economies))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (plan("2026", unit="exempel", more=goals("financial", "operational")), []),
        (plan("2026", unit="exempel", more=goals("operational")), ["E001"]),
        (plan("2026", unit="exempel", more=goals("financial")), ["E002"]),
        (plan("2026", unit="exempel"), ["E001", "E002"]),
        (plan("2024", "{status: superseded}", unit="exempel"), []),
        (plan("2026", unit="personal"), []),
        (plan("2026", unit="exempel", more=goals("financial", "operational", target="null")), ["E003", "E003"]),
    ],
)
def test_the_council_has_both_kinds_of_goals(found: Found, text: str, codes: list[str]) -> None:
    assert [diagnostic.code for diagnostic in found(text, "E", "F")] == codes


def test_a_goal_may_be_evaluated_by_the_goals_that_support_it(found: Found) -> None:
    council = plan("2026", unit="exempel", more="goals:\n  balans: {title: Balans, economy: financial, supports: [exempel/balans]}\n")
    assert [diagnostic.address for diagnostic in found(council, "E003")] == ["exempel/balans"]
    unit = plan("2026", more=goals("financial").replace("economy: financial", "supports: exempel/balans"))
    assert found(council + unit, "E003") == []


CALENDAR = "# file: organisation.yaml\nkind: organisation\nformat: 1\nid: exempel\nname: Exempel\ncalendar:\n"
COUNCIL = plan("2026", unit="exempel", more=goals("financial", "operational"))


@pytest.mark.parametrize(
    ("periods", "codes"),
    [
        (['T1: {ends: "04-30"}', 'T2: {ends: "08-31"}', 'year: {ends: "12-31"}'], []),
        (['H1: {ends: "06-30", report: "08-31"}', 'year: {ends: "12-31"}'], []),
        (['H1: {ends: "06-30", report: "09-01"}', 'year: {ends: "12-31"}'], ["E005"]),
        (['T2: {ends: "08-31", report: "10-31"}', 'year: {ends: "12-31"}'], []),
        (['T2: {ends: "08-31", report: "11-01"}', 'year: {ends: "12-31"}'], ["E005"]),
        (['T2: {ends: "08-31", report: "01-15"}', 'year: {ends: "12-31"}'], ["E005"]),
        (['H1: {ends: "06-30", report: "08-15"}', 'T2: {ends: "08-31", report: "11-20"}', 'year: {ends: "12-31"}'], []),
        (['M7: {ends: "07-15", report: "09-15"}', 'year: {ends: "12-31"}'], []),
        (['M7: {ends: "07-15", report: "09-16"}', 'year: {ends: "12-31"}'], ["E005"]),
        (['T1: {ends: "04-30"}', 'T3: {ends: "09-30"}', 'year: {ends: "12-31"}'], ["E004"]),
        (['year: {ends: "12-31"}'], ["E004"]),
    ],
)
def test_an_interim_report_covers_six_to_eight_months(found: Found, periods: list[str], codes: list[str]) -> None:
    text = CALENDAR + "".join(f"  {period}\n" for period in periods) + COUNCIL
    assert [diagnostic.code for diagnostic in found(text, "E004", "E005")] == codes


def test_the_calendar_is_judged_only_where_it_is_the_councils_and_written_out(found: Found) -> None:
    assert found(CALENDAR + '  year: {ends: "12-31"}\nunits: {personal: {title: Personal}}\n' + plan("2026"), "E004") == []


def test_the_calendar_that_planctl_gives_is_not_judged(found: Found) -> None:
    assert found(COUNCIL, "E004", "E005") == []
