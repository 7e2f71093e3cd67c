"""Reported values: what is no number, what is impossible or doubtful, and what a person has to add."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from planctl.diagnostics import Diagnostic
from planctl.evaluate.status import Status
from planctl.render.language import Language
from planctl.rules.outcomes.reading import colour, kpi_of, value_of
from planctl.rules.review import ReportedKpi, Review
from planctl.source.discover import Root, find_workspaces
from planctl.workspace.loading import load_or_stop

Found = Callable[..., list[Diagnostic]]
ENGLISH = Language.of("en")

BANDS = 'thresholds: {red: "< 70", yellow: 70–79, green: "≥ 80"}'


def kpi(*lines: str) -> str:
    body = "".join(f"        {line}\n" for line in ("title: Nöjdhet", "frequency: tertial", *lines))
    goal = "goals:\n  nojda:\n    title: Nöjda\n    kpis:\n      nojdhet:\n"
    return f"# file: personal/plan.yaml\nkind: plan\nunit: personal\nperiod: 2025-2026\n{goal}{body}"


def outcomes(*reports: str, year: int = 2026, goal: str = "") -> str:
    head = f"# file: personal/outcomes-{year}.yaml\nkind: outcomes\nunit: personal\nyear: {year}\n"
    goals = f"goals:\n  nojda:\n    {goal}\n" if goal else ""
    return head + "kpis:\n  nojdhet:\n" + "".join(f"    {report}\n" for report in reports) + goals


# --- O007 ---


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ('"-"', {"word": "missing"}),
        ("ej mätt", {"word": "missing"}),
        ("Ej mätt.", {"word": "missing"}),
        ("saknas", {"word": "missing"}),
        ("n/a", {"word": "not-applicable"}),
        ("Ej aktuellt", {"word": "not-applicable"}),
        ("sekretess", {"word": "confidential"}),
        ('"6,4 %"', {"number": "6,4"}),
        ("ca 80", {"number": "80"}),
        ("-3,5 mkr", {"number": "-3,5"}),
        ("1 250 kr", {"number": "1 250"}),
        ("1.234.567", {}),
        ("5-10", {}),
        ('"<5"', {}),
        ("färre än 5", {}),
        ("bra", {}),
    ],
)
def test_what_is_no_number_is_told_what_to_write(found: Found, value: str, hint: dict[str, str]) -> None:
    (diagnostic,) = found(kpi() + outcomes(f"T2: {value}"), "O007")
    assert diagnostic.hint is not None
    assert diagnostic.hint.values == hint


@pytest.mark.parametrize(
    "report",
    [
        "T2: 6.4",
        'T2: "6,4"',
        "T2: 6,4",
        "T2: −6,4",
        "T2: (1,5)",
        "T2: 1 250",
        "T2: missing",
        "T2: {forecast: not-applicable}",
        "T2: {by: {män: confidential}}",
    ],
)
def test_numbers_as_people_type_them_are_numbers(found: Found, report: str) -> None:
    assert found(kpi() + outcomes(report), "O007") == []


@pytest.mark.parametrize(
    ("report", "column"),
    [
        ("T2: nej", 9),
        ("T2: {value: nej}", 17),
        ("T2: {forecast: nej}", 20),
        ("T2: {by: {män: nej}}", 20),
        ("T2: {value: 1, peers: {mean: nej}}", 34),
        ("T2: {value: 1, peers: {median: missing}}", 36),
    ],
)
def test_the_place_is_that_of_the_value(found: Found, report: str, column: int) -> None:
    (diagnostic,) = found(kpi() + outcomes(report), "O007")
    assert (diagnostic.span.start.line, diagnostic.span.start.column) == (6, column)


# --- O004 ---


@pytest.mark.parametrize(
    ("scale", "report", "impossible"),
    [
        ("scale: 0–100", "T2: 100", False),
        ("scale: 0–100", "T2: 100.1", True),
        ("scale: 0–100", "T2: -1", True),
        ("scale: 0–100", "T2: {forecast: 101}", True),
        ("scale: 0–100", "T2: {value: 80, by: {män: 180}}", True),
        ("scale: 0–100", "T2: {value: 80, peers: {mean: 780}}", True),
        ("scale: 0–100", "T2: missing", False),
        ('target: "8,0 (av 10,0)"', "T2: 10.5", True),
        ('target: "8,0 (av 10,0)"', "T2: 9.5", False),
        ("unit: mkr", "T2: 1000000", False),
    ],
)
def test_a_value_lies_within_the_scale(found: Found, scale: str, report: str, impossible: bool) -> None:
    assert bool(found(kpi(scale) + outcomes(report), "O004")) is impossible


# --- O008, O009, O011, O012, O015, O017 ---


@pytest.mark.parametrize(("by", "unknown"), [("{kön: [kvinnor, män]}", ["man"]), ("[kön]", []), ("[]", [])])
def test_only_listed_groups_are_known(found: Found, by: str, unknown: list[str]) -> None:
    findings = found(kpi(f"by: {by}") + outcomes("T2: {value: 1, by: {kvinnor: 1, man: 1}}"), "O008")
    assert [diagnostic.message.values["group"] for diagnostic in findings] == unknown


@pytest.mark.parametrize(
    ("year", "report", "early"),
    [
        (2026, "T2: 1", False),
        (2026, "year: 1", True),
        (2026, "year: {value: 1}", True),
        (2026, "year: {forecast: 1}", False),
        (2026, "year: not-applicable", False),
        (2025, "year: 1", False),
    ],
)
def test_a_value_comes_after_the_end(found: Found, year: int, report: str, early: bool) -> None:
    assert bool(found(kpi() + outcomes(report, year=year), "O009")) is early


@pytest.mark.parametrize(
    ("target", "peers", "lacking"),
    [
        ("över medel", "{mean: 70}", False),
        ("över medel", "{median: 70}", True),
        ("över medianen", "{median: 70}", False),
        ("bland de tio högst rankade", "{rank: 3}", False),
        ("bland de tio högst rankade", "{mean: 3}", True),
        ("övre kvartilen", "{rank: 3}", True),
        ("övre kvartilen", "{rank: 3, of: 20}", False),
        ('"≥ 80"', "{}", False),
    ],
)
def test_what_others_have_is_reported(found: Found, target: str, peers: str, lacking: bool) -> None:
    text = kpi(f"target: {target}", "direction: higher") + outcomes(f"T2: {{value: 75, peers: {peers}}}")
    assert bool(found(text, "O011")) is lacking


def test_without_a_value_nobody_asks_for_others(found: Found) -> None:
    assert found(kpi("target: över medel") + outcomes("T2: {forecast: 75}"), "O011") == []


@pytest.mark.parametrize(
    ("report", "silent"),
    [
        ("missing", True),
        ("{value: missing}", True),
        ("{value: missing, reason: Enkäten ställdes in.}", False),
        ("{value: missing, comment: Enkäten ställdes in.}", False),
        ("confidential", False),
        ("not-applicable", False),
    ],
)
def test_what_is_missing_has_a_reason(found: Found, report: str, silent: bool) -> None:
    assert bool(found(kpi() + outcomes(f"T2: {report}"), "O012")) is silent


@pytest.mark.parametrize(
    ("report", "unjudged"),
    [
        ("{comment: Två brister.}", True),
        ("{value: 2}", True),
        ("2", True),
        ("{comment: Två brister., assessment: yellow}", False),
        ("{forecast: 0}", False),
        ("missing", False),
    ],
)
def test_a_target_in_words_is_judged(found: Found, report: str, unjudged: bool) -> None:
    assert bool(found(kpi("target: {text: Inga brister}") + outcomes(f"T2: {report}"), "O017")) is unjudged


# --- O006 ---


@pytest.mark.parametrize(
    ("notation", "report", "goal", "unexplained"),
    [
        (BANDS, "T2: 65", "", True),
        (BANDS, "T2: 75", "", False),
        (BANDS, "T2: {value: 65, comment: Oj.}", "", True),
        (BANDS, "T2: {value: 65, analysis: Sommaren.}", "", False),
        (BANDS, "T2: {value: 65, action: Fler händer.}", "", False),
        (BANDS, "T2: 65", "T2: {analysis: Sommaren.}", False),
        (BANDS, "T2: 65", "T1: {analysis: Vintern.}", True),
        (BANDS, "T2: 65", "T2: {assessment: red}", True),
        (BANDS, "T2: {forecast: 65}", "", False),
        ('target: "≥ 80"', "T2: 75", "", True),
        ("target: öka", "T2: 65", "", True),
        ("target: öka", "T2: 75", "", False),
        ("target: över medel", "T2: {value: 75, peers: {mean: 80}}", "", True),
        ("target: över medel", "T2: {value: 75, peers: {mean: 70}}", "", False),
        ("target: {text: Inga brister}", "T2: {assessment: red}", "", True),
        ("target: {text: Inga brister}", "T2: {assessment: yellow}", "", False),
        ("target: 80", "T2: {value: 70, assessment: red}", "", True),  # which way is better is not known: the person decides
        ("purpose: trend", "T2: 65", "", False),
    ],
)
def test_red_is_explained(found: Found, notation: str, report: str, goal: str, unexplained: bool) -> None:
    earlier = outcomes("T2: 70", year=2025)
    assert bool(found(kpi(notation) + earlier + outcomes(report, goal=goal), "O006")) is unexplained


# --- O019 ---


@pytest.mark.parametrize(
    ("report", "goal", "lacks"),
    [
        ("T2: 65", "", None),  # O006
        ("T2: {value: 65, analysis: Sommaren.}", "", "action:"),
        ("T2: {value: 65, action: Fler händer.}", "", "analysis:"),
        ("T2: {value: 65, analysis: Sommaren., action: Fler händer.}", "", None),
        ("T2: 65", "T2: {analysis: Sommaren.}", "action:"),
        ("T2: {value: 65, action: Fler händer.}", "T2: {analysis: Sommaren.}", None),
        ("T2: {value: 65, action: Fler händer.}", "T1: {analysis: Vintern.}", "analysis:"),
        ("T2: {value: 65, analysis: Sommaren., acton: Fler händer.}", "", None),  # misspelt, which is told already
        ("T2: {value: 75, analysis: Sommaren.}", "", None),
        ("T2: {forecast: 65, analysis: Sommaren.}", "", None),
    ],
)
def test_red_with_half_an_explanation(report: str, goal: str, lacks: str | None, found: Found) -> None:
    diagnostics = found(kpi(BANDS) + outcomes(report, goal=goal), "O019")
    assert [diagnostic.hint.values["key"] for diagnostic in diagnostics if diagnostic.hint] == ([lacks] if lacks else [])


# --- O020 ---


@pytest.mark.parametrize(
    ("by", "report", "line"),
    [
        ("{kön: [k, m]}", "T2: {value: 75, by: {k: 80, m: confidential}}", "m is confidential, but follows"),
        ("{kön: [k, m]}", "T2: {value: confidential, by: {k: 80, m: 70}}", "Nöjdhet is confidential, but follows"),
        ("{kön: [k, m]}", "T2: {value: confidential, by: {k: 80, m: confidential}}", ""),
        ("{kön: [k, m]}", "T2: {value: 75, by: {k: confidential, m: confidential}}", ""),
        ("{kön: [k, m]}", "T2: {by: {k: 80, m: confidential}}", ""),
        ("{kön: [k, m]}", "T2: {value: missing, by: {k: 80, m: confidential}}", ""),
        ("{kön: [k, m, x]}", "T2: {value: 75, by: {k: 80, m: confidential}}", ""),
        ("{kön: [k, m, x]}", "T2: {value: 75, by: {k: 80, m: confidential, x: 70}}", "m is confidential"),
        ("{kön: [k, m], ort: [a, b]}", "T2: {value: 75, by: {k: 80, m: confidential, a: 1, b: confidential}}", "m is confidential"),
        ("[kön]", "T2: {value: 75, by: {k: 80, m: confidential}}", "m is confidential"),
        ("[kön, ort]", "T2: {value: 75, by: {k: 80, a: confidential}}", ""),
        ("{kön: [k, m]}", "T2: {value: 75, by: {k: 80, m: 70}}", ""),
    ],
)
def test_secrets_that_are_told(by: str, report: str, line: str, found: Found) -> None:
    text = ENGLISH.text(diagnostics[0].message) if (diagnostics := found(kpi(BANDS, f"by: {by}") + outcomes(report), "O020")) else ""
    assert bool(text) is bool(line)
    assert text.startswith(line)


def test_an_impossible_value_is_told_once(found: Found) -> None:
    assert [diagnostic.code for diagnostic in found(kpi("scale: 0–100", BANDS) + outcomes("T1: 75", "T2: -7.5"), "O")] == ["O004"]


@pytest.mark.parametrize("folder", ["plans", "examples"])
def test_the_short_way_to_a_colour_gives_the_same_colour(folder: str) -> None:
    for root in find_workspaces([Path(__file__).parents[2] / folder]):
        assert_same_colours(root)


def assert_same_colours(root: Root) -> None:
    review = Review(load_or_stop(root), datetime.date(2026, 11, 22))
    for reported in review.subjects():
        if isinstance(reported, ReportedKpi) and (entry := kpi_of(reported)) and value_of(reported) is not None:
            status = review.evaluate(entry, reported.period).status
            assert (colour(reported, entry, review) is Status.RED) == (status is Status.RED), reported.address


# --- O016 ---


@pytest.mark.parametrize(
    ("decimals", "before", "value", "doubtful"),
    [
        (1, "6.9", "69", True),
        (1, "6.9", "64", True),  # 6.4 without its decimal mark
        (1, "64", "6.9", True),
        (1, "6.9", "12.4", False),
        (1, "0.1", "1.4", False),  # near zero anything can happen
        (1, "-0.1", "1.4", False),
        (1, "-6.9", "69", False),
        (1, "0", "69", False),
        (1, "-6.9", "-69", True),
        (0, "12", "28", False),
        (0, "1", "12", False),
        (0, "1650", "1.65", True),  # a thousands separator read as a decimal mark
        (0, "78", "780", False),  # exactly ten times: more is asked for where no decimal mark can slip
        (0, "78", "790", True),
        (1, "missing", "69", False),
    ],
)
def test_a_value_that_slipped_is_doubted(found: Found, decimals: int, before: str, value: str, doubtful: bool) -> None:
    text = kpi(f"decimals: {decimals}") + outcomes(f"T1: {before}", f"T2: {value}")
    assert bool(found(text, "O016")) is doubtful


@pytest.mark.parametrize(
    ("notation", "last_year", "this_year", "before"),
    [
        ("unit: dagar", ["T1: 70", "T2: 70", "year: 70"], ["T1: 7", "T2: 7"], ["2025-T1", "2025-T2"]),
        ("unit: dagar", ["year: 70"], ["T1: 7", "T2: 7"], ["2025"]),
        ("unit: dagar", ["T2: 70"], ["T1: 7", "T2: 7"], ["2025-T2"]),
        ("baseline: {2025: 70.0}", ["T2: missing"], ["T1: 7.0", "T2: 7.0"], ["2025"]),
        ("breaks: {2026: Ny enkät}", ["T1: 70.5", "T2: 70.5"], ["T1: 7", "T2: 7"], []),
        ("unit: dagar", ["T1: 70"], ["T1: {value: 7, comment: Ny beräkning.}"], []),
    ],
)
def test_it_is_held_against_what_came_before(
    found: Found, notation: str, last_year: list[str], this_year: list[str], before: list[str]
) -> None:
    findings = found(kpi(notation, "decimals: 1") + outcomes(*last_year, year=2025) + outcomes(*this_year), "O016")
    assert [diagnostic.message.values["period"] for diagnostic in findings] == before


# --- O013 ---


@pytest.mark.parametrize(
    ("goal", "disputed"),
    [
        ("T2: {assessment: green}", True),
        ("T2: {assessment: red}", False),
        ("T2: {assessment: green, analysis: Det vänder.}", False),
        ("T2: {assessment: green, comment: Det vänder.}", False),
        ("T2: {analysis: Det vänder.}", False),
        ("T1: {assessment: red}", False),  # the measures have no colour at T1
    ],
)
def test_a_judgement_that_differs_is_explained(found: Found, goal: str, disputed: bool) -> None:
    assert bool(found(kpi(BANDS) + outcomes("T2: 65", goal=goal), "O013")) is disputed


def test_supporting_goals_count_and_circles_end(found: Found) -> None:
    plan = kpi(BANDS) + "    supports: [personal/over]\n  over:\n    title: Över\n    supports: [personal/nojda]\n"
    (diagnostic,) = found(plan + outcomes("T2: 65") + "goals:\n  over:\n    T2: {assessment: green}\n", "O013")
    assert diagnostic.address == "personal/over"
