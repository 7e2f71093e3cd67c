"""Goals: measures, the line upwards, owners, and wording."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from planctl.diagnostics import Diagnostic
from planctl.rules.wording import doing, vague_words

Found = Callable[..., list[Diagnostic]]
TREE = """\
# file: organisation.yaml
kind: organisation
format: 1
id: exempel
name: Exempelkommun
units:
  stod:
    title: Sektor stöd
    units:
      personal: {title: Personalavdelningen}
"""


def plan(unit: str, body: str, period: str = "2025-2027", file: str = "plan.yaml") -> str:
    return f"# file: {unit}/{file}\nkind: plan\nunit: {unit}\nperiod: {period}\n{body}"


GOAL = "goals:\n  a:\n    title: Medarbetarna stannar\n"
KPI = "    kpis:\n      k: {title: Personalomsättning}\n"


def codes(diagnostics: list[Diagnostic]) -> list[str]:
    return [f"{diagnostic.code} {diagnostic.address}" for diagnostic in diagnostics]


@pytest.mark.parametrize(
    ("above", "period", "expected"),
    [
        (plan("stod", "goals: {m: {title: Mål}}\n"), "2025-2027", ["G002 personal/a"]),
        (plan("exempel", "goals: {m: {title: Mål}}\n"), "2025-2027", ["G002 personal/a"]),
        (plan("stod", "mission: Stödja verksamheten\n"), "2025-2027", []),
        (plan("stod", "goals: {m: {title: Mål}}\n", "2021-2024"), "2025-2027", []),
        (plan("stod", "goals: {m: {title: Mål}}\n", "2027-2030"), "2025-2027", ["G002 personal/a"]),
        ("", "2025-2027", []),
    ],
)
def test_a_goal_supports_one_above_where_there_is_one(found: Found, above: str, period: str, expected: list[str]) -> None:
    assert codes(found(TREE + above + plan("personal", GOAL + KPI, period), "G002")) == expected


def test_a_goal_is_measured_by_those_that_support_it(found: Found) -> None:
    above = plan("stod", "goals:\n  m: {title: Mål}\n  n: {title: Annat mål}\n")
    below = plan("personal", GOAL + "    supports: stod/m\n" + KPI)
    assert codes(found(TREE + above + below, "G001")) == ["G001 stod/n"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (GOAL + KPI, ["G006 personal/a"]),
        (GOAL + "    owner: HR-chef\n" + KPI, []),
        ("document: {responsible: HR-chef}\n" + GOAL + KPI, []),
        (GOAL + "    kpis:\n      k: {title: Personalomsättning, owner: HR-chef}\n", []),
        (GOAL + "    kpis:\n      k: {title: Personalomsättning, owner: HR-chef}\n      l: {title: Vakanser}\n", ["K002 personal/l"]),
        ("kpis:\n  k: {title: Personalomsättning}\n", ["K002 personal/k"]),
    ],
)
def test_somebody_answers_and_a_lack_is_told_once(found: Found, body: str, expected: list[str]) -> None:
    assert codes(found(plan("personal", body), "G006", "K002")) == expected


def test_the_head_of_the_unit_answers_for_what_nobody_else_does(found: Found) -> None:
    organisation = TREE.replace("{title: Personalavdelningen}", "{title: Personalavdelningen, head: HR-chef}")
    assert codes(found(organisation + plan("personal", GOAL + KPI), "G006", "K002")) == []


def test_the_interim_report_is_asked_for_only_where_the_organisation_wants_it(found: Found) -> None:
    body = plan("personal", GOAL + "    kpis:\n      k: {title: Personalomsättning, frequency: year}\n")
    wanted = TREE + "rules: {G007: warning}\n"
    assert codes(found(TREE + body, "G007")) == []
    assert codes(found(wanted + body, "G007")) == ["G007 personal/a"]
    assert codes(found(wanted + body.replace("year", "tertial"), "G007")) == []
    one = 'calendar: {year: {ends: "12-31"}}\n'
    assert codes(found(wanted + one + body, "G007")) == []


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Verka för god miljö", "Verka för"),
        ("Vi ska FÖRBÄTTRA trivseln", "FÖRBÄTTRA"),
        ("En god och jämlik vård", "god"),
        ("Stärka   samarbetet", "Stärka"),
        ("Improve the well-being of staff", "Improve"),
        ("Hög  kvalitet i skolan", "Hög  kvalitet"),
        ("God ekonomisk hushållning och bra service", "bra"),
        # Sorsele 2023
        ("Digitalisera verksamheterna", None),
        ("Nöjda och friska medarbetare", None),
        ("Ökad kvalitet i verksamheterna", None),
        ("Öka invånarantalet med 25 personer per år fram till år 2040", None),
        ("Kommunens verksamheter/enheter och personal ska bidra till utveckling för att kommunen ska växa och vara livskraftig", None),
        ("En budget i balans", None),
        # Whole words only; names and numbers are not vague
        ("Godkända betyg i alla ämnen", None),
        ("Alla barn får godis på lördag", None),
        ("God ekonomisk hushållning", None),
        ("Sjukfrånvaron är bättre än rikets", None),
        ("Förbättra resultatet till 80 %", None),
        ("Utvecklingssamtal hålls med alla", None),
        ("E-tjänster för bygglov", None),
        ("Barn utvecklas och lär", None),
    ],
)
def test_vague_words(title: str, words: str | None) -> None:
    match = vague_words(title)
    assert (match[1] if match else None) == words
    if match:
        assert title[match.start(1) : match.end(1)] == words


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Ta fram en kompetensplan", "Ta fram"),
        ("genomföra en medarbetarundersökning", "genomföra"),
        ("Launch the intranet", "Launch"),
        ("Digitalisera verksamheterna", None),
        ("Öka invånarantalet med 25 personer per år", None),
        ("Alla chefer kan ta fram sina nyckeltal", None),
        ("Införandet är klart", None),
        ("En budget i balans", None),
    ],
)
def test_a_doing_begins_a_title(title: str, words: str | None) -> None:
    match = doing(title)
    assert (match[1] if match else None) == words


def test_vague_words_are_pointed_at(found: Found) -> None:
    (diagnostic,) = found(plan("personal", GOAL.replace("Medarbetarna stannar", "Vi främjar hälsa")), "G005")
    assert diagnostic.span.start == (6, 15)
    assert diagnostic.span.end == (6, 22)
