"""Promises: words about time that promise nothing, and limits that can be measured."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from planctl.diagnostics import Diagnostic

Found = Callable[..., list[Diagnostic]]


def service(*lines: str) -> str:
    return "kind: plan\nunit: personal\nperiod: 2026\nservices:\n  svar:\n" + "".join(f"    {line}\n" for line in lines)


@pytest.mark.parametrize(
    ("promise", "words"),
    [
        ("Chefer får stöd och återkoppling skyndsamt.", "skyndsamt"),
        ("Vi svarar snarast möjligt.", "snarast möjligt"),
        ("Du får hjälp så fort vi kan.", "så fort vi kan"),
        ("Besked lämnas inom rimlig tid.", "inom rimlig tid"),
        ("Fel rättas utan onödigt dröjsmål.", "utan onödigt dröjsmål"),
        ("Vi ger snabb återkoppling på frågor.", "snabb återkoppling"),
        ("We answer as soon as possible.", "as soon as possible"),
        ("Requests are handled promptly.", "promptly"),
        ("Vi svarar snarast, och senast inom två dagar.", None),
        ("Vi svarar skyndsamt, inom 24 timmar.", None),
        ("Den som hör av sig till supporten får hjälp direkt eller en tid när hjälpen kommer.", None),
        ("Nya medarbetare har dator, telefon och konto färdiga första arbetsdagen.", None),
        ("Alla hushåll erbjuds snabbt bredband senast nästa år.", None),
        ("Protokoll från nämnder finns på webbplatsen.", None),
    ],
)
def test_a_promise_says_by_when(found: Found, promise: str, words: str | None) -> None:
    findings = found(service(f"promise: {promise}"), "S002")
    assert [diagnostic.message.values["words"] for diagnostic in findings] == ([words] if words else [])
    assert found(service(f"promise: {promise}", "within: 2 arbetsdagar"), "S002") == []


@pytest.mark.parametrize(
    ("within", "measurable"),
    [
        ("2 arbetsdagar", True),
        ("2-5 arbetsdagar", True),
        ("48 timmar, tisdag till torsdag", True),
        ("fem skoldagar", True),
        ("en vecka", True),
        ("1 gång per år", True),
        ("minst en gång om året", True),
        ("första arbetsdagen", True),
        ("varje skoldag", True),
        ("samma dag", True),
        ("dygnet runt", True),
        ("a week", True),
        ("the next working day", True),
        ("rimlig tid", False),
        ("så snart som möjligt", False),
        ("kort tid", False),
        ("utlovad tid", False),
        ("a reasonable time", False),
    ],
)
def test_a_limit_can_be_measured(found: Found, within: str, measurable: bool) -> None:
    assert bool(found(service("promise: Den som frågar får svar.", f"within: {within}"), "S006")) is not measurable


@pytest.mark.parametrize(
    ("kept", "silent"),
    [("no", True), ("partly", False), ("yes", False), ("no, comment: Två handläggare slutade.", False)],
)
def test_a_broken_promise_is_explained(found: Found, kept: str, silent: bool) -> None:
    text = f"""\
# file: personal/plan.yaml
{service("promise: Den som frågar får svar.")}
# file: personal/outcomes-2026.yaml
kind: outcomes
unit: personal
year: 2026
services:
  svar:
    T2: {{kept: {kept}}}
"""
    assert bool(found(text, "S004")) is silent


def test_limits_are_asked_for_only_where_the_organisation_wants_them(found: Found) -> None:
    assert found(service("promise: Den som frågar får svar."), "S001") == []
