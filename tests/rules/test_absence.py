"""What is not there: outcomes that were due, plans, forecasts. A rule speaks only where something is really missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from planctl.diagnostics import Diagnostic

Found = Callable[..., list[Diagnostic]]

KPI = """\
  {id}:
    title: Nyckeltal {id}
    target: "≥ 80"
    frequency: {frequency}
"""


def plan(unit: str = "personal", period: str = "2026", document: str = "{}", **kpis: str) -> str:
    body = "".join(KPI.format(id=id_, frequency=frequency) for id_, frequency in kpis.items())
    return f"# file: {unit}/plan-{period}.yaml\nkind: plan\nunit: {unit}\nperiod: {period}\ndocument: {document}\nkpis:\n{body}"


def outcomes(*lines: str, unit: str = "personal", year: int = 2026) -> str:
    return f"# file: {unit}/outcomes-{year}.yaml\nkind: outcomes\nunit: {unit}\nyear: {year}\n" + "".join(f"{line}\n" for line in lines)


def places(diagnostics: list[Diagnostic]) -> list[str]:
    return [diagnostic.address for diagnostic in diagnostics]


# --- O005. The day is 22 November 2026: the reports on T1 and T2 were due, that on the year is not. ---


@pytest.mark.parametrize(
    ("frequency", "reports", "absent"),
    [
        ("tertial", "{T1: 1, T2: 1}", 0),
        ("tertial", "{T1: 1}", 1),
        ("tertial", "{T2: 1}", 1),
        ("tertial", "{T1: 1, T2: missing}", 0),
        ("tertial", "{T1: 1, T2: {value: confidential}}", 0),
        ("tertial", "{T1: 1, T2: {assessment: green}}", 0),
        ("tertial", "{T1: 1, T2: {forecast: 1}}", 1),
        ("tertial", "{T1: 1, T2: {comment: Kommer senare.}}", 1),
        ("year", "{T1: 1}", 0),
        ("half-year", "{T1: 1}", 1),
        ("every 3 years", "{T1: 1}", 0),
    ],
)
def test_a_kpi_is_reported_when_it_is_due(found: Found, frequency: str, reports: str, absent: int) -> None:
    other = "  b: {T1: 1, T2: 1}"
    text = plan(a=frequency, b="tertial") + outcomes("kpis:", f"  a: {reports}", other)
    assert places(found(text, "O005")) == ["personal/a"] * absent


def test_a_follow_up_with_no_report_at_all_is_one_finding(found: Found) -> None:
    (diagnostic,) = found(plan(a="tertial", b="tertial", c="year") + outcomes("kpis:", "  a: {T1: 1}", "  b: {T1: 1}"), "O005")
    assert diagnostic.message.values == {"n": 2, "period": "2026-T2"}
    assert diagnostic.span.start.line == 4  # the key kpis


def test_where_a_summary_is_written_each_kpi_is_named(found: Found) -> None:
    text = plan(a="tertial", b="tertial") + outcomes("summary: {T2: Kort sagt.}", "kpis:", "  a: {T1: 1}", "  b: {T1: 1}")
    assert places(found(text, "O005")) == ["personal/a", "personal/b"]


def test_a_target_in_words_may_have_a_comment_alone(found: Found) -> None:
    text = plan(a="tertial").replace('"≥ 80"', "{text: Inga anmärkningar}") + outcomes(
        "kpis:", "  a: {T1: {comment: Bra.}, T2: {comment: Bra.}}"
    )
    assert found(text, "O005") == []
    assert len(found(text, "O017")) == 2


def test_an_organisation_without_outcomes_is_not_asked_for_them(found: Found) -> None:
    assert found(plan(a="tertial") + plan("it", a="tertial"), "O005") == []


def test_a_unit_without_a_file_is_told_once_a_year(found: Found) -> None:
    both = outcomes("kpis:", "  a: {year: 1}", year=2025) + outcomes("kpis:", "  a: {T1: 1, T2: 1}")
    text = plan(period="2025-2026", a="tertial") + plan("it", period="2025-2026", b="tertial", c="year") + both
    found_in_it = [diagnostic for diagnostic in found(text, "O005") if diagnostic.address == "it"]
    assert [(diagnostic.message.values["year"], diagnostic.message.values["n"]) for diagnostic in found_in_it] == [("2025", 2), ("2026", 1)]


def test_a_unit_whose_kpis_are_not_due_yet_needs_no_file(found: Found) -> None:
    assert found(plan(a="tertial") + outcomes("kpis: {a: {T1: 1, T2: 1}}") + plan("it", b="year"), "O005") == []


def test_only_the_plan_in_force_is_followed_up(found: Found) -> None:
    older = plan(period="2025-2026", document="{status: superseded}", a="tertial", b="tertial")
    assert found(older + plan(period="2026", a="tertial") + outcomes("kpis: {a: {T1: 1, T2: 1}}"), "O005") == []


def test_what_ended_before_the_plan_began_to_hold_is_not_due(found: Found) -> None:
    text = plan(document="{valid_from: 2026-05-15}", a="tertial") + outcomes("kpis: {a: {T2: 1}}")
    assert found(text, "O005") == []


@pytest.mark.parametrize("reports", ["  sjukfrånvaro: {T1: 1, T2: 1}", "  sjukfranvaro: {T1: 1, t2: 1}"])
def test_a_slip_of_the_pen_is_told_once(found: Found, reports: str) -> None:
    codes = [diagnostic.code for diagnostic in found(plan(sjukfranvaro="tertial") + outcomes("kpis:", reports), "O001", "O002", "O005")]
    assert codes in (["O001"], ["O002"])


def test_a_file_that_could_not_be_read_whole_is_not_judged(found: Found) -> None:
    text = plan(a="tertial", b="tertial") + outcomes("kpis:", "  a: {T1: 1, T2: 1}", "  b: 7")
    assert {diagnostic.code[0] for diagnostic in found(text, "F", "O005")} == {"F"}


# --- O001 ---


def test_an_outcome_under_another_heading_is_told_where_it_belongs(found: Found) -> None:
    (diagnostic,) = found(plan(a="year") + outcomes("activities:", "  a: {T1: {status: done}}"), "O001")
    assert diagnostic.message.values == {"id": "a", "section": "activities", "other": "kpis"}


def test_an_outcome_of_a_plan_that_was_superseded_in_the_year_is_at_home(found: Found) -> None:
    older = plan(period="2025-2026", document="{status: superseded}", a="year")
    assert found(older + plan(period="2026-2028", b="year") + outcomes("kpis: {a: {T1: 1}}"), "O001") == []


def test_an_outcome_of_another_years_plan_is_told_so(found: Found) -> None:
    (diagnostic,) = found(
        plan(period="2025", lonegap="year") + plan(period="2026", b="year") + outcomes("kpis: {lonegap: {T1: 1}}"), "O001"
    )
    assert diagnostic.hint is not None
    assert diagnostic.hint.values == {"years": "2025", "year": "2026"}


def test_an_outcome_that_is_like_nothing_is_told_where_the_ids_are(found: Found) -> None:
    (diagnostic,) = found(plan(a="year") + outcomes("kpis: {lonegap: {T1: 1}}"), "O001")
    assert diagnostic.hint is not None
    assert diagnostic.hint.values["file"].endswith("plan-2026.yaml")


def test_outcomes_of_a_unit_without_a_plan_wait_for_one(found: Found) -> None:
    assert found(outcomes("kpis: {lonegap: {T1: 1}}", "goals: {a: {T1: {assessment: green}}}"), "O") == []


# --- O018 ---

WITH_FORECASTS = """\
# file: organisation.yaml
kind: organisation
format: 1
id: exempel
name: Exempelkommun
rules: {O018: warning}
units: {personal: {title: Personalavdelningen}}
"""


@pytest.mark.parametrize(
    ("reports", "year", "lacking"),
    [
        ("b: {T1: 1}", 2026, ["personal/a"]),
        ("b: {T1: 1}, a: {T2: {forecast: 80}}", 2026, []),
        ("b: {T1: 1}, a: {year: {forecast: 80}}", 2026, []),
        ("b: {T1: 1}, a: {T1: 79}", 2026, []),
        ("b: {year: {forecast: 1}}", 2026, []),  # no interim report has been made
        ("b: {T1: 1}", 2025, []),  # the year is over
    ],
)
def test_a_yearly_kpi_has_a_forecast(found: Found, reports: str, year: int, lacking: list[str]) -> None:
    text = WITH_FORECASTS + plan(period=str(year), a="year", b="tertial") + outcomes(f"kpis: {{{reports}}}", year=year)
    assert places(found(text, "O018")) == lacking


def test_forecasts_are_asked_for_only_where_the_organisation_makes_them(found: Found) -> None:
    assert found(plan(a="year", b="tertial") + outcomes("kpis: {b: {T1: 1}}"), "O018") == []


# --- D006: the organisation has personal, ekonomi and it ---


@pytest.mark.parametrize(
    ("units", "without"),
    [
        (["personal"], []),
        (["personal", "ekonomi"], ["it"]),
        (["personal", "ekonomi", "it"], []),
    ],
)
def test_a_unit_has_a_plan_where_most_units_beside_it_have(found: Found, units: list[str], without: list[str]) -> None:
    assert places(found("".join(plan(unit, a="year") for unit in units), "D006")) == without


def test_in_old_plans_the_last_planned_year_counts(found: Found) -> None:
    old = "".join(plan(unit, period="2015-2017", a="year") for unit in ("personal", "ekonomi"))
    (diagnostic,) = found(old, "D006")
    assert diagnostic.message.values["year"] == "2017"


def test_a_unit_whose_plan_can_not_be_read_has_one(found: Found) -> None:
    text = plan("personal", a="year") + plan("ekonomi", a="year") + "# file: it/plan.yaml\nkind: plan\nunit: it\nperiod: snart\n"
    assert found(text, "D006") == []


# --- what was left out when a file was read, because it has a fault of its own, does not lack ---

ACTIVITY = "kind: plan\nunit: personal\nperiod: 2026\nactivities:\n  enkat:\n    title: Enkät\n"
SERVICE = "kind: plan\nunit: personal\nperiod: 2026\nservices:\n  svar:\n    promise: Du får svar snarast.\n"
DOCUMENT = "kind: plan\nunit: personal\nperiod: 2026\n"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (ACTIVITY + "    responsble: Enhetschef\n    due: Löpande\n", "A"),
        (ACTIVITY + "    responsible: Enhetschef\n    due: [2026]\n", "A"),
        (SERVICE + "    witin: 2 dagar\n", "S"),
        (DOCUMENT + "document: {staus: decided, decided: 2025-12-09, responsible: Personalchef}\n", "D"),
        (DOCUMENT + "documnt: {status: decided, decided: 2025-12-09}\n", "D"),
        (plan(a="tertial") + outcomes("kpis:", "  a: {T1: {value: missing, reson: Enkäten ställdes in.}, T2: 80}"), "O"),
        (plan(a="tertial") + outcomes("kpis:", "  a: {T1: {value: 70, anaysis: Sommaren.}, T2: 80}"), "O"),
        (plan(a="tertial") + outcomes("kpis: {a: {T1: 80, T2: 80}}", "services:", "  svar:", "    T2: {kept: no, coment: Sommaren.}"), "S"),
    ],
)
def test_what_is_misspelt_is_told_once(found: Found, text: str, codes: str) -> None:
    assert [diagnostic.code[0] for diagnostic in found(text, "F", codes)] == ["F"]
