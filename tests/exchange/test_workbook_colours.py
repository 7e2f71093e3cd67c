"""A KPI's colour in a cell is the colour that planctl gives: step by step, and as LibreOffice computes the formula."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from planctl.evaluate.banding import band, placements
from planctl.evaluate.kpi import frame_of
from planctl.evaluate.series import comparable, previous, readings
from planctl.evaluate.status import Banding, Status
from planctl.exchange.workbook.formulas import plain
from planctl.exchange.workbook.rows.colours import Step, colour_formula, conditions_of, steps, waits_for_peers
from planctl.exchange.workbook.rows.reading import Reading
from planctl.message import Message
from planctl.model.organisation import DEFAULT_CALENDAR
from planctl.notation.conditions import Bound, Change, ShareOfTarget, at_least
from planctl.notation.period import Period
from planctl.notation.placement import Frame
from planctl.notation.scheme import Scheme, scheme
from planctl.source.discover import find_workspaces
from planctl.workspace.calendar import Calendar
from planctl.workspace.entries import KpiEntry
from planctl.workspace.loading import load
from planctl.workspace.workspace import Workspace
from tests.conftest import TESTS
from tests.exchange.libreoffice import converted

CALENDAR = Calendar(DEFAULT_CALENDAR)
HALF = Decimal("0.5")


def read(target=None, red=None, yellow=None, green=None, decimals=None, direction=None) -> Scheme:
    return scheme(2026, target, red, yellow, green, None, decimals, direction)


def bare(known: Scheme) -> Frame:
    """A frame without earlier values and peers."""
    return frame_of(known, (), None, None, CALENDAR)


def steps_of(known: Scheme, frame: Frame) -> tuple[Step, ...]:
    found = steps(known, frame)
    assert not isinstance(found, Message), found
    return found


def planctls_colour(value: Decimal, known: Scheme, frame: Frame) -> Status:
    found = band(value, known, frame, None)
    assert isinstance(found, Banding), found
    return found.status


def colour_by_steps(value: Decimal, known: Scheme, found: tuple[Step, ...]) -> Status:
    rounded = known.rounded(value)
    return next(
        step.colour
        for step in found
        if step.limit is None or rounded < step.limit.value or (step.limit.inclusive and rounded == step.limit.value)
    )


def points(known: Scheme, frame: Frame) -> list[Decimal]:
    """The values at and around every limit: on it, a step and a half step beside it, and just short of the half step."""
    placed = placements(known, frame)
    assert not isinstance(placed, Message)
    limits = {end.value for part in placed.values() for span in part.intervals for end in (span.low, span.high) if end}
    step = Decimal(1).scaleb(-known.decimals)
    nearest = {Decimal(round(Fraction(limit) / Fraction(step))) * step for limit in limits}
    around = [Decimal(-1000), -step, -step * HALF, -step * HALF + step / 100, Decimal(0), step * HALF - step / 100, step * HALF, step]
    return sorted({limit + far for limit in nearest for far in (*around, Decimal(1000))})


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"red": "< 70", "yellow": "70–79", "green": "≥ 80"}, "red<69.5 yellow<79.5 green"),
        ({"red": "> 7,0", "yellow": "6,6–7,0", "green": "≤ 6,5"}, "green<6.55 yellow<7.05 red"),
        ({"red": "< 70", "yellow": "71–79", "green": "≥ 80"}, "red<70.5 yellow<79.5 green"),  # 70 is in a gap: the worse neighbour
        ({"target": "≥ 80"}, "red<79.5 green"),
        ({"target": 45, "direction": "lower"}, "green<45.5 red"),
        ({"target": "15–25"}, "red<14.5 green<25.5 red"),
        ({"target": "+25", "red": "≤ 0", "yellow": "1–24", "green": "≥ 25"}, "red<0.5 yellow<24.5 green"),
        (
            {
                "target": 45,
                "direction": "lower",
                "red": "mer än 20 % sämre än målet",
                "yellow": "högst 20 % sämre än målet",
                "green": "målet nått",
            },
            "green<45.5 yellow<54.5 red",
        ),
        ({"red": "< 50 %", "yellow": "50–99 % av målet", "green": "minst 100 % av målet", "target": "100 %"}, "red<49.5 yellow<99.5 green"),
    ],
)
def test_steps_of_bands(texts, expected):
    known = read(**texts)
    assert shown(steps_of(known, bare(known))) == expected


def shown(found: tuple[Step, ...]) -> str:
    return " ".join(f"{step.colour}" + (f"<{plain(step.limit.value)}" if step.limit else "") for step in found)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"target": "minska", "direction": "lower"}, "green<52 red"),  # 52 itself is red: nothing is told of decimals
        ({"target": "minska", "direction": "lower", "decimals": 0}, "green<51.5 red"),
        ({"target": "öka", "decimals": 0}, "red<52.5 green"),
        ({"target": "oförändrat", "decimals": 0}, "red<51.5 green<52.5 red"),
        ({"red": "lägre än förra året", "green": "minst lika högt som förra året", "decimals": 0}, "red<51.5 green"),
        ({"target": "öka med minst 10 % jämfört med 2020", "decimals": 1}, "red<43.95 green"),
        ({"target": "över medel", "decimals": 0}, "red<48.5 green"),
    ],
)
def test_bands_are_placed_by_what_was_known_before(texts, expected):
    known = read(**texts)
    frame = bare(known)._replace(previous=Decimal(52), baseline={2020: Decimal(40)}, mean=Decimal(48))
    assert shown(steps_of(known, frame)) == expected


@pytest.mark.parametrize(
    "texts",
    [
        {},
        {"target": "minska", "direction": "lower"},
        {"target": "över medel"},
        {"target": "bland de 10 bästa"},
        {"red": "lägre än förra året", "green": "högre än förra året"},
        {"target": "90 %"},  # it is not known which way is better
        {"red": "< 50 % av målet", "green": "≥ 50 % av målet"},  # there is no target to take a share of
    ],
)
def test_what_depends_on_more_than_the_value_has_no_steps(texts):
    known = read(**texts)
    assert isinstance(steps(known, bare(known)), Message)


@pytest.mark.parametrize(
    ("texts", "waits"),
    [
        ({"target": "över medel"}, True),
        ({"target": "bland de 10 bästa"}, True),
        ({"red": "sämsta kvartilen", "yellow": "mellersta halvan", "green": "bästa kvartilen"}, True),
        ({"target": "bättre än medel"}, False),  # it is not known which way is better, and peers do not tell
        ({"target": "minska", "direction": "lower"}, False),
        ({"target": "90 %"}, False),
    ],
)
def test_which_colours_wait_for_the_values_of_others(texts, waits):
    known = read(**texts)
    assert waits_for_peers(known, bare(known)) is waits


def test_a_band_without_limits_holds_every_value():
    read_ = read(target=10, direction="lower")
    known = Scheme(read_.target, {"green": ShareOfTarget((at_least(Decimal(0)),))}, None, 0, read_.direction, None, (), told=True)
    assert shown(steps_of(known, bare(known))) == "green"


def test_without_told_decimals_values_are_compared_as_they_are():
    known = read(target=100, direction="lower", red="mer än 10 % sämre än målet", yellow="högst 10 % sämre än målet", green="målet nått")
    untold = Scheme(known.target, known.bands, None, 0, known.direction, known.inferred, (), told=False)
    found = steps_of(untold, bare(untold))
    assert [step.limit for step in found] == [Bound(Decimal(100), True), Bound(Decimal(110), True), None]
    assert colour_by_steps(Decimal("110.0001"), untold, found) is Status.RED


LIMITS = st.integers(-500, 500)


@given(st.lists(LIMITS, min_size=3, max_size=3, unique=True), st.integers(0, 2), st.booleans(), st.booleans(), st.integers(-600000, 600000))
def test_the_steps_give_planctls_colour_everywhere(limits, decimals, lower, gap, value):
    low, middle, high = (Decimal(limit).scaleb(-decimals) for limit in sorted(limits))
    yellow = f"{middle}–{high}" if gap else f"> {low} och < {high}"
    bands = {"green": f"≤ {low}", "red": f"≥ {high}"} if lower else {"red": f"≤ {low}", "green": f"≥ {high}"}
    known = read(yellow=yellow, decimals=decimals, **bands)
    frame = bare(known)
    found = steps_of(known, frame)
    for point in (Decimal(value).scaleb(-3), *points(known, frame)):
        assert colour_by_steps(point, known, found) is planctls_colour(point, known, frame)


Case = tuple[str, Scheme, Frame, Reading]


def kpis_of_plans() -> list[Case]:
    """Every KPI of the plans in this repository in every year, where its colour follows from the value and what was known before."""
    workspaces = [load(root) for root in find_workspaces([TESTS.parent / "plans", TESTS.parent / "examples"])]
    plans = [plan for workspace in workspaces if isinstance(workspace, Workspace) for plan in workspace.plans if plan.years]
    known = [
        (f"{kpi.address} {year}", kpi.scheme(year), frame_before(kpi, Period(year, "T2")), Reading(kpi, year))
        for plan in plans
        for kpi in plan.kpis.values()
        for year in plan.years.within(2100)
    ]
    return [case for case in known if not isinstance(steps(*case[1:3]), Message)]


def frame_before(kpi: KpiEntry, period: Period) -> Frame:
    """What was known of a KPI before a follow-up."""
    series = comparable(readings(kpi, CALENDAR), kpi, period, CALENDAR)
    return frame_of(kpi.scheme(period.year), series, previous(series, period), None, CALENDAR)


def in_text(point: Decimal, mark: str) -> str:
    """A number as text; with one more decimal where its last three might be thousands."""
    text = f"{point:f}"
    return (text + "0" if len(text.partition(".")[2]) == 3 else text).replace(".", mark)


def test_libreoffice_computes_planctls_colour_for_every_kpi_at_every_limit(tmp_path):
    found = kpis_of_plans()
    readings_of = {name: reading for name, _known, _frame, reading in found}
    cases = [(name, known, frame, point) for name, known, frame, _reading in found for point in points(known, frame)]
    assert len({name for name, *_ in cases}) > 100
    assert len({name for name, known, *_ in cases if any(isinstance(part, Change) for part in conditions_of(known))}) > 10
    workbook = Workbook()
    sheet = workbook.active
    for row, (name, known, frame, point) in enumerate(cases, 1):
        sheet.cell(row, 1).value = point
        sheet.cell(row, 3).value = in_text(point, "," if row % 2 else ".")
        for cell, reading, into in (("A", "E", 2), ("C", "F", 4)):
            sheet[f"{reading}{row}"] = "=" + readings_of[name].outcome("value").format(value=f"{cell}{row}")
            formula = colour_formula(steps_of(known, frame), known, lambda colour: colour.value)
            sheet.cell(row, into).value = "=" + formula.format(reading=f"{reading}{row}")
    workbook.save(tmp_path / "colours.xlsx")
    (tmp_path / "out").mkdir()
    computed = openpyxl.load_workbook(converted(tmp_path / "colours.xlsx", "xlsx", tmp_path / "out"), data_only=True).active
    wrong = [
        f"{name} at {point}: {said}"
        for row, (name, known, frame, point) in enumerate(cases, 1)
        for said in (computed.cell(row, 2).value, computed.cell(row, 4).value)
        if said != planctls_colour(point, known, frame).value
    ]
    assert wrong == []
