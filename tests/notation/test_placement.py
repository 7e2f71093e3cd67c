"""What a condition means for a KPI: intervals on the value, the rank or the share, or the reason why they can't be known."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctl.notation.conditions import Bound, Interval, ShareOfTarget, Simple, Steps, above, at_least, at_most, below, exactly
from planctl.notation.placement import Axis, Direction, Frame, Placement, place
from planctl.notation.refusal import Refusal
from planctl.notation.threshold import parse
from tests.notation.strategies import positive, simple
from tests.notation.tables import english

D = Decimal
HIGHER, LOWER, RANGE = Direction


def frame(direction: Direction | None = HIGHER, target: str | None = "80", **known: str) -> Frame:
    baseline = {2023: D(known["base"])} if "base" in known else {}
    previous, mean, median = (D(known[name]) if name in known else None for name in ("previous", "mean", "median"))
    return Frame(D(target) if target else None, direction, previous, baseline, mean, median)


def between(low: str | Fraction, high: str | Fraction, *, low_too: bool = True, high_too: bool = True) -> Interval:
    first, last = (D(end) if isinstance(end, str) else end for end in (low, high))
    return Interval(Bound(first, low_too), Bound(last, high_too))


def placed(text: str, known: Frame) -> Placement:
    condition = parse(text)
    assert not isinstance(condition, (Refusal, Steps))
    found = place(condition, known)
    assert isinstance(found, Placement), found
    return found


@pytest.mark.parametrize(
    ("text", "known", "intervals"),
    [
        ("71–79", frame(), [between("71", "79")]),
        ("< 5 eller > 10", frame(), [below(D(5)), above(D(10))]),
        ("≥ 95 % av målet", frame(), [at_least(D("76.00"))]),
        ("80–94 % av målet", frame(), [between("64", "75.2")]),
        ("≥ 95 % av målet", frame(None), [at_least(D(76))]),
        ("≥ 80 % av målet", frame(LOWER, "6"), [at_most(Fraction(15, 2))]),
        ("< 80 % av målet", frame(LOWER, "6"), [above(Fraction(15, 2))]),
        ("80–90 % av målet", frame(LOWER, "6"), [between(Fraction(20, 3), Fraction(15, 2))]),
        ("0–80 % av målet", frame(LOWER, "6"), [at_least(Fraction(15, 2))]),
        ("målet nått", frame(), [at_least(D(80))]),
        ("målet nått", frame(LOWER), [at_most(D(80))]),
        ("målet ej nått", frame(), [below(D(80))]),
        ("målet ej nått", frame(LOWER), [above(D(80))]),
        ("minst målet", frame(LOWER), [at_least(D(80))]),
        ("högst målet", frame(), [at_most(D(80))]),
        ("över målet", frame(), [above(D(80))]),
        ("= målet", frame(RANGE), [exactly(D(80))]),
        ("högst 5 % från målet", frame(RANGE), [between("76", "84")]),
        ("mer än 5 % från målet", frame(RANGE), [below(D(76)), above(D(84))]),
        ("5–10 % från målet", frame(RANGE), [between("72", "76"), between("84", "88")]),
        ("högst 5 % från målet", frame(RANGE, "-80"), [between("-84", "-76")]),
        ("högst 5 % sämre än målet", frame(), [between("76", "80", high_too=False)]),
        ("högst 5 % sämre än målet", frame(LOWER), [between("80", "84", low_too=False)]),
        ("minst 2 bättre än målet", frame(), [at_least(D(82))]),
        ("minst 2 bättre än målet", frame(LOWER), [at_most(D(78))]),
        ("högst 2 procentenheter under målet", frame(), [between("78", "80", high_too=False)]),
        ("mer än 2 över målet", frame(), [above(D(82))]),
        ("över medel", frame(mean="6.4"), [above(D("6.4"))]),
        ("högst medel", frame(mean="6.4"), [at_most(D("6.4"))]),
        ("under medianen", frame(median="6.4"), [below(D("6.4"))]),
        ("bättre än medel", frame(mean="6.4"), [above(D("6.4"))]),
        ("bättre än medel", frame(LOWER, mean="6.4"), [below(D("6.4"))]),
        ("inte sämre än medel", frame(LOWER, mean="6.4"), [at_most(D("6.4"))]),
        ("öka", frame(previous="6.4"), [above(D("6.4"))]),
        ("inte öka", frame(previous="6.4"), [at_most(D("6.4"))]),
        ("oförändrat", frame(previous="6.4"), [exactly(D("6.4"))]),
        ("öka med minst 5 %", frame(previous="200"), [at_least(D(210))]),
        ("öka med minst 5 %", frame(previous="-200"), [at_least(D(-190))]),
        ("minska med minst 10 % jämfört med 2023", frame(base="7.4"), [at_most(D("6.66"))]),
        ("öka med 3–5", frame(previous="60"), [between("63", "65")]),
        ("inte öka med mer än 5", frame(previous="60"), [at_most(D(65))]),
        ("oförändrat ±2 %", frame(previous="200"), [between("196", "204")]),
        ("förbättras", frame(LOWER, previous="6.4"), [below(D("6.4"))]),
        ("förbättras med minst 5 %", frame(LOWER, previous="200"), [at_most(D(190))]),
        ("inte sämre än 2023", frame(base="6.4"), [at_least(D("6.4"))]),
        ("högre än år 2023", frame(base="6.4", previous="9"), [above(D("6.4"))]),
    ],
)
def test_on_the_value(text: str, known: Frame, intervals: list[Interval]) -> None:
    assert placed(text, known) == Placement(Axis.VALUE, tuple(intervals))


@pytest.mark.parametrize(
    ("text", "axis", "interval"),
    [
        ("topp 10", Axis.RANK, between("1", "10")),
        ("plats > 20", Axis.RANK, above(D(20))),
        ("bästa kvartilen", Axis.SHARE, between("0", "25")),
        ("sämsta 30 %", Axis.SHARE, between("70", "100", low_too=False)),
    ],
)
def test_among_peers(text: str, axis: Axis, interval: Interval) -> None:
    assert placed(text, Frame()) == Placement(axis, (interval,))


@pytest.mark.parametrize(
    ("text", "known", "reason"),
    [
        ("≥ 95 % av målet", frame(target=None), "a share of the target needs a target above zero"),
        ("≥ 95 % av målet", frame(target="0"), "a share of the target needs a target above zero"),
        ("≥ 95 % av målet", frame(target="-5"), "a share of the target needs a target above zero"),
        ("över målet", frame(target=None), "the target is not a number to deviate from"),
        ("högst 5 % från målet", frame(target="0"), "the target is zero: a deviation from it has no per cent"),
        ("bättre än målet", frame(None), "better and worse need a direction"),
        ("sämre än målet", frame(RANGE), "better and worse need a direction"),
        ("bättre än medel", frame(None, mean="5"), "better and worse need a direction"),
        ("förbättras", frame(RANGE, previous="5"), "better and worse need a direction"),
        ("över medel", frame(), "the peers' mean is not known"),
        ("över medianen", frame(mean="5"), "the peers' median is not known"),
        ("öka", frame(), "there is no earlier value to compare with"),
        ("öka jämfört med 2023", frame(previous="5"), "there is no value for the base year 2023"),
        ("öka med minst 5 %", frame(previous="0"), "the earlier value is zero: a change from it has no per cent"),
    ],
)
def test_what_cannot_be_placed(text: str, known: Frame, reason: str) -> None:
    condition = parse(text)
    assert not isinstance(condition, (Refusal, Steps))
    found = place(condition, known)
    assert not isinstance(found, Placement)
    assert english(found) == reason


def test_a_placement_holds_what_one_of_its_intervals_holds() -> None:
    found = placed("mer än 5 % från målet", frame(RANGE))
    assert [value for value in (75, 76, 80, 84, 85) if found.holds(D(value))] == [75, 85]


@given(positive(), positive(10**4))
def test_a_share_of_the_target_is_exact(target: Decimal, share: Decimal) -> None:
    """Value and target, multiplied and not divided, say the same as the placed interval: also at its very end."""
    condition = ShareOfTarget((at_least(share),))
    higher = place(condition, Frame(target, HIGHER))
    lower = place(condition, Frame(target, LOWER))
    assert isinstance(higher, Placement)
    assert isinstance(lower, Placement)
    limit = Fraction(target) * Fraction(share) / 100
    nudge = Fraction(1, 10**20)
    assert [higher.holds(point) for point in (limit - nudge, limit, limit + nudge)] == [False, True, True]
    limit = Fraction(target) * 100 / Fraction(share)
    assert [lower.holds(point) for point in (limit - nudge, limit, limit + nudge)] == [True, True, False]


FRAMES = st.builds(
    Frame,
    st.none() | positive(),
    st.none() | st.sampled_from(Direction),
    st.none() | positive(),
    st.dictionaries(st.integers(1990, 2060), positive(), max_size=3),
    st.none() | positive(),
    st.none() | positive(),
)


@given(simple(), FRAMES)
def test_every_condition_is_placed_or_says_why_not(condition: Simple, known: Frame) -> None:
    found = place(condition, known)
    if isinstance(found, Placement):
        assert found.intervals
        assert not any(interval.empty for interval in found.intervals)
