"""What the canonical wordings mean: each as the condition itself, not through the writer."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planctl.notation.conditions import (
    Bound,
    Change,
    Condition,
    FromTarget,
    Interval,
    PeerLevel,
    PeerRank,
    PeerShare,
    ShareOfTarget,
    Side,
    Steps,
    Values,
    above,
    at_least,
    at_most,
    below,
    exactly,
)
from planctl.notation.threshold import parse

D = Decimal
ZERO = D(0)


def between(low: str, high: str, *, low_too: bool = True, high_too: bool = True) -> Interval:
    return Interval(Bound(D(low), low_too), Bound(D(high), high_too))


MEANINGS: list[tuple[str, Condition]] = [
    ("≥ 80", Values((at_least(D(80)),))),
    ("> 80", Values((above(D(80)),))),
    ("≤ 80 %", Values((at_most(D(80)),), unit="%")),
    ("< 80 dagar", Values((below(D(80)),), unit="dagar")),
    ("= 80", Values((exactly(D(80)),))),
    ("80", Values((exactly(D(80)),), lone=True)),
    ("(1,5)", Values((exactly(D("-1.5")),), lone=True)),
    ("71–79", Values((between("71", "79"),))),
    ("≥ 5 och < 10", Values((between("5", "10", high_too=False),))),
    ("< 5 eller > 10", Values((below(D(5)), above(D(10))))),
    ("80 ± 2", Values((between("78", "82"),))),
    ("8,0 (av 10,0)", Values((exactly(D("8.0")),), lone=True, top=D("10.0"))),
    ("öka till 80 %", Values((at_least(D(80)),), unit="%")),
    ("minska till 80 %", Values((at_most(D(80)),), unit="%")),
    ("≥ 95 % av målet", ShareOfTarget((at_least(D(95)),))),
    ("80–94 % av målet", ShareOfTarget((between("80", "94"),))),
    ("målet nått", FromTarget(Side.BETTER, (at_least(ZERO),))),
    ("målet ej nått", FromTarget(Side.WORSE, (above(ZERO),))),
    ("minst målet", FromTarget(Side.ABOVE, (at_least(ZERO),))),
    ("högst målet", FromTarget(Side.BELOW, (at_least(ZERO),))),
    ("= målet", FromTarget(Side.EITHER, (exactly(ZERO),))),
    ("högst 5 % från målet", FromTarget(Side.EITHER, (between("0", "5"),), percent=True)),
    ("högst 5 % sämre än målet", FromTarget(Side.WORSE, (between("0", "5", low_too=False),), percent=True)),
    ("mer än 5 % sämre än målet", FromTarget(Side.WORSE, (above(D(5)),), percent=True)),
    ("högst 2 procentenheter under målet", FromTarget(Side.BELOW, (between("0", "2", low_too=False),), unit="procentenheter")),
    ("minst 2 över målet", FromTarget(Side.ABOVE, (at_least(D(2)),))),
    ("över medel", PeerLevel("mean", (above(ZERO),))),
    ("högst medianen", PeerLevel("median", (at_most(ZERO),))),
    ("bättre än medel", PeerLevel("mean", (above(ZERO),), better=True)),
    ("sämre än medel", PeerLevel("mean", (below(ZERO),), better=True)),
    ("övre kvartilen", PeerShare((between("0", "25"),))),
    ("sämsta kvartilen", PeerShare((between("75", "100", low_too=False),))),
    ("mellersta hälften", PeerShare((between("25", "75", low_too=False),))),
    ("topp 10", PeerRank((between("1", "10"),))),
    ("plats 21 eller sämre", PeerRank((at_least(D(21)),))),
    ("öka", Change((above(ZERO),))),
    ("minska", Change((below(ZERO),))),
    ("oförändrat", Change((exactly(ZERO),))),
    ("inte öka", Change((at_most(ZERO),))),
    ("inte minska", Change((at_least(ZERO),))),
    ("öka med minst 2 %", Change((at_least(D(2)),), percent=True)),
    ("minska med minst 10 % jämfört med 2023", Change((at_most(D(-10)),), percent=True, base=2023)),
    ("minska med mer än 3 dagar", Change((below(D(-3)),), unit="dagar")),
    ("öka med högst 5 %", Change((between("0", "5", low_too=False),), percent=True)),
    ("minska med högst 5", Change((between("-5", "0", high_too=False),))),
    ("inte öka med mer än 5 %", Change((at_most(D(5)),), percent=True)),
    ("får minska med högst 5", Change((at_least(D(-5)),))),
    ("oförändrat ±2 %", Change((between("-2", "2"),), percent=True)),
    ("förbättras", Change((above(ZERO),), better=True)),
    ("inte sämre än föregående år", Change((at_least(ZERO),), better=True)),
    ("högre än år 2023", Change((above(ZERO),), base=2023)),
    ("minst 5 % lägre än 2023", Change((at_most(D(-5)),), percent=True, base=2023)),
    (
        "minst 25 % år 2027 och 30 % år 2030",
        Steps(((2027, Values((at_least(D(25)),), unit="%")), (2030, Values((at_least(D(30)),), unit="%")))),
    ),
    (
        "< 7 % år 2025, 6 % år 2026",
        Steps(((2025, Values((below(D(7)),), unit="%")), (2026, Values((below(D(6)),), unit="%")))),
    ),
    (
        "25 % år 2027 och 30 % år 2030",
        Steps(((2027, Values((exactly(D(25)),), lone=True, unit="%")), (2030, Values((exactly(D(30)),), lone=True, unit="%")))),
    ),
    (
        "5–10 år 2027 och 20 år 2030",
        Steps(((2027, Values((between("5", "10"),))), (2030, Values((exactly(D(20)),), lone=True)))),
    ),
]


@pytest.mark.parametrize(("text", "condition"), MEANINGS, ids=[text for text, _ in MEANINGS])
def test_meaning(text: str, condition: Condition) -> None:
    assert parse(text) == condition


@pytest.mark.parametrize(
    ("interval", "inside", "outside"),
    [
        (at_least(D(5)), ["5", "5.1"], ["4.9"]),
        (above(D(5)), ["5.1"], ["5", "4"]),
        (at_most(D(5)), ["5", "4"], ["5.1"]),
        (below(D(5)), ["4.9"], ["5", "6"]),
        (exactly(D(5)), ["5", "5.0"], ["4.9", "5.1"]),
        (between("5", "10", low_too=False), ["5.1", "10"], ["5", "10.1"]),
        (Interval(), ["-1000", "1000"], []),
    ],
)
def test_intervals_hold(interval: Interval, inside: list[str], outside: list[str]) -> None:
    assert all(interval.holds(D(value)) for value in inside)
    assert not any(interval.holds(D(value)) for value in outside)


@pytest.mark.parametrize(
    ("interval", "empty"),
    [
        (Interval(), False),
        (exactly(D(5)), False),
        (between("5", "5", high_too=False), True),
        (between("5", "5", low_too=False), True),
        (between("5", "6", low_too=False, high_too=False), False),
        (between("6", "5"), True),
    ],
)
def test_empty_intervals(interval: Interval, empty: bool) -> None:
    assert interval.empty is empty


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (at_least(D(5)), below(D(10)), between("5", "10", high_too=False)),
        (at_least(D(5)), above(D(5)), above(D(5))),
        (at_most(D(5)), below(D(5)), below(D(5))),
        (between("1", "5"), between("3", "8"), between("3", "5")),
        (Interval(), exactly(D(5)), exactly(D(5))),
    ],
)
def test_what_lies_in_both(one: Interval, other: Interval, both: Interval) -> None:
    assert one.meet(other) == other.meet(one) == both


def test_the_other_side_of_zero() -> None:
    assert between("2", "5", low_too=False).mirrored() == between("-5", "-2", high_too=False)
    assert at_least(D(2)).mirrored() == at_most(D(-2))
