"""What was added, removed, renamed, moved and changed, sort by sort."""

from __future__ import annotations

from pathlib import Path

import pytest

from planctl.revisions.differences import Sort
from tests.revisions.sides import Side, compared, told
from tests.workspaces import ORGANISATION, outcomes, plan

PLAN = """\
goals:
  friska:
    title: Nöjda och friska medarbetare
    kpis:
      hme:
        title: Hållbart medarbetarengagemang
        unit: index
        target: "≥ 80"
        thresholds: {red: "< 70", yellow: 70–79, green: "≥ 80"}
      franvaro:
        title: Total sjukfrånvaro
        unit: "%"
        target: "< 6"
    activities:
      enkat:
        title: Genomföra enkäten
        due: 2026-05-31
  lika:
    title: Lika villkor för alla som arbetar här
kpis:
  heltid:
    title: Andel som arbetar heltid
    unit: "%"
activities:
  utbildning:
    title: Utbilda alla chefer
services:
  lonesamtal:
    promise: Du får ett lönesamtal varje år
assignments:
  oversyn:
    title: Se över rutinerna för rehabilitering
"""
FILE = "personal/plan.yaml"


def changed(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def without(text: str, first: str, until: str) -> str:
    """The text without its lines from one that begins so to one that begins otherwise."""
    start = text.index(first)
    return text[:start] + text[text.index(until, start) :] if until else text[:start]


ONE_PLAN = [
    ("nothing", PLAN, []),
    ("goal changed", changed(PLAN, ("Nöjda och friska", "Friska")), ["changed goal personal/friska: title"]),
    ("goal added", PLAN.replace("kpis:\n  heltid", "  ny:\n    title: Ett helt annat mål\nkpis:\n  heltid"), ["added goal personal/ny"]),
    ("goal removed", without(PLAN, "  lika:", "kpis:\n  heltid"), ["removed goal personal/lika"]),
    ("goal renamed", changed(PLAN, ("  lika:", "  villkor:")), ["renamed goal personal/villkor (was personal/lika)"]),
    (
        "goal renamed with all in it: what it holds has not moved",
        changed(PLAN, ("  friska:", "  friskare:")),
        ["renamed goal personal/friskare (was personal/friska)"],
    ),
    (
        "kpi changed",
        changed(PLAN, ('"≥ 80"\n', '"≥ 85"\n'), ('green: "≥ 80"', 'green: "≥ 85"'), ("70–79", "70–84")),
        ["changed kpi personal/hme: target, thresholds.yellow, thresholds.green"],
    ),
    ("kpi added", PLAN.replace("activities:\n  utb", "  ny:\n    title: Något nytt\nactivities:\n  utb"), ["added kpi personal/ny"]),
    ("kpi removed", without(PLAN, "      franvaro:", "    activities:"), ["removed kpi personal/franvaro"]),
    ("kpi renamed", changed(PLAN, ("franvaro:", "sjukfranvaro:")), ["renamed kpi personal/sjukfranvaro (was personal/franvaro)"]),
    (
        "kpi renamed and edited",
        changed(PLAN, ("franvaro:", "sjukfranvaro:"), ("Total sjukfrånvaro", "Total sjukfrånvaro i procent")),
        ["renamed kpi personal/sjukfranvaro (was personal/franvaro): title"],
    ),
    (
        "kpi moved to another goal",
        without(PLAN, "      franvaro:", "    activities:").replace(
            "kpis:\n  heltid",
            '    kpis:\n      franvaro:\n        title: Total sjukfrånvaro\n        unit: "%"\n        target: "< 6"\nkpis:\n  heltid',
        ),
        ["moved kpi personal/franvaro from personal/friska to personal/lika"],
    ),
    (
        "kpi moved out of its goal, and changed",
        without(PLAN, "      franvaro:", "    activities:").replace(
            "kpis:\n  heltid", 'kpis:\n  franvaro:\n    title: Total sjukfrånvaro\n    unit: "%"\n    target: "< 5"\n  heltid'
        ),
        ["moved kpi personal/franvaro from personal/friska to -: target"],
    ),
    ("activity changed", changed(PLAN, ("2026-05-31", "2026-08-31")), ["changed activity personal/enkat: due"]),
    ("activity renamed", changed(PLAN, ("utbildning:", "chefer:")), ["renamed activity personal/chefer (was personal/utbildning)"]),
    ("activity removed", without(PLAN, "activities:\n  utb", "services:"), ["removed activity personal/utbildning"]),
    ("service changed", changed(PLAN, ("varje år", "vartannat år")), ["changed service personal/lonesamtal: promise"]),
    ("service removed", without(PLAN, "services:", "assignments:"), ["removed service personal/lonesamtal"]),
    ("service renamed", changed(PLAN, ("lonesamtal:", "samtal:")), ["renamed service personal/samtal (was personal/lonesamtal)"]),
    ("assignment changed", changed(PLAN, ("rehabilitering", "rekrytering")), ["changed assignment personal/oversyn: title"]),
    ("assignment removed", without(PLAN, "assignments:", ""), ["removed assignment personal/oversyn"]),
    ("assignment renamed", changed(PLAN, ("oversyn:", "rutiner:")), ["renamed assignment personal/rutiner (was personal/oversyn)"]),
    (
        "a kpi that becomes an activity has not been renamed",
        without(PLAN, "kpis:\n  heltid", "activities:\n  utb").replace(
            "utbildning:\n", "heltid:\n    title: Andel som arbetar heltid\n  utbildning:\n"
        ),
        ["removed kpi personal/heltid", "added activity personal/heltid"],
    ),
]


@pytest.mark.parametrize(("after", "expected"), [case[1:] for case in ONE_PLAN], ids=[case[0] for case in ONE_PLAN])
def test_one_plan(tmp_path, after, expected):
    found = compared(tmp_path, {FILE: plan(PLAN)}, {FILE: plan(after)})
    assert sorted(told(found.differences)) == sorted(expected)


FORMATTED = """\
# En plan som alla kan läsa
kind: plan
period: "2025-2027"   # tre år
unit: 'personal'

assignments: {oversyn: {title: Se över rutinerna för rehabilitering}}
activities:
    utbildning: {title: "Utbilda alla chefer"}
services:
    lonesamtal:
        promise: >-
            Du får ett lönesamtal
            varje år
kpis: {heltid: {unit: '%', title: Andel som arbetar heltid}}
goals:
    lika: {title: Lika villkor för alla som arbetar här}
    friska:
        activities:
            enkat: {due: "2026-05-31", title: Genomföra enkäten}
        kpis:
            franvaro: {target: <6, unit: "%", title: Total  sjukfrånvaro}
            hme:
                thresholds:
                    green: minst 80
                    yellow: "70 - 79"
                    red: <70
                target: ">=80"
                unit: index
                title: |
                    Hållbart medarbetarengagemang
        title: Nöjda och friska medarbetare
"""


def test_formatting_order_and_comments_are_no_difference(tmp_path):
    assert compared(tmp_path, {FILE: plan(PLAN)}, {"annan/mapp.yml": FORMATTED}).is_empty


LON_BODY = "goals:\n  ratt:\n    title: Rätt lön i rätt tid\n"
LON = plan(LON_BODY, unit="lon")
WITH_KPI = plan('kpis:\n  fel:\n    title: Löner med fel\n    unit: st\n    target: "< 10"\n', unit="personal")


def test_moved_between_units(tmp_path):
    moved = plan(
        LON_BODY + '    kpis:\n      fel:\n        title: Löner med fel\n        unit: st\n        target: "< 10"\n',
        unit="lon",
    )
    files = {FILE: WITH_KPI, "lon/plan.yaml": LON}
    after = {FILE: plan("kpis: {}\n"), "lon/plan.yaml": moved}
    found = compared(
        tmp_path,
        files | {"personal/u.yaml": outcomes("kpis:\n  fel: {T2: 4}\n")},
        after | {"lon/u.yaml": outcomes("kpis:\n  fel: {T2: 4}\n", unit="lon")},
    )
    assert told(found.differences) == ["moved kpi lon/fel (was personal/fel) from - to lon/ratt"]


FEL = '  fel:\n    title: Löner med fel\n    unit: st\n    target: "< 10"\n'
GOAL = "goals:\n  ratt:\n    title: Rätt lön i rätt tid\n    kpis:\n      hme:\n        title: Andel nöjda\n"
EMPTY = "kpis: {}\n"
BETWEEN_UNITS = [
    (
        "edited on the way",
        "kpis:\n" + FEL,
        "kpis:\n" + changed(FEL, ("Löner med", "Fel i"), ("10", "9")),
        ["moved kpi lon/fel (was personal/fel): title, target"],
    ),
    ("a new id", "kpis:\n" + FEL, "kpis:\n" + changed(FEL, ("fel:", "lonefel:")), ["moved and renamed kpi lon/lonefel (was personal/fel)"]),
    ("what a goal holds goes with it", GOAL, GOAL, ["moved goal lon/ratt (was personal/ratt)"]),
    (
        "what a goal with a new id holds goes with it",
        GOAL,
        changed(GOAL, ("ratt:", "lon-i-tid:")),
        ["moved and renamed goal lon/lon-i-tid (was personal/ratt)"],
    ),
    (
        "another thing with the same id",
        "goals:\n  ett:\n    title: Friska\n",
        "goals:\n  ett:\n    title: Rätt lön\n",
        ["removed goal personal/ett", "added goal lon/ett"],
    ),
    (
        "another sort of thing",
        "kpis:\n  fel: {title: Löner}\n",
        "activities:\n  fel: {title: Löner}\n",
        ["removed kpi personal/fel", "added activity lon/fel"],
    ),
]


@pytest.mark.parametrize(("before", "after", "expected"), [case[1:] for case in BETWEEN_UNITS], ids=[case[0] for case in BETWEEN_UNITS])
def test_moved_between_units_and_more(tmp_path, before, after, expected):
    found = compared(
        tmp_path,
        {FILE: plan(before), "lon/plan.yaml": plan(EMPTY, unit="lon")},
        {FILE: plan(EMPTY), "lon/plan.yaml": plan(after, unit="lon")},
    )
    assert sorted(told(found.differences)) == sorted(expected)


def test_moved_to_and_from_a_whole_plan_that_comes_or_goes(tmp_path):
    """What has moved is not counted among what came or went with the plan."""
    both = "kpis:\n" + FEL + "  svar:\n    title: Svarstid\n"
    one, other = {FILE: plan("kpis:\n" + FEL)}, {FILE: plan(EMPTY), "lon/plan.yaml": plan(both, unit="lon")}
    assert told(compared(tmp_path, one, other).differences) == [
        f"added plan lon holds {{{Sort.KPI!r}: 1}}",
        "moved kpi lon/fel (was personal/fel)",
    ]
    assert told(compared(tmp_path, other, one).differences) == [
        f"removed plan lon holds {{{Sort.KPI!r}: 1}}",
        "moved kpi personal/fel (was lon/fel)",
    ]


def test_what_another_unit_has_too_has_not_moved(tmp_path):
    """It stands in an earlier plan of the one, or did in one of the other."""
    fel = "kpis:\n" + FEL
    old = {"gammal.yaml": plan(fel, period="2022-2024")}
    found = compared(tmp_path, old | {FILE: plan(fel), "lon/plan.yaml": LON}, old | {FILE: plan(EMPTY), "lon/plan.yaml": LON + fel})
    assert told(found.differences) == ["removed kpi personal/fel", "added kpi lon/fel"]


def test_what_is_in_two_plans_of_a_unit_and_leaves_one_for_the_other_is_told(tmp_path):
    """Its address is the same, but another year's follow-up has lost it."""
    old, new = plan("goals: {}\n", period="2023-2025"), plan("goals: {}\n", period="2026-2028")
    with_kpi = "kpis:\n  fel:\n    title: Löner med fel\n"
    found = compared(
        tmp_path,
        {"a.yaml": plan(with_kpi, period="2023-2025"), "b.yaml": new},
        {"a.yaml": old, "b.yaml": plan(with_kpi, period="2026-2028")},
    )
    assert told(found.differences) == ["removed kpi personal/fel", "added kpi personal/fel"]


UNITS = [
    ("added", ("  ekonomi:", "  it:\n    title: IT-avdelningen\n  ekonomi:"), ["added unit it"]),
    ("removed", ("    units:\n      lon:\n        title: Löneenheten\n", ""), ["removed unit lon"]),
    ("changed", ("title: Löneenheten", "title: Lön och pension"), ["changed unit lon: title"]),
    ("renamed", ("      lon:", "      loner:"), ["renamed unit loner (was lon)"]),
    (
        "moved",
        (
            "    units:\n      lon:\n        title: Löneenheten\n  ekonomi:\n    title: Ekonomiavdelningen\n",
            "  ekonomi:\n    title: Ekonomiavdelningen\n    units:\n      lon:\n        title: Löneenheten\n",
        ),
        ["moved unit lon from personal to ekonomi"],
    ),
    ("the organisation changed", ("name: Exempel kommun", "name: Exempels kommun"), ["changed organisation exempel: name"]),
    ("another rollup", ("language: sv", "language: sv\nrollup: worst"), ["changed organisation exempel: rollup"]),
    (
        "another calendar",
        ("language: sv", 'language: sv\ncalendar: {T1: {ends: "04-30"}, T2: {ends: "08-31"}, year: {ends: "12-31", report: "02-15"}}'),
        ["changed organisation exempel: calendar.T1.ends, calendar.T2.ends, calendar.year.ends, calendar.year.report"],
    ),
]


@pytest.mark.parametrize(("pair", "expected"), [case[1:] for case in UNITS], ids=[case[0] for case in UNITS])
def test_units(tmp_path, pair, expected):
    found = compared(tmp_path, {FILE: plan(PLAN)}, Side({FILE: plan(PLAN)}, changed(ORGANISATION, pair)))
    assert told(found.differences) == expected


def test_a_unit_with_a_new_id_takes_its_plan_and_outcomes_along(tmp_path):
    organisation = changed(ORGANISATION, ("  personal:", "  hr:"))
    before = {FILE: plan(PLAN), "personal/u.yaml": outcomes("kpis:\n  hme: {year: 81}\n")}
    after = {"hr/plan.yaml": plan(PLAN, unit="hr"), "hr/u.yaml": outcomes("kpis:\n  hme: {year: 81}\n", unit="hr")}
    found = compared(tmp_path, before, Side(after, organisation))
    assert told(found.differences) == ["renamed unit hr (was personal)"]
    assert found.effects == ()


def test_plans_that_come_and_go(tmp_path):
    found = compared(tmp_path, {FILE: plan(PLAN)}, {FILE: plan(PLAN), "lon/plan.yaml": LON})
    assert told(found.differences) == [f"added plan lon holds {{{Sort.GOAL!r}: 1}}"]
    found = compared(tmp_path, {FILE: plan(PLAN), "lon/plan.yaml": LON}, {FILE: plan(PLAN)})
    assert told(found.differences) == [f"removed plan lon holds {{{Sort.GOAL!r}: 1}}"]


@pytest.mark.parametrize("file", [FILE, "personal/plan-ny.yaml"])
def test_a_plan_for_other_years_is_the_same_plan(tmp_path, file):
    found = compared(tmp_path, {FILE: plan(PLAN)}, {file: plan(PLAN, period="2025-2028")})
    assert told(found.differences) == ["changed plan personal: period"]


def test_the_next_plan_beside_the_last_one_is_a_new_plan(tmp_path):
    found = compared(tmp_path, {FILE: plan(PLAN)}, {FILE: plan(PLAN), "personal/plan-ny.yaml": plan(PLAN, period="2028-2030")})
    (line,) = told(found.differences)
    assert line.startswith("added plan personal holds")


DECIDED = "document: {status: decided, decided: 2025-01-15, decided_by: Nämnden, revision: 1}\n"
AGAIN = "document: {status: decided, decided: 2026-01-20, decided_by: Nämnden, revision: 2}\n"
HASHED = f"document:\n  status: decided\n  decided: 2025-01-15\n  revision: 1\n  content: sha256-{32 * '0'}\n"


@pytest.mark.parametrize(
    ("before", "after", "decided"),
    [
        (DECIDED, DECIDED, True),
        (DECIDED, AGAIN, False),
        (DECIDED, DECIDED.replace("revision: 1", "revision: 2"), True),
        (DECIDED, DECIDED.replace("decided,", "draft,", 1), True),
        (HASHED, AGAIN, True),
        (HASHED, HASHED.replace("content", "# content"), True),
        (DECIDED.replace("decided,", "draft,", 1), DECIDED, False),
        ("", "", False),
    ],
)
def test_a_decided_plan_that_changes(tmp_path, before, after, decided):
    other = changed(PLAN, ('"< 6"', '"< 7"'))
    found = compared(tmp_path, {FILE: plan(before + PLAN)}, {FILE: plan(after + other)})
    assert any(known.decided for known in found.differences) is decided
    assert ("decided" in set(found.events())) is decided


REVISED = changed(PLAN, ("franvaro:", "sjukfranvaro:"), ('"< 6"', '"< 5"'))
TOLD = ["changed plan personal: document.decided, document.revision", "renamed kpi personal/sjukfranvaro (was personal/franvaro): target"]
NEW = "personal/plan-2.yaml"


def test_a_new_revision_in_a_file_of_its_own_is_the_same_plan(tmp_path):
    """Beside the earlier one, or instead of it; also where the unit has other plans, and where the earlier one is marked as superseded."""
    other = {"a.yaml": plan(PLAN, period="2022-2024"), "b.yaml": plan(PLAN, period="2028-2030")}
    first, second = {FILE: plan(DECIDED + PLAN)}, {NEW: plan(AGAIN + REVISED)}
    superseded = {FILE: plan(changed(DECIDED, ("status: decided", "status: superseded")) + PLAN)}
    assert told(compared(tmp_path, other | first, other | second).differences) == TOLD
    assert told(compared(tmp_path, other | first, other | first | second).differences) == TOLD
    found = told(compared(tmp_path, other | first, other | superseded | second).differences)
    assert sorted(found) == sorted([*TOLD, "changed plan personal: document.status"])


def test_what_a_new_revision_beside_the_earlier_one_takes_out_is_no_change_of_what_was_decided(tmp_path):
    first, lon = {FILE: plan(DECIDED + PLAN)}, {"lon/plan.yaml": LON}
    superseded = {FILE: plan(changed(DECIDED, ("status: decided", "status: superseded")) + PLAN)}
    out, there = (
        without(REVISED, "  heltid:", "activities:\n  utb").replace("kpis:\nact", "act"),
        'kpis:\n  heltid:\n    title: Andel som arbetar heltid\n    unit: "%"\n',
    )
    second, moved = {NEW: plan(AGAIN + out)}, {"lon/plan.yaml": LON + there}
    for earlier in (first, superseded):
        differences = compared(tmp_path, first | lon, earlier | second | lon).differences
        assert "removed kpi personal/heltid" in told(differences)
        assert "moved kpi lon/heltid (was personal/heltid)" in told(compared(tmp_path, first | lon, earlier | second | moved).differences)
        assert not any(known.decided for known in differences)


def test_a_proposed_revision_beside_the_decided_plan_does_not_change_what_is_decided(tmp_path):
    first, proposed = {FILE: plan(DECIDED + PLAN)}, {NEW: plan("document: {status: proposed, revision: 2}\n" + REVISED)}
    assert not any(known.decided for known in compared(tmp_path, first, first | proposed).differences)
    assert any(known.decided for known in compared(tmp_path, first, proposed).differences)
    changed_too = {FILE: plan(DECIDED + changed(PLAN, ("Total", "All")))}
    marked = [known.place.file for known in compared(tmp_path, first, changed_too | proposed).differences if known.decided]
    assert [Path(file).name for file in marked] == ["plan.yaml"]


def test_an_earlier_revision_that_is_filed_or_thrown_away_changes_nothing_in_the_plan(tmp_path):
    first, second = {FILE: plan(DECIDED + PLAN)}, {NEW: plan(AGAIN + REVISED)}
    (line,) = told(compared(tmp_path, first | second, second).differences)
    assert line.startswith("removed plan personal holds")
    (line,) = told(compared(tmp_path, second, first | second).differences)
    assert line.startswith("added plan personal holds")


def test_a_revision_that_is_taken_back_is_told_by_what_it_changes(tmp_path):
    first, second = {FILE: plan(DECIDED + PLAN)}, {NEW: plan(AGAIN + REVISED)}
    assert told(compared(tmp_path, first | second, first).differences) == [
        "changed plan personal: document.decided, document.revision",
        "renamed kpi personal/franvaro (was personal/sjukfranvaro): target DECIDED",
    ]


def test_what_is_written_about_the_decision_itself_is_no_change_of_what_was_decided(tmp_path):
    found = compared(tmp_path, {FILE: plan(DECIDED + PLAN)}, {FILE: plan(DECIDED.replace("Nämnden", "Kommunstyrelsen") + PLAN)})
    assert told(found.differences) == ["changed plan personal: document.decided_by"]


@pytest.mark.parametrize("key", ["needs", "recruitment", "development"])
def test_a_text_that_becomes_a_list_of_one_is_no_change(tmp_path, key):
    before, after = (plan(f"{DECIDED}competence: {{{key}: {text}}}\n{PLAN}") for text in ("Ett ord", "[Ett ord]"))
    assert compared(tmp_path, {FILE: before}, {FILE: after}).is_empty


def test_leaving_a_decided_plan_changes_it(tmp_path):
    document = DECIDED.strip() + "\n"
    before = {FILE: plan(document + "kpis:\n  fel:\n    title: Löner med fel\n"), "lon/plan.yaml": LON}
    after = {FILE: plan(document), "lon/plan.yaml": LON + "kpis:\n  fel:\n    title: Löner med fel\n"}
    assert told(compared(tmp_path, before, after).differences) == ["moved kpi lon/fel (was personal/fel) DECIDED"]


OUTCOMES = """\
kpis:
  franvaro: {T1: 6.2, T2: {value: 5.8, comment: Färre}}
goals:
  friska: {T2: {assessment: yellow}}
summary: {T2: Ett bra halvår}
"""
REPORTS = [
    ("the same", changed(OUTCOMES, ("6.2", '"6,20"'), ("5.8", '"5,8"')), []),
    ("changed", changed(OUTCOMES, ("5.8", "6.1")), ["changed outcome personal/franvaro 2026-T2: value"]),
    ("added", changed(OUTCOMES, ("T1: 6.2,", "T1: 6.2, T3: 6,")), ["added outcome personal/franvaro 2026-T3"]),
    ("removed", changed(OUTCOMES, ("T1: 6.2, ", "")), ["removed outcome personal/franvaro 2026-T1"]),
    ("a goal's", changed(OUTCOMES, ("yellow", "green")), ["changed outcome personal/friska 2026-T2: assessment"]),
    ("the unit's own words", changed(OUTCOMES, ("Ett bra", "Ett dåligt")), ["changed outcome personal 2026-T2: summary"]),
]


@pytest.mark.parametrize(("after", "expected"), [case[1:] for case in REPORTS], ids=[case[0] for case in REPORTS])
def test_outcomes(tmp_path, after, expected):
    files = {FILE: plan(PLAN.replace('unit: "%"\n        target', 'unit: "%"\n        frequency: tertial\n        target'))}
    found = compared(tmp_path, files | {"personal/u.yaml": outcomes(OUTCOMES)}, files | {"personal/u.yaml": outcomes(after)})
    assert found.unread == ()
    assert told(found.differences) == expected


def test_outcomes_of_a_renamed_kpi_are_held_against_those_under_its_former_id(tmp_path):
    before = {FILE: plan(PLAN), "u.yaml": outcomes("kpis:\n  franvaro: {T1: 6.2, T2: 5.8}\n")}
    after = {FILE: plan(changed(PLAN, ("franvaro:", "ny:"))), "u.yaml": outcomes("kpis:\n  ny: {T1: 6.2, T2: 5.9}\n")}
    assert told(compared(tmp_path, before, after).differences) == [
        "renamed kpi personal/ny (was personal/franvaro)",
        "changed outcome personal/ny 2026-T2: value",
    ]


def test_a_second_file_of_outcomes_for_the_same_year_is_looked_at(tmp_path):
    one = {"a.yaml": outcomes("kpis:\n  hme: {year: 80}\n")}
    before, after = (one | {"b.yaml": outcomes(f"kpis:\n  franvaro: {{T2: {value}}}\n")} for value in (5, 6))
    files = {FILE: plan(PLAN)}
    assert told(compared(tmp_path, files | before, files | after).differences) == ["changed outcome personal/franvaro 2026-T2: value"]


def test_import_profiles(tmp_path):
    profile = "kind: import-profile\nid: lonesystem\nmatch: utfall.csv\ncolumns: {kpi: Mått}\n"
    none, one, name = {FILE: plan(PLAN)}, {FILE: plan(PLAN), "profil.yaml": profile}, f"import-profile {tmp_path / 'profil.yaml'}"
    assert told(compared(tmp_path, none, one).differences) == [f"added {name}"]
    assert told(compared(tmp_path, one, none).differences) == [f"removed {name}"]
    other = one | {"profil.yaml": profile.replace("utfall.csv", "[utfall.csv]").replace("Mått", "Kod")}
    assert told(compared(tmp_path, one, other).differences) == [f"changed {name}: columns.kpi"]


def test_an_import_profile_that_cannot_be_read_is_told_as_unread(tmp_path):
    found = compared(tmp_path, {FILE: plan(PLAN)}, {FILE: plan(PLAN), "profil.yaml": "kind: import-profile\ncolumns: {}\n"})
    assert (found.differences, [Path(unread.file).name for unread in found.unread]) == ((), ["profil.yaml"])


SUPPORTING = plan("goals:\n  ratt:\n    title: Rätt lön\n    supports: personal/lika\n", unit="lon")


def test_a_support_that_breaks(tmp_path):
    files = {FILE: plan(PLAN), "lon/plan.yaml": SUPPORTING}
    (broken,) = compared(tmp_path, files, files | {FILE: plan(without(PLAN, "  lika:", "kpis:\n  heltid"))}).broken
    assert (broken.address, broken.supports, broken.now) == ("lon/ratt", "personal/lika", "")


def test_a_support_of_a_goal_with_a_new_id(tmp_path):
    files = {FILE: plan(PLAN), "lon/plan.yaml": SUPPORTING}
    (broken,) = compared(tmp_path, files, files | {FILE: plan(changed(PLAN, ("  lika:", "  villkor:")))}).broken
    assert (broken.supports, broken.now) == ("personal/lika", "personal/villkor")


def test_a_support_that_never_was_one_does_not_break(tmp_path):
    files = {FILE: plan(PLAN), "lon/plan.yaml": SUPPORTING.replace("personal/lika", "personal/finns-inte")}
    assert compared(tmp_path, files, files).is_empty


BROKEN = "kind: plan\n  unit: personal\n"


@pytest.mark.parametrize(
    "fault",
    [BROKEN, "kind: plan\nunit: personal\nperiod: 2025-2027\ngoals: {}\nokand: 1\n", "\0", "kind: plan\nunit: personal\n<<<<<<< HEAD\n"],
)
@pytest.mark.parametrize("is_after", [True, False])
def test_what_cannot_be_read_is_told_as_unread_and_not_as_removed(tmp_path, fault, is_after):
    report = {"u.yaml": outcomes("kpis:\n  hme: {year: 81}\n")}
    sides = [{FILE: plan(PLAN)} | report, {FILE: fault} | report]
    found = compared(tmp_path, *(sides if is_after else sides[::-1]))
    assert [(known.file.rpartition("/")[2], known.revision) for known in found.unread] == [("plan.yaml", "b" if is_after else "a")]
    assert told(found.differences) == []
    assert set(found.events()) == {"broken", "any"}


def test_outcomes_that_cannot_be_read(tmp_path):
    files = {FILE: plan(PLAN), "u.yaml": outcomes("kpis:\n  hme: {year: 81}\n")}
    found = compared(
        tmp_path,
        files,
        files | {FILE: plan(changed(PLAN, ("Nöjda och friska", "Friska"))), "u.yaml": "kind: outcomes\nunit: personal\nyear: [\n"},
    )
    assert told(found.differences) == ["changed goal personal/friska: title"]
    assert found.effects == ()


@pytest.mark.parametrize("raw", ["\0", "<<<<<<< ours\n", "[", ""])
def test_a_file_that_says_nothing_any_more_is_about_what_it_was_about(tmp_path, raw):
    """An earlier revision of the plan is in force instead, and its colours are not the news."""
    first, second = {FILE: plan(DECIDED + PLAN)}, {NEW: plan(AGAIN + REVISED)}
    found = compared(tmp_path, first | second, first | {NEW: raw})
    assert (found.differences, found.effects) == ((), ())
    assert [(unread.file.rpartition("/")[2], unread.revision, unread.places) for unread in found.unread] == [(Path(NEW).name, "b", ())]


def test_nothing_supports_in_vain_because_a_file_cannot_be_read(tmp_path):
    files = {FILE: plan(PLAN), "lon/plan.yaml": SUPPORTING}
    assert compared(tmp_path, files, files | {FILE: BROKEN + "unit: personal\n"}).broken == ()


def test_a_support_that_is_new_and_leads_nowhere_is_told_and_one_that_always_did_is_not(tmp_path):
    files = {FILE: plan(PLAN)}
    nowhere = plan(changed(PLAN, ("  lika:\n", "  lika:\n    supports: personal/finns-inte\n")))
    (broken,) = compared(tmp_path, files, files | {FILE: nowhere}).broken
    assert (broken.address, broken.supports, broken.was_there) == ("personal/lika", "personal/finns-inte", False)
    assert compared(tmp_path, {FILE: nowhere}, {FILE: nowhere.replace("period: 2026", "period: 2026-2027")}).broken == ()
    assert compared(tmp_path, {FILE: nowhere}, {FILE: nowhere.replace("  lika:\n", "  likhet:\n")}).broken == ()


def test_a_decided_plan_that_is_gone_and_an_earlier_decision_that_is_written_anew_change_what_was_decided(tmp_path):
    earlier = "document: {status: decided, decided: 2026-01-20, revision: 2, earlier: {1: {decided: 2025-01-15, decided_by: Nämnden}}}\n"
    first = {FILE: plan(earlier + PLAN)}
    assert "decided" in set(compared(tmp_path, first, {FILE: plan(changed(earlier, ("2025-01-15", "2025-01-16")) + PLAN)}).events())
    assert "decided" in set(compared(tmp_path, first, {}).events())
    assert "decided" not in set(compared(tmp_path, {FILE: plan(PLAN)}, {}).events())


def test_a_plan_that_goes_back_to_draft_says_so(tmp_path):
    (difference,) = compared(
        tmp_path, {FILE: plan(DECIDED + PLAN)}, {FILE: plan(changed(DECIDED, ("status: decided, ", "")) + PLAN)}
    ).differences
    assert [(field.before, field.after) for field in difference.fields if field.name == "document.status"] == [("decided", "draft")]
