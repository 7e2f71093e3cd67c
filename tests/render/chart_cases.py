"""Charts to test with: of an invented municipality, and any that hypothesis can think of."""

from __future__ import annotations

import datetime
from decimal import Decimal

from hypothesis import strategies as st

from planctl.evaluate.status import Change, Status
from planctl.render.charts.distribution import distribution
from planctl.render.charts.heatmap import Heatmap, heatmap
from planctl.render.charts.sparkline import Spark, Sparkline, sparkline
from planctl.render.charts.timeline import timeline
from planctl.render.charts.timeline_data import Band, Break, Forecast, Level, Move, Point, Timeline
from tests.notation.strategies import numbers

R, Y, G = Status.RED, Status.YELLOW, Status.GREEN
ENDS = {"T1": (4, 30), "T2": (8, 31), "year": (12, 31)}
HOSTILE = (
    "<script>alert(1)</script>", '"><svg onload="x">', "]]>", "<!--", "&amp;&lt;", "url(#x)", "\x00\x08\ud800", "{{ 7 }}", "å" * 5000,
    "\u202e",
)  # fmt: skip


def point(year: int, name: str, value: str | None, status: Status = G, target: str = "", **more: object) -> Point:
    period, tick = (str(year), str(year)) if name == "year" else (f"{year}-{name}", name)
    day = datetime.date(year, *ENDS[name])
    return Point(period, tick, day, None if value is None else Decimal(value), status, target, **more)  # type: ignore[arg-type]


def year(number: int) -> tuple[datetime.date, datetime.date]:
    return datetime.date(number, 1, 1), datetime.date(number, 12, 31)


def lower_is_better(number: int, green: str, yellow: str) -> tuple[Band, ...]:
    low, high = Decimal(green), Decimal(yellow)
    return Band(G, *year(number), None, low), Band(Y, *year(number), low, high), Band(R, *year(number), high, None)


SICKNESS = Timeline(
    "Total sjukfrånvaro",
    (
        point(2023, "year", "7.8", Status.UNTARGETED),
        point(2024, "T1", "7.7", Y, "≤ 7,0"),
        point(2024, "year", "7.4", Y, "≤ 7,0"),
        point(2025, "T1", "7.4", R, "≤ 6,8"),
        point(2025, "T2", "6.9", Y, "≤ 6,8"),
        point(2025, "year", "7.0", Y, "≤ 6,8"),
        point(2026, "T2", "6.3", G, "≤ 6,5", bands=((G, "≤ 6,5"), (Y, "6,6–7,0"), (R, "> 7,0"))),
    ),
    unit="%",
    decimals=1,
    targets=tuple(Level(*year(number), Decimal(value), f"≤ {value}") for number, value in ((2024, "7.0"), (2025, "6.8"), (2026, "6.5"))),
    bands=lower_is_better(2024, "7.05", "8.05") + lower_is_better(2025, "6.85", "7.35") + lower_is_better(2026, "6.55", "7.05"),
    forecast=Forecast("2026", datetime.date(2026, 12, 31), Decimal("6.4"), G),
    ends=(Decimal(0), Decimal(100)),
    move=Move(Change.BETTER, Decimal("-0.6"), "2025-T2"),
)
INTERRUPTED = Timeline(
    "Ärenden <utredda> & avslutade",
    (
        point(2022, "year", "12"),
        point(2023, "year", None, Status.MISSING),
        point(2024, "year", "15"),
        point(2025, "T1", "14"),
        point(2025, "T2", None, Status.CONFIDENTIAL),
        point(2025, "year", None, Status.NOT_APPLICABLE),
        point(2026, "T1", "9", R),
        point(2026, "T2", "11", Y),
    ),
    unit="ärenden",
    decimals=0,
    breaks=(Break(datetime.date(2025, 1, 1), "Räknas per anmälan, inte per person."),),
)
COUNTS = {G: 22, Y: 4, R: 1, Status.PENDING: 5, Status.UNTARGETED: 12, Status.CONFIDENTIAL: 2}
GRID = Heatmap(
    "Mål per enhet",
    ("Personalavdelningen", "IT-avdelningen", "Sektor lärande, omsorg och kultur"),
    ("Alla elever lämnar grundskolan med behörighet", "Ekonomin är i balans"),
    {(0, 0): G, (0, 1): Y, (1, 1): R, (2, 0): Status.NOT_APPLICABLE},
)
SPARKS = Sparkline(
    "Svarstid",
    tuple(Spark(str(2019 + at), value if value is None else Decimal(value)) for at, value in enumerate((5, 7, 6, None, 4, 9))),
    G,
)
CHARTS = {
    "sickness": lambda language: timeline(SICKNESS, language, "personal/sjukfranvaro"),
    "interrupted": lambda language: timeline(INTERRUPTED, language, "a"),
    "one-value": lambda language: timeline(Timeline("Svarstid", (point(2026, "T2", "42"),), "dagar", 0), language, "a"),
    "distribution": lambda language: distribution(COUNTS, language, "a"),
    "heatmap": lambda language: heatmap(GRID, language, "a"),
    "sparkline": lambda language: sparkline(SPARKS, language, "a"),
}


# --- any chart ---


def texts() -> st.SearchStrategy[str]:
    """What users may write."""
    return st.sampled_from(HOSTILE) | st.text(max_size=40)


def some(values: st.SearchStrategy[Decimal]) -> st.SearchStrategy[Decimal | None]:
    return st.none() | values


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    values = draw(st.sampled_from([numbers(), numbers(0, 100, 1), numbers(0, 1, 9), numbers(10**17, 10**18 - 1, 0)]))
    days = sorted(draw(st.sets(st.dates(datetime.date(1990, 1, 1), datetime.date(2035, 12, 31)), min_size=1, max_size=12)))
    points = [
        Point(f"{day.year}-P{at}", f"P{at}", day, draw(some(values)), draw(st.sampled_from(Status)), draw(texts()), ((R, draw(texts())),))
        for at, day in enumerate(days)
    ]
    spans = [year(number) for number in range(days[0].year, min(days[-1].year, days[0].year + 4) + 1)]
    bands = [Band(draw(st.sampled_from([R, Y, G])), *span, draw(some(values)), draw(some(values))) for span in spans]
    levels = [Level(*span, draw(values), draw(texts())) for span in spans]
    breaks = tuple(Break(datetime.date(day.year, 1, 1), draw(texts())) for day in days[1:3])
    forecast = Forecast("P", datetime.date(days[-1].year, 12, 31), draw(values), draw(st.none() | st.sampled_from(Status)))
    return Timeline(
        draw(texts()),
        tuple(points),
        draw(texts()),
        draw(st.none() | st.integers(0, 9)),
        tuple(levels) if draw(st.booleans()) else (),
        tuple(bands) if draw(st.booleans()) else (),
        breaks,
        forecast if draw(st.booleans()) else None,
        (draw(some(values)), draw(some(values))),
        Move(draw(st.sampled_from(Change)), draw(values), draw(texts())) if draw(st.booleans()) else None,
    )


@st.composite
def heatmaps(draw: st.DrawFn) -> Heatmap:
    units, goals = draw(st.lists(texts(), max_size=6)), draw(st.lists(texts(), max_size=50))
    cells = st.tuples(st.integers(0, max(len(units) - 1, 0)), st.integers(0, max(len(goals) - 1, 0)))
    found = draw(st.dictionaries(cells, st.sampled_from(Status), max_size=12)) if units and goals else {}
    return Heatmap(draw(texts()), tuple(units), tuple(goals), found)


@st.composite
def sparklines(draw: st.DrawFn) -> Sparkline:
    sparks = draw(st.lists(st.builds(Spark, texts(), some(numbers())), max_size=12))
    return Sparkline(
        draw(texts()), tuple(sparks), draw(st.none() | st.sampled_from(Status)), draw(texts()), draw(st.none() | st.integers(0, 3))
    )


def counts() -> st.SearchStrategy[dict[Status, int]]:
    return st.dictionaries(st.sampled_from(Status), st.integers(0, 5000))
