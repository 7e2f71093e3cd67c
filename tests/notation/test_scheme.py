"""A KPI's notation as a whole: decimals, direction, scale and faults, as a table; then what is shared and what is refused."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planctl.notation.conditions import Interval, Values, at_least, at_most
from planctl.notation.coverage import Gap, Overlap
from planctl.notation.placement import Direction, Placement
from planctl.notation.scheme import COLOURS, Scheme, faults, in_year, is_absolute, placed_bands, scheme
from planctl.notation.threshold import parse
from planctl.notation.writer import write
from tests.notation import strategies
from tests.notation.tables import english

HIGHER, LOWER, RANGE = Direction


def read(
    target: str | float | None = None,
    bands: str = "",
    scale: str | float | None = None,
    decimals: int | None = None,
    direction: str | None = None,
    year: int = 2025,
) -> Scheme:
    """The scheme of a target and of bands written as "red | yellow | green", each perhaps left out."""
    red, yellow, green = [part.strip() or None for part in (bands or "||").split("|")]
    return scheme(year, target, red, yellow, green, scale, decimals, direction)


def shown(known: Scheme) -> str:
    """The faults in short: gap 70; overlap 80 green+yellow."""
    return "; ".join(
        f"gap {fault.value}" if isinstance(fault, Gap) else f"overlap {fault.value} {'+'.join(sorted(fault.bands))}"
        for fault in faults(known)
    )


class Row(NamedTuple):
    target: str | float | None
    bands: str
    decimals: int
    direction: Direction | None
    faults: str = ""
    scale: str | None = None


TABLE = [
    # Sorsele 2023
    Row("100%", "<100% | | 100%", 0, HIGHER),
    Row("HME-index >80", "<70 | 71-79 | ≥80", 0, HIGHER, "gap 70"),
    Row("Total sjukfrånvaro < 6 %", "≥7,0 | 6,1-6,9 | < 6 %", 1, LOWER, "gap 6.0"),
    Row("90% nöjdhet", "≤79% | 80-89% | ≥90%", 0, HIGHER),
    Row("8,0 (av 10,0)", "≤7,0 | 7,1-7,9 | ≥8,0", 1, HIGHER),
    Row("+25 invånare / 1 nov", "≤0 | 1-24 | ≥25", 0, HIGHER),
    Row("4,0 (av 6,0)", "≤3,4 | 3,5-3,8 | ≥3,9", 1, HIGHER),
    Row("Enligt teknisk ram", "≤-1 | | ≥0", 0, HIGHER),
    # bands on the value
    Row("≥ 80", "< 70 | 70–79 | ≥ 80", 0, HIGHER, "", "0–100"),
    Row("≥ 80", "< 70 | 70–79,9 | ≥ 80", 1, HIGHER, "", "0–100"),
    Row("≥ 80", "< 70 | 70–80 | ≥ 80", 0, HIGHER, "overlap 80 green+yellow", "0–100"),
    Row("≥ 80", "< 70 | 71–78 | ≥ 80", 0, HIGHER, "gap 70; gap 79", "0–100"),
    Row("≥ 80", "1–69 | 70–79 | 80–99", 0, HIGHER, "gap 0; gap 100", "0–100"),
    Row("≥ 80", "1–69 | 70–79 | 80–99", 0, HIGHER, ""),
    Row("≤ 60", "> 90 | 61–90 | ≤ 60", 0, LOWER),
    Row("0", "≥ 4 | 1–3 | 0", 0, LOWER),
    Row("6,0–10,0", "< 5 eller > 12 | 5–5,9 eller 10,1–12 | 6,0–10,0", 1, RANGE, "", "0–20"),
    Row("≥ 80", "< 80 | | ≥ 80", 0, HIGHER, "", "0–100"),
    Row("≥ 80", "| 70–79 | ≥ 80", 0, HIGHER),
    Row("≥ 80", "| | ≥ 80", 0, HIGHER),
    Row(None, "< 70 | 70–79 | ≥ 80", 0, HIGHER),
    Row("≥ 0,0", "< -1,5 | -1,5 till -0,1 | ≥ 0,0", 1, HIGHER, "", "-100–100"),
    Row("≤ 10", "> 20 | 11–20 | < 11", 0, LOWER),
    Row("≥ 7,50", "< 7 | 7–7,49 | ≥ 7,50", 2, HIGHER),
    # targets alone
    Row("≥ 80", "", 0, HIGHER),
    Row("< 5,5 %", "", 1, LOWER),
    Row("80", "", 0, None),
    Row("6,0–10,0", "", 1, RANGE),
    Row("< 5 eller > 10", "", 0, RANGE),
    Row("= 5", "", 0, None),
    Row(6.5, "", 1, None),
    Row(None, "", 0, None),
    # relative to the target
    Row("≥ 80", "< 80 % av målet | 80–94 % av målet | ≥ 95 % av målet", 0, HIGHER, ""),
    Row("≥ 80,0", "< 80 % av målet | 80–94 % av målet | ≥ 95 % av målet", 1, HIGHER, "gap 75.3"),
    Row("≤ 6,0", "< 80 % av målet | 80–99 % av målet | ≥ 100 % av målet", 1, LOWER, ""),
    Row("≥ 80", "mer än 5 % sämre än målet | högst 5 % sämre än målet | målet nått", 0, HIGHER),
    Row("≤ 80", "mer än 5 % sämre än målet | högst 5 % sämre än målet | målet nått", 0, LOWER),
    Row("80", "mer än 10 % från målet | 6–10 % från målet | högst 5 % från målet", 0, RANGE, ""),
    Row("80,0", "mer än 10 % från målet | 6–10 % från målet | högst 5 % från målet", 1, RANGE, "gap 75.3; gap 84.1"),
    Row("80", "mer än 5 % under målet | högst 5 % under målet | minst målet", 0, HIGHER),
    Row("6,0", "mer än 0,5 över målet | högst 0,5 över målet | högst målet", 1, LOWER),
    Row("80", "mer än 5 under målet | mer än 2 under målet | högst 2 under målet", 0, HIGHER, "overlap 74 red+yellow"),
    Row("≥ 80", "< 70 | 70–79 | minst målet", 0, HIGHER, ""),
    # relative to peers
    Row("över medel", "under medel | | minst medel", 0, HIGHER),
    Row("under medel", "över medel | | högst medel", 0, LOWER),
    Row("över medel", "under medel | | över medel", 0, HIGHER, "gap 0.0"),
    Row("bästa kvartilen", "sämsta kvartilen | mellersta hälften | bästa kvartilen", 0, None),
    Row("bästa kvartilen", "sämsta 30 % | mellersta hälften | bästa kvartilen", 0, None, "overlap 70.1 red+yellow"),
    Row("topp 10", "plats > 50 | plats 11–50 | topp 10", 0, None),
    Row("topp 10", "plats > 50 | plats 12–50 | topp 10", 0, None, "gap 11"),
    Row("över medel", "under medianen | | minst medel", 0, HIGHER, ""),
    # relative to time
    Row("öka", "minska | oförändrat | öka", 0, HIGHER),
    Row("minska", "öka | oförändrat | minska", 0, LOWER),
    Row("öka", "minska | | öka", 0, HIGHER, "gap 0.0"),
    Row("öka med minst 2 %", "minska | inte minska | öka med minst 2 %", 0, HIGHER, ""),
    Row("öka med minst 2 %", "öka med mindre än 1 % | öka med 1–2 % | öka med minst 2 %", 0, HIGHER, "overlap 102.0 green+yellow"),
    Row("öka med minst 2 %", "inte öka | öka med högst 2 % | öka med mer än 2 %", 0, HIGHER, ""),
    Row("oförändrat ±2 %", "", 0, RANGE),
    Row("förbättras", "försämras | oförändrat | förbättras", 0, None),
    Row("minska jämfört med 2023", "öka jämfört med 2023 | | inte öka jämfört med 2023", 0, LOWER),
    Row("minska", "öka jämfört med 2023 | | minska jämfört med 2022", 0, LOWER, ""),
]


def test_the_table_is_long() -> None:
    assert len(TABLE) >= 40


@pytest.mark.parametrize("row", TABLE, ids=[f"{row.target} ({row.bands})" for row in TABLE])
def test_a_scheme(row: Row) -> None:
    known = read(row.target, row.bands, row.scale)
    assert (known.decimals, known.direction, known.inferred, shown(known)) == (row.decimals, row.direction, row.direction, row.faults)


@pytest.mark.parametrize("row", [row for row in TABLE if row.scale and not row.faults], ids=lambda row: row.bands)
def test_without_faults_every_value_of_the_scale_lies_in_one_band(row: Row) -> None:
    known = read(row.target, row.bands, row.scale)
    assert known.scale is not None
    assert known.scale.low is not None
    assert known.scale.high is not None
    step = Decimal(1).scaleb(-known.decimals)
    value = Decimal(str(known.scale.low.value))
    while value <= known.scale.high.value:
        assert sum(band.holds(value) for band in placed_bands(known).values()) == 1, value
        value += step


def test_what_is_declared_comes_before_what_is_inferred() -> None:
    known = read("Total sjukfrånvaro < 6 %", "≥7,0 | 6,1-6,9 | < 6 %", "0–100", 0, "higher")
    assert (known.decimals, known.direction, known.inferred) == (0, HIGHER, LOWER)
    assert shown(known) == "gap 6"


def test_a_path_by_year_and_its_steps() -> None:
    path = "minst 70 % år 2025 och 80 % år 2027"
    assert [read(path, year=year).target_number for year in (2024, 2025, 2026, 2027, 2030)] == [None, 70, 70, 80, 80]
    steps = read("≥ 80", "< 70 år 2025 och < 75 år 2026 | | ≥ 70 år 2025 och ≥ 75 år 2026", year=2026)
    assert write(steps.bands["red"]) == "< 75"
    assert read("≥ 80", "< 70 år 2026 | | ≥ 80").bands.keys() == {"green"}


def test_in_year_of_a_condition_without_years() -> None:
    condition = parse("≥ 80")
    assert isinstance(condition, Values)
    assert in_year(condition, 1999) is condition


@pytest.mark.parametrize(
    ("target", "number"),
    [("≥ 80", "80"), ("80", "80"), ("< 6 %", "6"), ("= 5", "5"), ("6–10", None), ("< 5 eller > 10", None), ("öka", None), (None, None)],
)
def test_the_number_that_bands_are_relative_to(target: str | None, number: str | None) -> None:
    assert read(target).target_number == (Decimal(number) if number else None)


@pytest.mark.parametrize(
    ("target", "scale", "interval"),
    [
        ("≥ 80", "0–100", parse("0–100")),
        ("≥ 80", 10, Values((at_most(Decimal(10)),))),
        ("8,0 (av 10,0)", None, Values((at_most(Decimal("10.0")),))),
        ("8,0 (av 10,0)", "1–9", parse("1–9")),
        ("≥ 80", "≥ 0", Values((at_least(Decimal(0)),))),
        ("≥ 80", None, None),
        ("öka", None, None),
    ],
)
def test_the_scale(target: str, scale: str | float | None, interval: Values | None) -> None:
    assert read(target, scale=scale).scale == (interval.intervals[0] if interval else None)


def test_refusals_are_kept_by_name() -> None:
    known = read("Enligt teknisk ram", "ca 5 | 5–9 | ≥ 10", "över medel")
    assert {name: english(refusal.message) for name, refusal in known.refusals} == {
        "target": "the words state no value, comparison or change that can be measured",
        "red": "ca does not say where the limit lies",
        "scale": "a scale is the lowest and the highest possible value",
    }
    assert known.target is None
    assert known.scale is None
    assert known.bands.keys() == {"yellow", "green"}


@pytest.mark.parametrize(
    ("target", "bands", "value", "rounded"),
    [
        ("≥ 80", "", "79.5", "80"),
        ("≥ 80,0", "", "79.55", "79.6"),
        ("över medel", "", "6.44", "6.44"),
        ("öka med minst 3 procentenheter", "", "66.4", "66.4"),
        ("80", "mer än 0,5 under målet | | högst 0,5 under målet", "79.55", "79.6"),
        ("80", "mer än 0,5 % under målet | | högst 0,5 % under målet", "79.55", "80"),
    ],
)
def test_a_value_is_rounded_only_where_decimals_are_told(target: str, bands: str, value: str, rounded: str) -> None:
    known = read(target, bands)
    assert str(known.rounded(Decimal(value))) == rounded
    assert known.told is (rounded != value)


def test_declared_decimals_are_told() -> None:
    known = read("över medel", decimals=1)
    assert known.told
    assert known.rounded(Decimal("6.44")) == Decimal("6.4")


@pytest.mark.parametrize(
    ("text", "target", "band"),
    [
        ("öka med högst 5 %", "not increase by more than 5 %", "increase by at most 5 %"),
        ("minska med mindre än 5", "not decrease by 5 or more", "decrease by less than 5"),
        ("öka med 2–5 %", "increase by 2–5 %", "increase by 2–5 %"),
        ("öka", "increase", "increase"),
    ],
)
def test_a_limit_to_a_change_is_met_by_less_of_it(text: str, target: str, band: str) -> None:
    known = read(text, f"| | {text}")
    assert known.target is not None
    assert (write(known.target), write(known.bands["green"])) == (target, band)


def test_the_same_texts_give_the_same_object() -> None:
    assert read("≥ 80", "< 70 | | ≥ 80") is read("≥ 80", "< 70 | | ≥ 80")


def test_numbers_of_different_type_are_not_mixed_up() -> None:
    assert (read(1).decimals, read(1.0).decimals, read(1).decimals) == (0, 1, 0)


@pytest.mark.parametrize(
    ("text", "absolute"), [("≥ 80", True), ("≥ 95 % av målet", True), ("över målet", True), ("öka", False), ("topp 10", False)]
)
def test_what_speaks_of_the_value(text: str, absolute: bool) -> None:
    condition = read(text).target
    assert condition is not None
    assert is_absolute(condition) is absolute


@pytest.mark.parametrize(
    "bands",
    [
        "< 70 | | minst medel",
        "öka | | minska jämfört med 2023",
        "öka med 5 % | | minska med 5",
        "bättre än medel | | sämre än medel",
        "| | ≥ 80",
        "sämre än målet | | målet nått",
        "ca 5 | | ≥ 5",
    ],
)
def test_bands_that_cannot_be_held_against_each_other_have_no_faults(bands: str) -> None:
    assert shown(read("80", bands)) == ""


BANDS = st.tuples(*(st.none() | (strategies.values() | strategies.from_target() | strategies.changes()).map(write) for _ in COLOURS))


@given(st.none() | strategies.values().map(write), BANDS, st.none() | strategies.two_sided(strategies.numbers(-100, 100)))
def test_no_scheme_raises(target: str | None, bands: tuple[str | None, str | None, str | None], scale: Interval | None) -> None:
    assume(all(text is None or len(text) <= 300 for text in (target, *bands)))
    known = scheme(2025, target, *bands, write(Values((scale,))) if scale else None, None, None)
    assert not known.refusals
    for fault in faults(known):
        held = [name for name, band in placed_bands(known).items() if band.holds(fault.value)]
        assert not held if isinstance(fault, Gap) else set(fault.bands) <= set(held)
    assert all(isinstance(placement, Placement) for placement in placed_bands(known).values())


def test_an_overlap_names_its_bands() -> None:
    assert faults(read("≥ 80", "< 70 | 70–80 | ≥ 80")) == (Overlap(Decimal(80), ("yellow", "green")),)
