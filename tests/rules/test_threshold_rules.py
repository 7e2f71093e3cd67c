"""The rules about thresholds and targets, on one KPI at a time: which of them speak, and of what."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from planctl.diagnostics import Diagnostic
from planctl.render.language import Language

Found = Callable[..., list[Diagnostic]]
Checked = Callable[..., list[Diagnostic]]
FRAME = """\
kind: plan
unit: personal
period: 2027-2029
document: {responsible: HR-chef}
kpis:
  k:
    title: Ett nyckeltal
    frequency: year
    source: Ett register
"""


@pytest.fixture
def checked(found: Found) -> Checked:
    """What the threshold rules find in a KPI; red, yellow and green stand for its thresholds."""

    def check(**keys: Any) -> list[Diagnostic]:
        bands = {colour: keys.pop(colour) for colour in ("red", "yellow", "green") if colour in keys}
        if bands:
            keys["thresholds"] = bands
        lines = "".join(f"    {key}: {written(value)}\n" for key, value in keys.items())
        return found(FRAME + lines, "T")

    return check


def written(value: Any) -> str:
    """A value as YAML; a mapping of years keeps its years as numbers."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {written(part)}" for key, part in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)


def codes(diagnostics: list[Diagnostic]) -> str:
    return " ".join(sorted(diagnostic.code for diagnostic in diagnostics))


HME = {"red": "<70", "yellow": "71-79", "green": "≥80", "decimals": 0, "scale": "0–100"}

CASES: list[tuple[dict[str, Any], str]] = [
    # Sorsele 2023, as written
    ({"unit": "%", "scale": "0–100", "target": "100%", "red": "<100%", "green": "100%"}, ""),
    ({"unit": "index", "target": "HME-index >80", **HME}, "T003 T007"),
    ({"unit": "%", "scale": "0–100", "target": "Total sjukfrånvaro < 6 %", "red": "≥7,0", "yellow": "6,1-6,9", "green": "< 6 %"}, "T003"),
    ({"unit": "%", "scale": "0–100", "target": "90% nöjdhet", "red": "≤79%", "yellow": "80-89%", "green": "≥90%"}, ""),
    ({"unit": "betyg", "scale": "≤10,0", "target": "8,0 (av 10,0)", "red": "≤7,0", "yellow": "7,1-7,9", "green": "≥8,0"}, ""),
    ({"unit": "invånare", "decimals": 0, "target": "+25 invånare / 1 nov", "red": "≤0", "yellow": "1-24", "green": "≥25"}, ""),
    ({"unit": "betyg", "scale": "≤6,0", "target": "4,0 (av 6,0)", "red": "≤3,4", "yellow": "3,5-3,8", "green": "≥3,9"}, "T008"),
    ({"target": "Enligt teknisk ram", "red": "≤-1", "green": "≥0"}, "T002"),
    # Bands on the grid of the decimals
    ({"target": "> 79", **(HME | {"yellow": "70-79"})}, ""),
    ({"target": "≥ 80", "red": "< 70", "yellow": "70–79,9", "green": "≥ 80"}, ""),
    ({"target": "≥ 80", "red": "< 70", "yellow": "70–79", "green": "≥ 80", "decimals": 1}, "T003"),
    ({"target": "≥ 80", "red": "< 70", "yellow": "70–80", "green": "≥ 80"}, "T004"),
    ({"target": "≥ 80", "red": "< 70", "yellow": "≥ 70 och < 80", "green": "≥ 80", "decimals": 2}, ""),
    ({"target": "≥ 80", "red": "1–69", "yellow": "70–79", "green": "80–100", "scale": "0–100"}, "T003"),
    ({"target": "≥ 80", "red": "0–69", "yellow": "70–79", "green": "80–99", "scale": "0–100"}, "T003"),
    ({"target": "≥ 80", "red": "0–69", "yellow": "70–79", "green": "80–100", "scale": "0–100"}, ""),
    # A band that no value can lie in
    ({"target": "≤ 6", "red": "≥ 7", "yellow": "6,1–6,9", "green": "≤ 6", "decimals": 0}, "T017"),
    ({"target": "≤ 6", "red": "≥ 7", "yellow": "> 6 och < 7", "green": "≤ 6"}, "T017"),
    # Bands that were not understood are one fault, not several
    ({"target": "≥ 80", "red": "rött", "yellow": "70–79", "green": "≥ 80", "scale": "0–100"}, "T001"),
    ({"target": "≥ 80", "red": "< 70", "yellow": "däremellan", "green": "≥ 80"}, "T001"),
    # Lacking bands
    ({"target": "≥ 80", "green": "≥ 80"}, "T016"),
    ({"target": "≥ 80", "red": "< 80"}, "T016"),
    ({"target": "≥ 80", "red": "< 70", "yellow": "70–79"}, "T016"),
    ({"target": "≥ 80", "thresholds": {}}, "T016"),
    ({"target": "≥ 80", "yellow": "< 80", "green": "≥ 80"}, ""),
    # Direction
    ({"target": "≥ 80", "direction": "higher", "red": "< 80", "green": "≥ 80"}, ""),
    ({"target": "≥ 80", "direction": "lower", "red": "< 80", "green": "≥ 80"}, "T005"),
    ({"target": "≥ 80", "direction": "lower"}, "T005"),
    ({"target": "≥ 80", "direction": "range"}, "T005"),
    ({"target": "80", "direction": "lower"}, ""),
    ({"target": "< 6", "red": "< 70", "yellow": "70–79", "green": "≥ 80"}, "T005"),
    ({"target": "80–100", "direction": "higher", "red": "< 80", "green": "80–100"}, ""),
    ({"target": "80–100", "direction": "higher", "green": "80–100", "yellow": "70–79", "red": "0–69", "scale": "0–100"}, ""),
    ({"target": "95–105", "direction": "range", "red": "< 90 eller > 110", "yellow": "90–94 eller 106–110", "green": "95–105"}, ""),
    ({"target": "95–105", "direction": "higher", "red": "< 95 eller > 105", "green": "95–105"}, "T005"),
    ({"target": "95–105", "direction": "range", "red": "< 95", "green": "95–105"}, ""),
    ({"target": "≥ 80", "direction": "higher", "red": "60–90", "green": "≥ 80"}, "T004"),
    # Target and green
    ({"target": "≥ 90", "red": "< 80", "yellow": "80–89", "green": "≥ 90"}, ""),
    ({"target": "≥ 80", "red": "< 80", "yellow": "80–89", "green": "≥ 90"}, "T006"),
    ({"target": "80", "red": "< 80", "yellow": "80–89", "green": "≥ 90"}, "T006"),
    ({"target": "80", "red": "< 70", "yellow": "70–80", "green": "> 80"}, "T007"),
    ({"target": "100 %", "red": "< 80 %", "yellow": "80–94 %", "green": "≥ 95 %"}, "T008"),
    ({"target": "≤ 5", "red": "> 7", "yellow": "6–7", "green": "≤ 5"}, ""),
    ({"target": "< 5", "red": "> 7", "yellow": "6–7", "green": "≤ 5"}, "T007"),
    ({"target": "≤ 4", "red": "> 7", "yellow": "6–7", "green": "≤ 5"}, "T008"),
    ({"target": "≤ 6", "red": "> 7", "yellow": "6–7", "green": "≤ 5"}, "T006"),
    ({"target": "100", "direction": "range", "red": "< 90 eller > 110", "yellow": "90–94 eller 106–110", "green": "95–105"}, ""),
    ({"target": "120", "direction": "range", "red": "< 90 eller > 110", "yellow": "90–94 eller 106–110", "green": "95–105"}, "T006"),
    ({"target": "90–110", "direction": "range", "red": "< 90 eller > 110", "yellow": "90–94 eller 106–110", "green": "95–105"}, "T006"),
    ({"target": "98–102", "direction": "range", "red": "< 90 eller > 110", "yellow": "90–94 eller 106–110", "green": "95–105"}, "T008"),
    ({"target": "5–6 eller 8–9", "direction": "range", "red": "< 5 eller > 9", "yellow": "7", "green": "5–6 eller 8–9"}, ""),
    ({"target": {"text": "Inga anmärkningar"}, "red": "> 2", "yellow": "1–2", "green": "0"}, ""),
    ({"target": "over 80 but nice", "red": "< 80", "green": "≥ 80"}, "T018"),
    # Relative to the target: green may begin before it, for that is what it says
    ({"target": "≥ 80", "red": "< 90 % av målet", "yellow": "90–95 % av målet", "green": "> 95 % av målet", "decimals": 1}, ""),
    ({"target": "80", "red": "< 90 % av målet", "yellow": "90–95 % av målet", "green": "> 95 % av målet"}, "T013"),
    ({"target": "80", "direction": "higher", "red": "< 90 % av målet", "yellow": "90–95 % av målet", "green": "> 95 % av målet"}, ""),
    ({"target": "över medel", "red": "< 90 % av målet", "yellow": "90–95 % av målet", "green": "> 95 % av målet"}, "T013"),
    ({"target": "≥ 0", "red": "< 90 % av målet", "yellow": "90–95 % av målet", "green": "> 95 % av målet"}, "T013"),
    ({"target": "ett mål", "red": "< 90 % av målet", "yellow": "90–95 % av målet", "green": "> 95 % av målet"}, "T002"),
    ({"target": "≥ 95 % av målet"}, "T013"),
    ({"target": "100", "direction": "range", "red": "mer än 3 från målet", "yellow": "2–3 från målet", "green": "högst 1 från målet"}, ""),
    (
        {"target": "50", "red": "mer än 5 % sämre än målet", "yellow": "högst 5 % sämre än målet", "green": "målet nått", "unit": "dagar"},
        "T013",
    ),
    # Relative to others
    ({"target": "över medel", "red": "under medel", "green": "minst medel"}, "T007"),
    ({"target": "minst medel", "red": "under medel", "green": "minst medel"}, ""),
    ({"target": "bästa kvartilen", "red": "sämsta kvartilen", "yellow": "mellersta hälften", "green": "bästa kvartilen"}, ""),
    ({"target": "bästa kvartilen", "red": "sämsta 50 %", "green": "bästa 50 %"}, "T008"),
    ({"target": "bästa 50 %", "red": "sämsta kvartilen", "yellow": "mellersta hälften", "green": "bästa kvartilen"}, "T006"),
    ({"target": "topp 10", "red": "plats ≥ 21", "yellow": "plats 11–20", "green": "topp 10"}, ""),
    ({"target": "topp 10", "red": "plats ≥ 22", "yellow": "plats 11–20", "green": "topp 10"}, "T003"),
    ({"target": "minst medel", "red": "under medel", "green": "över medel"}, "T003 T007"),
    ({"target": "< 6", "red": "sämsta kvartilen", "yellow": "över medel", "green": "< 6"}, "T015"),
    ({"target": "över medel", "red": "under medel", "green": "minst medianen"}, "T015"),
    # Relative to time
    ({"target": "öka", "red": "minska", "yellow": "oförändrat", "green": "öka"}, ""),
    ({"target": "öka med minst 2", "red": "inte öka", "green": "öka"}, "T008"),
    ({"target": "öka", "red": "minska", "green": "öka"}, "T003"),
    ({"target": "öka med minst 2 %", "red": "minska", "yellow": "oförändrat", "green": "öka med minst 2 %"}, ""),
    ({"target": "minska", "direction": "higher"}, "T005"),
    ({"target": "öka med minst 10 procentenheter", "unit": "%"}, ""),
    ({"target": "öka med 2 %", "unit": "%"}, "T012"),
    ({"target": "öka med 2 %", "unit": "elever"}, ""),
    ({"target": "≥ 80", "unit": "%", "red": "> 5 % sämre än målet", "yellow": "högst 5 % sämre än målet", "green": "målet nått"}, "T012"),
    ({"target": "minska med 10 % jämfört med 2023", "unit": "kg"}, "T020"),
    ({"target": "minska med 10 % jämfört med 2023", "unit": "kg", "baseline": {2023: 12}}, ""),
    ({"target": "minska med 10 % jämfört med 2026", "unit": "kg"}, ""),
    ({"target": "minska med 10 % jämfört med 2023", "unit": "kg", "baseline": {2023: 12}, "breaks": {2025: "Ny metod"}}, "T020"),
    ({"target": "minska med 10 % jämfört med 2023", "unit": "kg", "baseline": {2023: 12}, "breaks": {2022: "Ny metod"}}, ""),
    # Scales
    ({"scale": "0–100", "target": "≥ 110"}, "T009"),
    ({"scale": "0–100", "target": "> 100"}, "T009"),
    ({"scale": "0–100", "target": "≥ 100"}, ""),
    ({"scale": "1–5", "target": "≥ 4", "red": "< 3", "yellow": "3–4", "green": "> 4"}, "T007"),
    ({"scale": "1–5", "target": "≥ 4", "red": "0–2", "yellow": "3", "green": "≥ 4"}, "T009"),
    ({"target": "8,0 (av 10,0)", "direction": "higher", "red": "≤ 7,0", "yellow": "7,1–7,9", "green": "8,0–12,0"}, "T009"),
    ({"scale": "allt möjligt", "target": "≥ 4"}, "T010"),
    ({"scale": "0–10 eller 20–30", "target": "≥ 4"}, "T010"),
    ({"scale": "1–5", "target": "8 (av 10)", "direction": "higher"}, "T009 T019"),
    ({"scale": "1–10", "target": "4 (av 5)", "direction": "higher"}, "T019"),
    # Units
    ({"unit": "mkr", "target": "≥ 5 %"}, "T011"),
    ({"unit": "mkr", "target": "≥ 500 tkr"}, "T011"),
    ({"unit": "mkr per år", "target": "≥ 5 mkr"}, ""),
    ({"unit": "%", "target": "≥ 5 procent"}, ""),
    ({"unit": "%", "target": "minst 5 procentenheter"}, ""),
    ({"unit": "index", "target": "≥ 80 poäng"}, ""),
    ({"target": "≥ 80 %", "red": "< 70 dagar", "yellow": "70–79", "green": "≥ 80"}, "T011"),
    ({"unit": "andel", "target": "≥ 80 %"}, ""),
    # Years
    ({"target": {2027: "≥ 70", 2028: "≥ 75"}}, ""),
    ({"target": {2027: "≥ 70", 2030: "≥ 90"}}, ""),
    ({"target": {2028: "≥ 70"}}, "T014"),
    ({"target": {2024: "≥ 70", 2025: "≥ 75"}}, "T014 T014"),
    ({"target": {2027: "≥ 70", 2092: "≥ 75"}}, "T014"),
    ({"target": "minst 50 % år 2028 och 90 % år 2040"}, ""),
    ({"target": "minst 90 % år 2040"}, "T014"),
    ({"target": {2027: "≥ 70", 2028: "bättre"}}, "T002"),
    ({"target": {2027: "≥ 70", 2028: "≥ 80"}, "red": "< 60", "yellow": "60–69", "green": "≥ 70"}, "T008"),
    ({"target": {2027: "≥ 70", 2028: "≥ 60"}, "red": "< 60", "yellow": "60–69", "green": "≥ 70"}, "T006"),
    ({"target": "≥ 80", "thresholds": {2027: {"red": "< 70", "green": "≥ 80"}, 2028: {"red": "< 80", "green": "≥ 80"}}}, "T003"),
    ({"target": "≥ 80", "thresholds": {2027: {"red": "< 70", "green": "≥ 80"}, 2028: {"red": "< 70", "green": "≥ 80"}}}, "T003 T003"),
    ({"target": {2027: "≥ 80", 2028: "≥ 80"}, "red": "< 70", "yellow": "71–79", "green": "≥ 80"}, "T003"),
    # Order
    ({"target": "≥ 80", "red": "70–79", "yellow": "< 70", "green": "≥ 80"}, "T021"),
    ({"target": "70–79", "red": "< 70", "yellow": "≥ 80", "green": "70–79"}, "T021"),
    ({"target": "70–79", "direction": "range", "red": "< 70", "yellow": "≥ 80", "green": "70–79"}, ""),
    ({"target": "≤ 5", "red": "> 7", "yellow": "6–7", "green": "≤ 5"}, ""),
]


@pytest.mark.parametrize(("keys", "expected"), CASES, ids=lambda value: str(value)[:80])
def test_which_rules_speak(checked: Checked, keys: dict[str, Any], expected: str) -> None:
    assert codes(checked(**keys)) == expected


def test_a_gap_is_told_with_its_value_and_its_neighbours(checked: Checked) -> None:
    (found,) = checked(unit="%", scale="0–100", target="< 6 %", red="≥7,0", yellow="6,1-6,9", green="< 6 %")
    assert found.message.values["value"].values == {"value": Decimal("6.0"), "unit": "%"}
    bands = [Language.of("en").text(found.message.values[name]) for name in ("below", "above")]
    assert bands == ["green (< 6 %)", "yellow (6,1-6,9)"]


@pytest.mark.parametrize(
    ("keys", "msgid"),
    [
        ({"unit": "dagar", "target": "≥ 80", "red": "< 70", "yellow": "71–79", "green": "≥ 80"}, "{value} {unit}"),
        (
            {"target": "minst medianen", "red": "under medianen", "green": "över medianen"},
            "a difference of {difference} from the others' median",
        ),
        ({"target": "topp 10", "red": "plats ≥ 22", "yellow": "plats 11–20", "green": "topp 10"}, "place {value}"),
        ({"target": "öka", "red": "minska med minst 1 %", "green": "öka med minst 1 %"}, "a change of {value} %"),
        ({"target": "öka", "unit": "kg", "red": "minska", "green": "öka"}, "a change of {change}"),
        ({"target": "bästa kvartilen", "red": "sämsta kvartilen", "green": "bästa kvartilen"}, "the place {value} % from the best"),
        ({"target": "minst medel", "red": "under medel", "green": "över medel"}, "a difference of {difference} from the others' mean"),
    ],
)
def test_a_gap_is_told_on_its_own_axis(checked: Checked, keys: dict[str, Any], msgid: str) -> None:
    point = next(found for found in checked(**keys) if found.code == "T003").message.values["value"]
    assert point.msgid == msgid


def test_a_gap_in_an_index_has_no_unit(checked: Checked) -> None:
    (found,) = checked(unit="index", target="≥ 80", red="< 70", yellow="71–79", green="≥ 80")
    assert found.message.values["value"] == Decimal(70)


def test_a_refusal_is_placed_inside_the_text(checked: Checked) -> None:
    (found,) = checked(target="≥ 80", red="< 70", yellow="70–79", green="≥ åttio")
    line = (FRAME + '    target: "≥ 80"\n').count("\n") + 1
    assert (found.code, found.span.start.line) == ("T001", line)
    assert found.span.start.column > len('    thresholds: {red: "< 70", yellow: "70–79", green: "')


def test_each_year_of_a_path_has_its_own_place(checked: Checked) -> None:
    found = checked(target={2027: "≥ 70", 2028: "mer", 2029: "bäst"})
    assert [diagnostic.code for diagnostic in found] == ["T002", "T002"]
    assert found[0].span.start.column < found[1].span.start.column
