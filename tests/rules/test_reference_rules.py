"""References: what is unknown, what is the wrong way round, and what is left alone because a file could not be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from planctl.diagnostics import Diagnostic

Found = Callable[..., list[Diagnostic]]
ORGANISATION = """\
# file: organisation.yaml
kind: organisation
format: 1
id: exempel
name: Exempelkommun
units:
  stod:
    title: Sektor stöd
    units:
      personal: {title: Personalavdelningen}
      ekonomi: {title: Ekonomiavdelningen}
"""


def plan(unit: str, goals: dict[str, str], period: str = "2025-2027", file: str = "plan.yaml", extra: str = "") -> str:
    """A plan whose goals each have their further keys as a text."""
    lines = "".join(f"  {id_}: {{title: Mål {id_}{', ' + keys if keys else ''}}}\n" for id_, keys in goals.items())
    return f"# file: {unit}/{file}\nkind: plan\nunit: {unit}\nperiod: {period}\n{extra}goals:\n{lines}"


def told(diagnostics: list[Diagnostic]) -> list[tuple[str, str]]:
    return [(diagnostic.code, diagnostic.address) for diagnostic in diagnostics]


def hint(diagnostic: Diagnostic) -> object:
    assert diagnostic.hint
    return diagnostic.hint.values.get("word")


@pytest.mark.parametrize(
    ("supports", "code", "word"),
    [
        ("stod/attraktv", "R001", "stod/attraktiv"),
        ("std/attraktiv", "R001", "stod/attraktiv"),
        ("attraktiv", "R001", "stod/attraktiv"),
        ("personal/attraktiv", "R001", "stod/attraktiv"),
        ("stod/x", "R001", None),
        ("[stod/attraktiv, stod/attraktv]", "R001", "stod/attraktiv"),
        ("stod/attraktiv", None, None),
        ("friska", None, None),
        ("[]", None, None),
    ],
)
def test_an_unknown_address_comes_with_the_nearest(found: Found, supports: str, code: str | None, word: str | None) -> None:
    text = ORGANISATION + plan("stod", {"attraktiv": ""}) + plan("personal", {"friska": "", "trygga": f"supports: {supports}"})
    diagnostics = found(text, "R")
    assert told(diagnostics) == ([(code, "personal/trygga")] if code else [])
    assert [hint(diagnostic) for diagnostic in diagnostics] == ([word] if code else [])


def test_only_what_can_be_meant_is_suggested(found: Found) -> None:
    """A goal supports goals: a KPI with the very id is no better answer than none."""
    kpis = "kpis:\n  attraktivitet: {title: Andel}\n"
    text = ORGANISATION + plan("stod", {"friska": ""}, extra=kpis) + plan("personal", {"trygga": "supports: personal/attraktivitet"})
    (diagnostic,) = found(text, "R001")
    assert hint(diagnostic) is None


def test_an_address_in_a_list_is_pointed_at(found: Found) -> None:
    text = ORGANISATION + plan("stod", {"a": ""}) + plan("personal", {"friska": "supports: [stod/a, stod/b]"})
    (diagnostic,) = found(text, "R001")
    assert diagnostic.span.start.column == len("  friska: {title: Mål friska, supports: [stod/a, ") + 1


def test_nothing_is_said_of_what_a_broken_file_may_hold(found: Found) -> None:
    broken = plan("stod", {"attraktiv": "suports: x"})
    referring = plan("personal", {"friska": "supports: stod/annat"})
    assert told(found(ORGANISATION + broken + referring, "R")) == []
    assert told(found(ORGANISATION + broken + referring, "G001")) == []


def test_nothing_is_said_of_units_where_the_tree_was_not_read_whole(found: Found) -> None:
    organisation = ORGANISATION + "      kost: {titel: Kostavdelningen}\n"
    text = organisation + plan("kost", {"a": ""}) + plan("personal", {"friska": "supports: kost/a"})
    assert told(found(text, "R")) == []


def test_unreadable_text_still_tells_its_unit(found: Found) -> None:
    unreadable = "# file: stod/plan.yaml\nkind: plan\nunit: stod\nperiod: 2025\n  goals: [\n"
    assert told(found(ORGANISATION + unreadable + plan("personal", {"friska": "supports: stod/a"}), "R")) == []


@pytest.mark.parametrize(
    ("goals", "expected"),
    [
        ({"a": "supports: a"}, "a"),
        ({"a": "supports: b", "b": "supports: a"}, "personal/a → personal/b → personal/a"),
        ({"a": "supports: b", "b": "supports: c", "c": "supports: a"}, "personal/a → personal/b → personal/c → personal/a"),
        ({"x": "supports: a", "a": "supports: b", "b": "supports: a"}, "personal/a → personal/b → personal/a"),
        ({"a": "supports: [b, c]", "b": "supports: c", "c": ""}, None),
        ({"a": "supports: [b, b]", "b": "supports: [a]"}, "personal/a → personal/b → personal/a"),
    ],
)
@pytest.mark.parametrize(("key", "code"), [("supports", "R004"), ("depends_on", "R005")])
def test_a_circle_is_told_once_and_whole(found: Found, key: str, code: str, goals: dict[str, str], expected: str | None) -> None:
    diagnostics = found(plan("personal", {id_: keys.replace("supports", key) for id_, keys in goals.items()}), code)
    circles = [diagnostic.message.values.get("circle", diagnostic.address.partition("/")[2]) for diagnostic in diagnostics]
    assert circles == ([expected] if expected else [])


def test_two_circles_are_two_findings(found: Found) -> None:
    goals = {"a": "supports: b", "b": "supports: a", "c": "supports: d", "d": "supports: c"}
    assert told(found(plan("personal", goals), "R004")) == [("R004", "personal/a"), ("R004", "personal/c")]


def test_a_long_chain_is_no_trouble(found: Found) -> None:
    goals = {f"g{number}": f"supports: g{number + 1}" for number in range(1500)} | {"g1500": "supports: g0"}
    (diagnostic,) = found(plan("personal", goals), "R004")
    assert diagnostic.message.values["circle"].count("→") == 1501


def test_only_upwards(found: Found) -> None:
    downwards = plan("stod", {"a": "supports: personal/c"})
    sideways = plan("personal", {"c": "supports: ekonomi/e"}) + plan("ekonomi", {"e": ""})
    assert told(found(ORGANISATION + downwards + sideways, "R")) == [("R009", "stod/a")]


def test_a_goal_of_a_plan_that_has_ended(found: Found) -> None:
    old = plan("stod", {"gammalt": "", "evigt": ""}, "2021-2024", "plan-2021-2024.yaml")
    new = plan("stod", {"nytt": "", "evigt": ""}, "2025-2028")
    referring = plan("personal", {"a": "supports: stod/gammalt", "b": "supports: stod/evigt", "c": "supports: stod/nytt"})
    assert told(found(ORGANISATION + old + new + referring, "R")) == [("R011", "personal/a")]


def test_an_old_plan_may_refer_to_what_is_known_only_later(found: Found) -> None:
    new = plan("stod", {"nytt": ""}, "2025-2028")
    assert told(found(ORGANISATION + new + plan("personal", {"a": "supports: stod/nytt"}, "2021-2024"), "R")) == []


def test_ids_are_shared_by_all_kinds_of_things(found: Found) -> None:
    services = "services:\n  friska: {promise: Vi svarar inom en dag.}\n"
    text = plan("personal", {"friska": "", "annat": "kpis: {friska: {title: Sjukfrånvaro}}"}, extra=services)
    assert told(found(text, "R006")) == [("R006", "personal/friska"), ("R006", "personal/friska")]


def test_outcomes_of_an_unknown_unit(found: Found) -> None:
    (diagnostic,) = found("kind: outcomes\nunit: personel\nyear: 2026\n", "R")
    assert (diagnostic.code, hint(diagnostic), diagnostic.span.start) == ("R007", "personal", (2, 7))


def test_the_root_unit_has_the_organisations_id(found: Found) -> None:
    assert told(found("kind: organisation\nformat: 1\nid: exempel\nname: Exempel\nunits:\n  exempel: {title: Enhet}\n", "R")) == [
        ("R010", "exempel")
    ]


THINGS = """\
kpis:
  andel: {title: Andel}
activities:
  enkat: {title: Enkät}
services:
  svar: {title: Svar, promise: Vi svarar inom en dag., kpi: enkat}
  stod: {promise: Vi hjälper till inom en dag., kpi: andel}
assignments:
  utred: {title: Utred}
"""


@pytest.mark.parametrize(
    ("address", "thing"),
    [
        ("andel", "the KPI {title}"),
        ("enkat", "the activity {title}"),
        ("svar", "the service {title}"),
        ("stod", "the service {title}"),
        ("utred", "the assignment {title}"),
    ],
)
@pytest.mark.parametrize("key", ["supports", "depends_on"])
def test_only_goals_are_supported(found: Found, key: str, address: str, thing: str) -> None:
    (diagnostic,) = found(plan("personal", {"a": f"{key}: {address}"}, extra=THINGS), "R008")
    assert diagnostic.message.values["thing"].msgid == thing


def test_only_kpis_measure_promises(found: Found) -> None:
    assert told(found(plan("personal", {"a": ""}, extra=THINGS), "R003")) == [("R003", "personal/svar")]


def test_a_plan_without_years_is_judged_by_what_it_says(found: Found) -> None:
    above = plan("stod", {"a": ""})
    backwards = plan("personal", {"b": "supports: stod/a", "c": ""}, period="2027-2025")
    assert told(found(ORGANISATION + above + backwards, "R", "G002")) == []
