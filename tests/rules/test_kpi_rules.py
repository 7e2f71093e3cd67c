"""KPIs: what they lack, what is too much, and series that are broken."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from planctl.diagnostics import Diagnostic

Found = Callable[..., list[Diagnostic]]
WHOLE = "title: Ett nyckeltal, unit: dagar, target: ≤ 5, frequency: year, source: Registret, owner: HR-chef"


def plan(kpi: str, period: str = "2025-2027", file: str = "plan.yaml") -> str:
    return f"# file: personal/{file}\nkind: plan\nunit: personal\nperiod: {period}\nkpis:\n  k: {{{kpi}}}\n"


def codes(diagnostics: list[Diagnostic]) -> str:
    return " ".join(diagnostic.code for diagnostic in diagnostics)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        (", target: ≤ 5", "", "K001"),
        (", target: ≤ 5", ", purpose: trend", ""),
        (", target: ≤ 5", ', thresholds: {red: "> 6", green: ≤ 5}', "K001"),
        (", target: ≤ 5", ', purpose: benchmark, thresholds: {red: "> 6", green: ≤ 5}', "K011"),
        (", source: Registret", "", "K003"),
        (", source: Registret", ", kolada: N00945", ""),
        (", source: Registret", ", kkik: [14]", ""),
        (", frequency: year", "", "K004"),
        (", frequency: year", ", measured: [2026]", ""),
        (", frequency: year", ", frequency: every 3 years", ""),
        (", frequency: year", ", frequency: every 3 years, measured: [2024, 2028]", "K013"),
        # The unit may stand in the target, in a band or in the scale
        ("unit: dagar, ", "", "K005"),
        ("unit: dagar, target: ≤ 5", "target: ≤ 5 dagar", ""),
        ("unit: dagar, target: ≤ 5", 'target: ≤ 5, thresholds: {red: "> 5 dagar", green: ≤ 5}', ""),
        ("unit: dagar, target: ≤ 5", 'target: ≤ 5, scale: "1–9"', ""),
        ("unit: dagar, target: ≤ 5", 'target: "5,0 (av 6,0)", direction: higher', ""),
        ("unit: dagar, target: ≤ 5", "target: över medel", ""),
        ("unit: dagar, target: ≤ 5", "target: Enligt teknisk ram", ""),
        ("unit: dagar, target: ≤ 5", "target: {text: Inga anmärkningar}", ""),
        # A lone number
        ("target: ≤ 5", "target: 5", "K006"),
        ("target: ≤ 5", "target: 5, direction: lower", ""),
        ("target: ≤ 5", 'target: 5, thresholds: {red: "> 5", green: ≤ 5}', ""),
        ("target: ≤ 5", "target: {2025: 5, 2026: ≤ 4}", "K006"),
        # History
        ("target", "baseline: {2023: 7.4, 2024: '7,1'}, target", ""),
        ("target", "baseline: {2023: cirka 7}, target", "K012"),
        ("target", "baseline: {2023: missing}, target", "K012"),
        ("target", "baseline: {2027: 7}, target", "K012"),
        ("target", "breaks: {2025: Ny enkät}, target", ""),
        ("target", "breaks: {2027: Ny enkät}, target", ""),
        ("target", "breaks: {2072: Ny enkät}, target", "K012"),
    ],
)
def test_what_a_kpi_lacks(found: Found, old: str, new: str, expected: str) -> None:
    assert codes(found(plan(WHOLE.replace(old, new) if old else WHOLE), "K")) == expected


def test_what_a_fault_has_taken_away_is_not_missed_too(found: Found) -> None:
    kpi = WHOLE.replace("frequency: year", "frequency: ofta").replace("source:", "sorce:").replace("target: ≤ 5", "target: [5]")
    assert codes(found(plan(kpi), "K")) == ""


@pytest.mark.parametrize(
    ("this", "expected"),
    [
        ("unit: dagar", ""),
        ("unit: dag", ""),
        ('unit: "%"', "K010"),
        ('unit: "%", breaks: {2025: Räknas om}', ""),
        ('unit: "%", breaks: {2022: Räknas om}', "K010"),
        ('unit: dagar, scale: "0–100"', ""),
    ],
)
def test_a_series_is_not_broken_unmarked(found: Found, this: str, expected: str) -> None:
    earlier = plan(WHOLE, "2022-2024", "plan-2022-2024.yaml")
    assert codes(found(earlier + plan(WHOLE.replace("unit: dagar", this)), "K")) == expected


def test_another_scale_breaks_a_series(found: Found) -> None:
    earlier = plan(WHOLE + ', scale: "0–10"', "2022-2024", "plan-2022-2024.yaml")
    assert codes(found(earlier + plan(WHOLE + ', scale: "0–100"'), "K")) == "K010"
    assert codes(found(earlier + plan(WHOLE + ", scale: 0-10"), "K")) == ""


def test_a_revision_for_the_same_years_breaks_nothing(found: Found) -> None:
    assert codes(found(plan(WHOLE, file="plan-1.yaml") + plan(WHOLE.replace("dagar", "timmar")), "K010")) == ""


def test_titles_may_be_alike_under_different_headings(found: Found) -> None:
    text = plan("title: Nöjda elever, group: Åk 3") + "  b: {title: nöjda elever, group: Åk 3}\n"
    assert codes(found(text, "K009")) == "K009"
    assert codes(found(text.replace("Åk 3", "Åk 6", 1), "K009")) == ""
