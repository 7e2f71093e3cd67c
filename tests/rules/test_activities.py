"""Activities and assignments: titles that are goals in disguise, dates in and out of order, and lateness that is or is not explained."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from planctl.diagnostics import Diagnostic

Found = Callable[..., list[Diagnostic]]

PLAN = """\
# file: personal/plan.yaml
kind: plan
unit: personal
period: {period}
"""
OUTCOMES = """\
# file: personal/outcomes-2026.yaml
kind: outcomes
unit: personal
year: 2026
"""


def activity(lines: str, period: str = "2026") -> str:
    body = "".join(f"    {line}\n" for line in lines.splitlines())
    return PLAN.format(period=period) + "activities:\n  osa-enkat:\n" + body


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Ökad kunskap om digitala verktyg", "Ökad"),
        ("Minskade utsläpp från resor", "Minskade"),
        ("En förbättrad arbetsmiljö", "förbättrad"),
        ("Nöjdare medarbetare", "Nöjdare"),
        ("Fler elever i kulturskolan", "Fler"),
        ("Lokalerna ska vara tillgängliga för alla", "ska vara"),
        ("Varje enhet skall ha en handlingsplan", "skall ha"),
        ("Increased awareness of digital tools", "Increased"),
        ("All units shall be certified", "shall be"),
        ("Öka antalet föreningar som söker bidrag", None),
        ("Ta fram rutiner som ska vara klara till hösten", None),
        ("Bestäm vilka beteenden som ska ha företräde", None),
        ("Choose the words that shall be used", None),
        ("Minskavfallsdagar på alla skolor", None),
        ("Lätt för medborgare att nå oss", None),
        ("Gott värdskap i möten och kontakter, internt och externt", None),
        ("Nya annonsmallar utan onödiga krav", None),
        ("Ge bildbanken ny design och bättre funktion", None),
        ("HÄNNA är kanalen för digital information, mallar med mera", None),
    ],
)
def test_a_title_is_something_to_do(found: Found, title: str, words: str | None) -> None:
    findings = found(activity(f"title: {title}\nresponsible: Enhetschef\ndue: Löpande"), "A005")
    assert [diagnostic.message.values["words"] for diagnostic in findings] == ([words] if words else [])
    for diagnostic in findings:
        column = len("    title: ") + title.index(str(words)) + 1
        assert (diagnostic.span.start.column, diagnostic.span.end.column) == (column, column + len(str(words)))


@pytest.mark.parametrize(
    ("period", "due", "outside"),
    [
        ("2026", "2027-01-31", True),
        ("2026", "December 2025", True),
        ("2026", "December", False),
        ("2026", "Vinter 2026/27", False),
        ("2026", "Löpande", False),
        ("2026", "2018", True),
        ("2025-2027", "Höst 2027", False),
        ("2025-2027", "Q1 2028", True),
        ("2025-2027", "Snarast efter att 2024 års resultat finns", False),
    ],
)
def test_a_date_lies_in_the_period(found: Found, period: str, due: str, outside: bool) -> None:
    assert bool(found(activity(f"title: Enkät\nresponsible: Enhetschef\ndue: {due}", period), "A004")) is outside


def test_an_activity_may_have_begun_before_the_plan_but_not_begin_after_it(found: Found) -> None:
    assert found(activity("title: Enkät\nstart: Höst 2024\ndue: Vår 2026"), "A004") == []
    assert len(found(activity("title: Enkät\nstart: Höst 2027\ndue: Löpande"), "A004")) == 1


@pytest.mark.parametrize(
    ("period", "start", "due", "wrong"),
    [
        ("2025-2027", "2026-06-01", "2026-05-31", True),
        ("2025-2027", "September 2026", "2026-06-30", True),
        ("2025-2027", "September 2026", "2026-09-15", False),
        ("2025-2027", "Höst 2026", "Vår 2026", True),
        ("2025-2027", "Höst 2026", "2026-10-01", False),
        ("2025-2027", "T3 2026", "T2 2026", False),  # the longest part of a year that ends then begins before T2 ends
        ("2025-2027", "2027", "2026-12-31", True),
        ("2025-2027", "2026", "2026-03-31", False),
        ("2025-2027", "Mars 2026", "Februari 2026", True),
        ("2025-2027", "15 mars 2026", "2026-03-10", False),  # a month is as near as it looks
        ("2025-2027", "Oktober", "Mars", False),
        ("2026", "Oktober", "Mars", True),
        ("2025-2027", "T1 2025", "Löpande", False),
        ("2025-2027", "Vinter 2025/26", "2025-12-01", False),
        ("2025-2027", "2026-03-31", "2026-03-15", True),
    ],
)
def test_the_start_comes_before_the_end(found: Found, period: str, start: str, due: str, wrong: bool) -> None:
    text = activity(f'title: Enkät\nresponsible: Enhetschef\nstart: "{start}"\ndue: {due}', period)
    assert bool(found(text, "A010")) is wrong


@pytest.mark.parametrize(
    ("name", "hint"),
    [("t1", "T1"), ("helår", "year"), ("Årsbokslut", "year")],
)
def test_the_follow_up_that_was_meant_is_named(found: Found, name: str, hint: str) -> None:
    (diagnostic,) = found(activity(f"title: Enkät\nresponsible: Enhetschef\ndue: Löpande\nevaluated: [T1, {name}]"), "A006")
    assert diagnostic.hint is not None
    assert diagnostic.hint.values == {"word": hint}


def test_the_same_activity_may_stand_under_two_goals(found: Found) -> None:
    goals = "".join(f"  mal-{n}:\n    title: Mål {n}\n    activities:\n      enkat-{n}: {{title: Enkät, due: Löpande}}\n" for n in (1, 2))
    assert found(PLAN.format(period="2026") + "goals:\n" + goals, "A009") == []


DUE_IN_MAY = activity("title: Annonsmallar\nresponsible: HR-specialist\ndue: 2026-05-31")


@pytest.mark.parametrize(
    ("reports", "late"),
    [
        ("T1: {status: ongoing}", False),  # at the end of April it is not late yet
        ("T2: {status: ongoing}", True),
        ("T2: {status: planned}", True),
        ("T2: {status: done}", False),
        ("T2: {status: cancelled}", False),
        ("T2: {status: ongoing, due: 2026-12-01}", False),
        ("T2: {status: ongoing, due: 2026-07-01}", True),  # the new date has passed as well
        ("T2: {status: ongoing, comment: Väntar på lokaler.}", False),
        ("T1: {due: 2026-12-01}\n    T2: {status: ongoing}", False),
        ("T1: {status: done}", False),
        ("year: {status: planned}", False),  # the year has not ended
    ],
)
def test_what_is_late_is_explained(found: Found, reports: str, late: bool) -> None:
    assert bool(found(DUE_IN_MAY + OUTCOMES + f"activities:\n  osa-enkat:\n    {reports}\n", "A008")) is late


def test_an_activity_that_nobody_reports_is_late_too(found: Found) -> None:
    (diagnostic,) = found(DUE_IN_MAY + OUTCOMES + "summary:\n  T2: Sommaren var lugn.\n", "A008")
    assert diagnostic.address == "personal/osa-enkat"


def test_without_any_report_nobody_is_silent(found: Found) -> None:
    assert found(DUE_IN_MAY, "A008") == []


def assignment(lines: str) -> str:
    return PLAN.format(period="2026") + "assignments:\n  heltid:\n    title: Utred heltid\n    given_by: KF\n" + f"    {lines}\n"


@pytest.mark.parametrize(
    ("lines", "report", "late"),
    [
        ("due: 2026-09-30", "", True),
        ("due: 2026-12-31", "", False),
        ("due: Löpande", "", False),
        ("due: 2026-09-30\n    reported: 2026-09-22", "", False),
        ("closed: 2026-09-22", "", False),
        ("given: 2026-01-26", "", True),  # no date at all
        ("due: 2026-09-30", "T2: {due: 2026-12-15}", False),
        ("due: 2026-09-30", "T2: {status: done}", False),
        ("due: 2026-09-30", "T2: {status: ongoing}", True),
        ("due: 2026-09-30", "T2: {status: ongoing, comment: Nämnden har begärt mer underlag.}", False),
    ],
)
def test_an_assignment_is_reported_in_time(found: Found, lines: str, report: str, late: bool) -> None:
    outcomes = OUTCOMES + f"assignments:\n  heltid:\n    {report}\n" if report else ""
    assert bool(found(assignment(lines) + outcomes, "A011")) is late


def test_somebody_gave_the_assignment(found: Found) -> None:
    text = assignment("due: 2026-12-31").replace("    given_by: KF\n", "")
    assert len(found(text, "A011")) == 1
    assert found(text + "    givenby: KF\n", "A011") == []


def test_an_assignment_of_an_older_plan_was_handed_on(found: Found) -> None:
    older = assignment("due: 2024-09-30").replace("period: 2026", "period: 2024").replace("plan.yaml", "plan-2024.yaml")
    assert found(older + assignment("due: 2026-12-31"), "A011") == []


@pytest.mark.parametrize(
    ("report", "wrong"),
    [
        ("{done: 2026-05-20}", True),
        ("{status: done, done: 2026-05-20}", False),
        ("{status: ongoing, done: 2026-05-20}", True),
        ("{status: done, done: 2027-05-20}", True),
        ("{status: done}", False),
    ],
)
def test_what_has_a_day_is_done(found: Found, report: str, wrong: bool) -> None:
    assert bool(found(DUE_IN_MAY + OUTCOMES + f"activities:\n  osa-enkat:\n    T2: {report}\n", "A012")) is wrong


@pytest.mark.parametrize(
    ("due", "new", "wrong"),
    [
        ("2026-05-31", "2026-09-30", False),
        ("2026-05-31", "2026-03-31", True),
        ("2026-05-31", "när det går", False),
        ("2026-05-31", "nångång", True),
        ("Mars", "2026-02-15", False),  # March comes back each year
        ("Löpande", "2026-02-15", False),
    ],
)
def test_a_new_date_comes_after_the_first(found: Found, due: str, new: str, wrong: bool) -> None:
    text = DUE_IN_MAY.replace("2026-05-31", due) + OUTCOMES + f"activities:\n  osa-enkat:\n    T1: {{status: ongoing, due: {new}}}\n"
    assert bool(found(text, "A007")) is wrong
