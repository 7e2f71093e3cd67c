"""Which things are the same when their ids are not."""

from __future__ import annotations

from planctl.revisions.differences import Place, Sort
from planctl.revisions.pairing import by_content, by_key, paired
from planctl.revisions.things import Thing


def kpi(id_: str, title: str, **fields: str) -> Thing:
    return Thing(Sort.KPI, "personal", id_, title, Place("plan.yaml", ("kpis", id_)), {"title": title, **fields})


def keyed(*things: Thing) -> dict[tuple[Sort, str], Thing]:
    return {(thing.sort, thing.id): thing for thing in things}


def ids(pairs) -> list[tuple[str, str]]:
    return [(one.id, other.id) for one, other in pairs]


def test_by_key():
    a, b, c = kpi("a", "A"), kpi("b", "B"), kpi("c", "C")
    found = by_key(keyed(a, b), keyed(c, b))
    assert (ids(found.both), found.removed, found.added) == ([("b", "b")], [a], [c])


def test_the_same_content_under_another_id_is_the_same_thing():
    found = paired(keyed(kpi("a", "Andel heltid", unit="%")), keyed(kpi("b", "Andel heltid", unit="%")))
    assert (ids(found.both), found.removed, found.added) == ([("a", "b")], [], [])


def test_an_edited_title_is_still_the_same_where_most_else_is():
    one, other = kpi("a", "Total sjukfrånvaro", unit="%", target="< 6"), kpi("b", "Total sjukfrånvaro i %", unit="%", target="< 6")
    assert ids(by_content([one], [other])) == [("a", "b")]
    assert ids(by_content([one], [kpi("b", "Total sjukfrånvaro i %", unit="dagar", target="< 9")])) == []


def test_another_title_is_another_thing():
    assert ids(by_content([kpi("a", "Andel heltid", unit="%")], [kpi("b", "Sjukfrånvaro", unit="%")])) == []


def test_an_id_that_stays_is_the_thing_whatever_it_says():
    found = paired(keyed(kpi("a", "Heltid")), keyed(kpi("a", "Något helt annat"), kpi("b", "Heltid")))
    assert (ids(found.both), [thing.id for thing in found.added]) == ([("a", "a")], ["b"])


def test_of_two_candidates_the_likelier_one_and_each_once():
    gone = kpi("a", "Andel heltid", unit="%", target="> 90")
    edited, same = kpi("b", "Andel heltid", unit="%", target="> 95"), kpi("c", "Andel heltid", unit="%", target="> 90")
    found = paired(keyed(gone), keyed(edited, same))
    assert (ids(found.both), [thing.id for thing in found.added]) == ([("a", "c")], ["b"])
    back = paired(keyed(edited, same), keyed(gone))
    assert (ids(back.both), [thing.id for thing in back.removed]) == ([("c", "a")], ["b"])


def test_of_equal_candidates_the_first_ones():
    before, after = [kpi(id_, "Andel heltid") for id_ in "ab"], [kpi(id_, "Andel heltid") for id_ in "cde"]
    assert ids(by_content(before, after)) == [("a", "c"), ("b", "d")]


def test_sorts_are_not_mixed():
    goal = Thing(Sort.GOAL, "personal", "b", "Heltid", Place("plan.yaml", ()), {"title": "Heltid"})
    assert by_content([kpi("a", "Heltid")], [goal]) == []
