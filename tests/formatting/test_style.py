"""What planctl itself writes is in the form: there is one house style."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from planctl.formatting.form import formatted
from planctl.model.outcomes import SECTIONS, Outcomes
from planctl.source.editing.edit import Change, UneditableError, document, edited
from planctl.source.reader import parse

LONG = "En mening som är så lång att den inte får plats på en rad, eftersom den har många ord, det ena efter det andra, och inget slut."
WORDS = st.sampled_from(["a", "två ord", "≥ 80", "4,0", "a: b", "rad ett\nrad två", "rad\n\nrad", LONG, f"{LONG} {LONG}", "2025", "", " x"])
SINGLE = st.one_of(WORDS, st.integers(-5, 3000), st.sampled_from([Decimal("6.90"), Decimal("-0.5"), True]))
KEYS = st.one_of(st.sampled_from(["a", "b-c", "å", "x y", "T1", "2025", "a: b"]), st.integers(2020, 2030))
DATA = st.recursive(SINGLE, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=4)), max_leaves=12)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(KEYS, DATA, max_size=4))
def test_new_documents_are_in_the_form(data):
    written = document({"kind": "plan", **data})
    result = formatted(written, "x")
    assert result.problems == ()
    assert result.after.decode() == written.decode()


def test_a_long_entry_is_followed_by_a_blank_line():
    kpi = {"title": LONG, "target": 1}
    goals = {"a": {"kpis": {"k": kpi}}, "b": {"title": "y"}, "c": {"title": "z"}}
    lines = document({"kind": "plan", "goals": goals, "vision": "v"}).decode().split("\n")
    assert [lines[number - 1] for number, line in enumerate(lines) if line == "" and number < len(lines) - 1] == [
        "kind: plan",
        "        target: 1",
        "    title: z",
    ]


CALENDAR = ("T1", "T2", "year")
FIELDS = ("value", "forecast", "by", "reason", "comment", "analysis", "action", "source")
GROUPS = st.dictionaries(st.sampled_from([f"grupp {number}" for number in range(9)]), st.sampled_from([Decimal("6.90"), 7]), min_size=1)
REPORTS = st.one_of(
    SINGLE,
    st.fixed_dictionaries({}, optional={field: GROUPS if field == "by" else SINGLE for field in FIELDS}).filter(bool),
)


@st.composite
def outcomes(draw: st.DrawFn) -> bytes:
    """A file of outcomes in the form, with braces and comments: none in a column of their writer's, which an edit may shift."""
    lines = ["kind: outcomes", "unit: a", "year: 2026"]
    for section in draw(st.lists(st.sampled_from(["kpis", "goals", "services"]), unique=True)):
        lines += [*draw(st.sampled_from([[], [""], ["# a", "# b"], ["", "# a", "", "# b"]])), section + ":"]
        for id_ in draw(st.lists(st.sampled_from(["ett", "två", "tre"]), unique=True, min_size=1)):
            lines += [*draw(st.sampled_from([[], [], [""], ["  # c", "  # d"], ["", "  # e"]])), f"  {id_}:"]
            for period in draw(st.lists(st.sampled_from(CALENDAR), unique=True, min_size=1)):
                report = draw(
                    st.sampled_from(["1", "6.90", "{value: 6.90}", "{value: 1, by: {m: 6.0, k: 2}}", "{}", "", f"{{comment: {LONG[:70]}}}"])
                )
                lines += [
                    *draw(st.sampled_from([[], [], ["    # f"]])),
                    f"    {period}: {report}".rstrip() + draw(st.sampled_from(["", "", " # g"])),
                ]
    canonical = formatted("\n".join([*lines, ""]).encode(), "x", CALENDAR)
    assume(not canonical.problems)
    return canonical.after


@st.composite
def filings(draw: st.DrawFn) -> tuple[bytes, list[Change]]:
    """A file, and what an import files in it: whole reports, and fields of reports that are there."""
    before = draw(outcomes())
    data = parse(before, Path("x"), "x").data
    found: dict[tuple[str, str, str], list[Change]] = {}
    for _ in range(draw(st.integers(1, 5))):
        report = (draw(st.sampled_from(["kpis", "goals"])), draw(st.sampled_from(["ett", "två", "fyra"])), draw(st.sampled_from(CALENDAR)))
        period = CALENDAR.index(report[2])
        value = draw(REPORTS)
        fields = tuple(SECTIONS[report[0]].model_fields)
        value = {field: value[field] for field in fields if field in value} if isinstance(value, dict) else value
        sections = tuple(Outcomes.model_fields)[list(Outcomes.model_fields).index(report[0]) + 1 :]
        found[report] = [Change(report, value, CALENDAR[period + 1 :], sections)]
        if isinstance(value, dict) and isinstance(data.get(report[0], {}).get(report[1], {}).get(report[2]), dict):
            found[report] = [Change((*report, field), item, fields[fields.index(field) + 1 :], sections) for field, item in value.items()]
    return before, [change for changes in found.values() for change in changes]


@settings(max_examples=400, deadline=None)
@given(filings())
def test_what_is_filed_in_a_file_in_the_form_leaves_it_in_the_form(filing):
    before, changes = filing
    try:
        after = edited(before, changes)
    except UneditableError:
        assume(False)
    result = formatted(after, "x", CALENDAR)
    assert result.problems == ()
    assert result.after.decode() == after.decode()
