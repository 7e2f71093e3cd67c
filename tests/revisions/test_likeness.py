"""Whether a thing is another under a new id: what `diff` says, `merge` goes by."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest

from planctl.revisions.merge.named import NamedEntry, named_entries
from planctl.revisions.merge.new_ids import renamed
from planctl.source.reader import parse
from tests.revisions.sides import Side, compared
from tests.revisions.test_compare import ONE_PLAN, PLAN
from tests.workspaces import ORGANISATION, plan

KPI = 'title: Andel nöjda\nunit: "%"\n'
PROMISE = "services: {a: {promise: Svar inom två dagar}}\n"
LONG = KPI + 'target: "≥ 80"\nfrequency: year\n'


def kpis(**bodies: str) -> str:
    return "kpis:\n" + "".join(f"  {name}:\n{indent(body, '    ')}" for name, body in bodies.items())


CASES = [
    ("the same", kpis(a=KPI), kpis(b=KPI), {("a", "b")}),
    ("a title that is alike", kpis(nojd=KPI), kpis(nojda=KPI.replace("Andel", "Andelen")), {("nojd", "nojda")}),
    ("notation spelt otherwise", kpis(a=LONG.replace("Andel", "Andelen")), kpis(b=LONG.replace("≥ 80", ">=80")), {("a", "b")}),
    ("a title that is alike, and little else", kpis(a=LONG), kpis(b="title: Andelen nöjda\nunit: st\npurpose: trend\n"), set()),
    ("the title alone", kpis(a=LONG), kpis(b="title: Andel nöjda\nunit: st\npurpose: trend\n"), {("a", "b")}),
    ("another title", kpis(a=LONG), kpis(b=LONG.replace("Andel nöjda", "Sjukfrånvaro")), set()),
    (
        "a promise",
        "services:\n  a:\n    promise: Svar inom två dagar\n",
        "services:\n  b:\n    promise: Svar inom två dagar\n",
        {("a", "b")},
    ),
    ("the likelier of two", kpis(a=LONG), kpis(b=LONG.replace("80", "90"), c=LONG), {("a", "c")}),
    ("a KPI that becomes an activity", "kpis:\n  a:\n    title: Enkät\n", "activities:\n  b:\n    title: Enkät\n", set()),
]
OF_PLANS = [(name, PLAN, after) for name, after, _ in ONE_PLAN]


def by_merge(before: str, after: str) -> set[tuple[object, object]]:
    old, new = (named_entries(parse(text.encode(), Path("-"), "").data) for text in (before, after))
    gone, come = lacking(old, new), lacking(new, old)
    return {(one.name, other.name) for one, other in renamed(gone, come, old)}


def lacking(here: list[NamedEntry], there: list[NamedEntry]) -> list[NamedEntry]:
    known = {(entry.table, entry.name) for entry in there}
    return [entry for entry in here if (entry.table, entry.name) not in known]


def by_diff(folder: Path, before: Side, after: Side) -> set[tuple[object, object]]:
    found = compared(folder, before, after).differences
    ids = ((known.former.rpartition("/")[2], known.address.rpartition("/")[2]) for known in found if known.former)
    return {(one, other) for one, other in ids if one != other}


@pytest.mark.parametrize(("before", "after", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_has_a_new_id(tmp_path, before, after, expected):
    one, other = plan(before), plan(after)
    assert by_diff(tmp_path, Side({"plan.yaml": one}), Side({"plan.yaml": other})) == by_merge(one, other) == expected


@pytest.mark.parametrize(("before", "after"), [case[1:] for case in OF_PLANS], ids=[case[0] for case in OF_PLANS])
def test_diff_and_merge_say_the_same_of_a_plan(tmp_path, before, after):
    one, other = plan(before), plan(after)
    assert by_diff(tmp_path, Side({"plan.yaml": one}), Side({"plan.yaml": other})) == by_merge(one, other)


@pytest.mark.parametrize(
    ("old", "new"), [("      lon:", "      loner:"), ("title: Löneenheten", "title: Lön"), ("  ekonomi:", "  pengar:")]
)
def test_diff_and_merge_say_the_same_of_units(tmp_path, old, new):
    assert ORGANISATION.count(old) == 1
    other = ORGANISATION.replace(old, new)
    assert by_diff(tmp_path, Side({}), Side({}, other)) == by_merge(ORGANISATION, other)
    assert bool(by_merge(ORGANISATION, other)) is old.endswith(":")


def test_merge_leaves_open_which_of_two_that_say_the_same_has_a_new_id():
    assert by_merge(plan(kpis(a=KPI, b=KPI)), plan(kpis(b=KPI, c=KPI))) == set()
