"""What planctl itself writes is in the form: there is one house style."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from planctl.formatting.form import formatted
from planctl.source.editing.edit import document

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
