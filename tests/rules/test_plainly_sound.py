"""What is taken for plainly sound, so that no rule looks at it: every rule would have found nothing."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planctl.model.plan import Kpi
from planctl.rules.registry import checks_by_subject
from planctl.rules.review import KpiNotation, Review
from planctl.workspace.entries import KpiEntry
from tests.workspaces import TODAY, load_workspace, plan

CHECKS = checks_by_subject()[KpiNotation]


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Review:
    return Review(load_workspace(tmp_path_factory.mktemp("sound"), {"plan.yaml": plan("kpis: {}")}), TODAY)


def number(value: Decimal) -> str:
    return str(value).replace(".", ",")


@st.composite
def notations(draw: st.DrawFn) -> dict[str, Any]:
    """Three bands on a scale, most of them side by side, and a target; now and then something is moved or written in another way."""
    decimals = draw(st.sampled_from([0, 1, 2]))
    step = Decimal((0, (1,), -decimals))
    start = draw(st.integers(-20, 150)) * step + 0
    width, slip = draw(st.integers(0, 12)) * step, draw(st.sampled_from([0, 0, 0, 0, 1, -1])) * step
    low, high = start, start + width + slip
    strict = draw(st.booleans())
    below = f"< {number(low)}" if strict else f"≤ {number(low - step)}"
    above = draw(st.sampled_from(["≥ {}", "minst {}"])).format(number(high + step)) if strict else f"> {number(high)}"
    middle = f"{number(low)}{draw(st.sampled_from(['–', '-', ' - ']))}{number(start + width)}"
    rising = draw(st.booleans())
    green = above if rising else below
    scale = f"{number(start - draw(st.integers(-2, 60)) * step)}–{number(high + draw(st.integers(-2, 60)) * step)}"
    return {
        "title": "Ett nyckeltal",
        "unit": draw(st.sampled_from(["%", "index", "dagar", None])),
        "scale": draw(st.sampled_from([scale, scale, "0–100", None])),
        "target": draw(st.sampled_from([green, green, green, above, below, number(high), middle])),
        "thresholds": {"red": below if rising else above, "yellow": middle, "green": green},
        "decimals": draw(st.sampled_from([None, None, decimals, 0, 1])),
        "direction": draw(st.sampled_from([None, None, "higher", "lower", "range"])),
    }


@settings(max_examples=400, deadline=None)
@given(notations())
def test_no_rule_finds_anything_in_what_is_plainly_sound(review: Review, notation: dict[str, Any]) -> None:
    (entry,) = review.workspace.plans
    kpi = KpiEntry("k", entry, ("kpis", "k"), Kpi.model_validate(notation), None)
    if kpi.is_plainly_sound():
        assert [(code, finding) for code, check in CHECKS for finding in check(kpi, review)] == []


@pytest.mark.parametrize(
    ("notation", "sound"),
    [
        ({"target": "≥ 80", "red": "< 70", "yellow": "70–79", "green": "≥ 80", "scale": "0–100"}, True),
        ({"target": "< 6,0", "red": "≥ 7,0", "yellow": "6,0–6,9", "green": "< 6,0", "scale": "0–100"}, True),
        ({"target": "≥ 80", "red": "< 70", "yellow": "71–79", "green": "≥ 80", "scale": "0–100"}, False),
        ({"target": "> 80", "red": "< 70", "yellow": "70–79", "green": "≥ 80", "scale": "0–100"}, False),
        ({"target": "≥ 80", "red": "< 70", "yellow": "70–79", "green": "≥ 80"}, False),
        ({"target": "≥ 80", "red": "< 70", "yellow": "70–79", "green": "≥ 80", "scale": "75–100"}, False),
        ({"target": "≥ 80", "red": "< 70", "green": "≥ 80", "scale": "0–100"}, False),
        ({"target": "öka", "red": "minska", "yellow": "oförändrad", "green": "öka", "scale": "0–100"}, False),
    ],
)
def test_what_is_plainly_sound(review: Review, notation: dict[str, str], sound: bool) -> None:
    bands = {colour: notation[colour] for colour in ("red", "yellow", "green") if colour in notation}
    keys = {key: value for key, value in notation.items() if key not in bands}
    model = Kpi.model_validate({"title": "Ett nyckeltal", "thresholds": bands, **keys})
    assert KpiEntry("k", review.workspace.plans[0], ("kpis", "k"), model, None).is_plainly_sound() is sound
