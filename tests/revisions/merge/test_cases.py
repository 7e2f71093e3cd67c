"""Small three-way cases: what becomes of a base, ours and theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from planctl.revisions.merge.conflict import Style, chosen, marked
from planctl.revisions.merge.semantic import Merged, Refused, merged_texts
from planctl.source.editing.tree import comments
from planctl.source.nodes import all_events
from planctl.source.reader import parse

HEAD = "kind: plan\nunit: a\nperiod: 2026\n"
GOALS = """\
kind: plan
unit: a
goals:
  ett:
    title: Det första målet
    kpis:
      svinn:
        title: Svinnet i alla kök
        unit: kg
        target: 5  # beslutat
      betyg:
        title: Betyg på maten
    activities:
      vag:
        title: Köp en våg till köket
  två:
    title: Det andra målet
    kpis:
      klimat:
        title: Klimatet blir bättre
"""
KPI = "        title: Svinnet i alla kök\n        unit: kg\n        target: 5  # beslutat\n"
SVINN = "      svinn:\n" + KPI
MOVED = GOALS.replace(SVINN, "").replace("      klimat:\n", SVINN + "      klimat:\n")

KLIMAT = "      klimat:\n        title: Klimatet blir bättre\n"
KLIMAT_AWAY = GOALS.replace(KLIMAT, "").replace("      svinn:", KLIMAT + "      svinn:")
LAST = "    kpis:\n      klimat:\n        title: Klimatet blir bättre\n"
ACTIVITY = GOALS.replace("kpis:\n      klimat", "activities:\n      klimat")
LAST_MOVED = GOALS.replace(LAST, "").replace("      vag", LAST.removeprefix("    kpis:\n") + "      vag")
NEW = "      ny:\n        title: Ny\n"
BEFORE_BETYG = GOALS.replace("      betyg", NEW.replace("Ny\n", "Två\n") + "      betyg")
BRACES_HEAD = "kind: plan\nkpis:\n"
SVINN_IN_BRACES = "  svinn: {title: Svinnet i alla kök, unit: kg, target: 5}\n"
BRACES = BRACES_HEAD + SVINN_IN_BRACES
OUTCOMES = "kind: outcomes\nkpis:\n  a:\n    T1: 6.9\n"
OUTCOMES_OF_A = "kind: outcomes\nkpis:\n  a:\n    T1: 6.9\n    T2: 5\n    year: 7.1\n"
ONE_VALUE = "kind: outcomes\nkpis:\n  a:\n    T1: 1\n"
OTHER = "      ko:\n        title: Köer till provning\n        unit: kg\n        target: 5  # beslutat\n"
TWIN = "  a:\n    title: Antal besök\n    unit: st\n"
TWINS = "kind: plan\nkpis:\n" + TWIN + TWIN.replace("a:", "b:")
SECRET = "{value: confidential, reason: Sekretess}"
TWO = "kind: outcomes\nkpis:\n  a:\n    T1: 1\n  b:\n    T1: 1\n"
UNIT_C = "    units:\n      c:\n        title: Enheten C\n"
UNIT_B = "  b:\n    title: Enheten B\n"
UNITS = "kind: organisation\nunits:\n  a:\n    title: Enheten A\n" + UNIT_C + UNIT_B
UNITS_MOVED = UNITS.replace(UNIT_C, "") + UNIT_C
TO_TOP = GOALS.replace(SVINN, "") + "kpis:\n  svinn:\n" + KPI.replace("        ", "    ")
HEAD_KPIS = "kind: plan\nkpis:\n"
SKYDD = "  skydd:\n    title: Analyser av säkerhetsskydd\n    unit: st\n    target: 6\n"
BRAND = "  brand:\n    title: Systematiskt brandskydd\n    unit: st\n    target: 5\n"
TAKEN_BASE = HEAD_KPIS + SKYDD + BRAND
TAKEN = HEAD_KPIS + SKYDD.replace("skydd:", "brand:")
SWAPPED = HEAD_KPIS + SKYDD.replace("skydd:", "brand:") + BRAND.replace("brand:", "skydd:")
VAXEL = "  vaxel:\n    title: Utred telefonväxeln\n"
ASSIGNMENTS = "assignments:\n" + VAXEL
KINDS_HEAD, KINDS_REST = "kind: plan\n", "activities:\n  bygg:\n    title: Bygg\n"
KINDS = KINDS_HEAD + ASSIGNMENTS + KINDS_REST
KINDS_CHANGED = KINDS_HEAD + KINDS_REST + VAXEL
MARKED = b"<<<<<<< x\na: 1\n=======\na: 2\n>>>>>>> y\n"


def merged(base: str, ours: str, theirs: str, style: Style | None = None) -> str:
    """The merged text with its markers; also: the other way round it holds the same, in whatever order."""
    result = merged_texts(base.encode(), ours.encode(), theirs.encode())
    assert isinstance(result, Merged), result
    mirrored = merged_texts(base.encode(), theirs.encode(), ours.encode())
    assert isinstance(mirrored, Merged)
    assert content(result, ours=True) == content(mirrored, ours=False)
    assert content(result, ours=False) == content(mirrored, ours=True)
    return "".join(line + "\n" for line in marked(result.pieces, style or Style()))


def content(merged: Merged, *, ours: bool) -> tuple[object, list[str]]:
    """The data, with lists in whatever order, and the comments, where one side is chosen in all conflicts."""
    text = "".join(line + "\n" for line in chosen(merged.pieces, ours=ours))
    source = parse(text.encode(), Path("-"), "")
    assert source.problems == ()
    return unordered(source.data), sorted(comments(text, all_events(text)))


def unordered(data: object) -> object:
    if isinstance(data, dict):
        return {key: unordered(value) for key, value in data.items()}
    return sorted(map(repr, map(unordered, data))) if isinstance(data, list) else data


def both(ours: str, theirs: str) -> str:
    """Two different lines, or none, between markers."""
    return f"<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n"


CASES = [
    ("nothing", "a: 1\n", "a: 1\n", "a: 1\n", "a: 1\n"),
    ("one side", "a: 1\nb: 2\n", "a: 1\nb: 2\n", "a: 1\nb: 3\n", "a: 1\nb: 3\n"),
    ("neighbours", "a: 1\nb: 2\n", "a: 3\nb: 2\n", "a: 1\nb: 4\n", "a: 3\nb: 4\n"),
    ("equal edits", "a: 1\n", "a: 2\n", "a: 2\n", "a: 2\n"),
    ("equal meaning", "a: x\n", "a: y\n", "a: 'y'\n", "a: y\n"),
    ("one value", "a: 1\nb: 2\n", "a: 2\nb: 2\n", "a: 3\nb: 2\n", both("a: 2\n", "a: 3\n") + "b: 2\n"),
    ("quotes against an edit", "a: x\n", 'a: "x"\n', "a: y\n", "a: y\n"),
    ("both add", "a: 1\n", "a: 1\nb: 2\n", "a: 1\nc: 3\n", "a: 1\nb: 2\nc: 3\n"),
    ("both add first", "a: 1\n", "b: 2\na: 1\n", "c: 3\na: 1\n", "b: 2\nc: 3\na: 1\n"),
    ("both add one key", "a: 1\n", "a: 1\nb: 2\n", "a: 1\nb: 3\n", "a: 1\n" + both("b: 2\n", "b: 3\n")),
    ("both add one mapping", "a: 1\n", "a: 1\nb:\n  c: 1\n", "a: 1\nb:\n  d: 1\n", "a: 1\nb:\n  c: 1\n  d: 1\n"),
    ("both delete", "a: 1\nb: 2\n", "a: 1\n", "a: 1\n", "a: 1\n"),
    ("one deletes", "a: 1\nb: 2\n", "a: 1\n", "a: 3\nb: 2\n", "a: 3\n"),
    ("edit against delete", "a: 1\nb: 2\n", "a: 1\nb: 3\n", "a: 1\n", "a: 1\n" + both("b: 3\n", "")),
    ("delete against a comment", "a: 1\nb: 2\n", "a: 1\n", "a: 1\n# ny\nb: 2\n", "a: 1\n" + both("", "# ny\nb: 2\n")),
    ("delete against an edit inside", "a:\n  b:\n    c: 1\n  d: 1\n", "a:\n  d: 1\n", "a:\n  b:\n    c: 2\n  d: 1\n",
     "a:\n" + both("", "  b:\n    c: 2\n") + "  d: 1\n"),
    ("comments above", "# x\na: 1\n", "# x\n# o\na: 1\n", "# t\n# x\na: 2\n", "# t\n# x\n# o\na: 2\n"),
    ("one comment", "# x\na: 1\n", "# o\na: 1\n", "# t\na: 1\n", both("# o\n", "# t\n") + "a: 1\n"),
    ("both add a comment", "a: 1\n", "# o\na: 1\n", "# t\na: 1\n", "# o\n# t\na: 1\n"),
    ("comment behind", "a: 1 # x\n", "a: 1 # y\n", "a: 2 # x\n", "a: 2 # y\n"),
    ("comments behind", "a: 1\n", "a: 1 # o\n", "a: 1 # t\n", both("a: 1 # o\n", "a: 1 # t\n")),
    ("comment behind a key", "a: # x\n  b: 1\n", "a: # y\n  b: 1\n", "a: # x\n  b: 2\n", "a: # y\n  b: 2\n"),
    ("comment in a mapping's end", "a:\n  b: 1\nc: 1\n", "a:\n  b: 1\n  # slut\nc: 1\n", "a:\n  b: 1\n  d: 2\nc: 1\n",
     "a:\n  b: 1\n  d: 2\n  # slut\nc: 1\n"),
    ("comment at the end", "a: 1\n", "a: 1\n# slut\n", "a: 1\nb: 2\n", "a: 1\nb: 2\n# slut\n"),
    ("order", "a: 1\nb: 2\nc: 3\n", "c: 3\na: 1\nb: 2\n", "a: 1\nb: 4\nc: 3\n", "c: 3\na: 1\nb: 4\n"),
    ("order and addition", "a: 1\nb: 2\n", "b: 2\na: 1\n", "a: 1\nx: 1\nb: 2\n", "b: 2\na: 1\nx: 1\n"),
    ("indentation", "a:\n  b: 1\n  c: 1\n", "a:\n    b: 1\n    c: 2\n", "a:\n  b: 3\n  c: 1\n  d:\n  - x\n",
     "a:\n    b: 3\n    c: 2\n    d:\n    - x\n"),
    ("braces", "a: {r: 1, y: 2, g: 3}\n", "a: {r: 4, y: 2, g: 3}\n", "a: {r: 1, y: 2, g: 5}\n", "a: {r: 4, y: 2, g: 5}\n"),
    ("braces that grow", "a: {r: 1}\n", "a: {r: 1, y: 2}\n", "a: {r: 1, g: 3} # c\n", "a: {r: 1, y: 2, g: 3} # c\n"),
    ("braces that shrink", "a: {r: 1, y: 2, g: 3}\n", "a: {r: 1, g: 3}\n", "a: {r: 4, y: 2, g: 3}\n", "a: {r: 4, g: 3}\n"),
    ("braces in braces", "a: {r: {x: 1, y: 1}}\n", "a: {r: {x: 2, y: 1}}\n", "a: {r: {x: 1, y: 2}}\n", "a: {r: {x: 2, y: 2}}\n"),
    ("one value in braces", "a: {r: 1, y: 2}\n", "a: {r: 3, y: 2}\n", "a: {r: 4, y: 5}\n", both("a: {r: 3, y: 5}\n", "a: {r: 4, y: 5}\n")),
    ("braces against lines", "a: {r: 1, y: 2}\n", "a:\n  r: 3\n  y: 2\n", "a: {r: 1, y: 4, g: 5}\n", "a:\n  r: 3\n  y: 4\n  g: 5\n"),
    ("braces and a comment", "a: {r: 1, y: 2}\n", "a:\n  # varför\n  r: 1\n  y: 2\n", "a: {r: 3, y: 2}\n",
     "a:\n  # varför\n  r: 3\n  y: 2\n"),
    ("list", "a:\n- x\n- y\n", "a:\n- w\n- x\n- y\n", "a:\n- x\n- z\n", "a:\n- w\n- x\n- z\n"),
    ("list with comments", "a:\n  - x\n  - y\n", "a:\n  # o\n  - x\n  - y\n", "a:\n  - x\n  - z # t\n", "a:\n  # o\n  - x\n  - z # t\n"),
    ("an item deleted, and a comment on it", "a:\n  - x\n  - y\n  - z\n", "a:\n  - x\n  - z\n", "a:\n  - x\n  - y # t\n  - z\n",
     "a:\n  - x\n" + both("", "  - y # t\n") + "  - z\n"),
    ("one item in lines", "a:\n- x\n- y\n- z\n", "a:\n- x\n- o\n- z\n", "a:\n- w\n- x\n- t\n- z\n",
     "a:\n- w\n- x\n" + both("- o\n", "- t\n") + "- z\n"),
    ("the only item", "a:\n- x\n", "a:\n- y\n", "a:\n- z\n", "a:\n" + both("- y\n", "- z\n")),
    ("both append", "a: [x]\n", "a: [x, y]\n", "a: [x, z]\n", "a: [x, y, z]\n"),
    ("both append one", "a: [x]\n", "a: [x, y]\n", "a: [y, x]\n", "a: [x, y]\n"),
    ("one item", "a: [x, y]\n", "a: [x, z]\n", "a: [x, w]\n", both("a: [x, z]\n", "a: [x, w]\n")),
    ("lists in two shapes", "a: [x]\n", "a:\n- x\n- y\n", "a: [x, z]\n", both("a:\n- x\n- y\n", "a: [x, z]\n")),
    ("an item that moves", "a: [x, y, z]\n", "a: [z, x, y]\n", "a: [x, y]\n", both("a: [z, x, y]\n", "a: [x, y]\n")),
    ("texts", "a: >-\n  x\n  y\nb: 1\n", "a: >-\n  x\n  z\nb: 1\n", "a: >-\n  x\n  y\nb: 2\n", "a: >-\n  x\n  z\nb: 2\n"),
    ("texts in conflict", "a: >-\n  x\nb: 1\n", "a: >-\n  y\nb: 1\n", "a: |\n  z\nb: 1\n", both("a: >-\n  y\n", "a: |\n  z\n") + "b: 1\n"),
    ("value against mapping", "a: 1\n", "a: 2\n", "a:\n  b: 1\n", both("a: 2\n", "a:\n  b: 1\n")),
    ("nothing against mapping", "a:\n", "a:\n  b: 1\n", "a:\n  c: 1\n", "a:\n  b: 1\n  c: 1\n"),
    ("a new key with nothing below it against mapping", "b: 1\n", "b: 1\na:\n", "b: 1\na:\n  c: 1\n", "b: 1\na:\n  c: 1\n"),
    ("new file", "", "kind: plan\na: 1\n", "kind: plan\nb: 2\n", "kind: plan\na: 1\nb: 2\n"),
    ("all deleted by both together", "a:\n  b: 1\n  c: 1\n", "a:\n  c: 1\n", "a:\n  b: 1\n", "a: {}\n"),
    ("nothing left on one side", "a:\n  b: 1\n  c: 1\n", "a:\n  c: 2\n", "a:\n  b: 1\n", both("a:\n  c: 2\n", "a:\n  b: 1\n")),
    ("years", "a:\n  2025: 1\n", "a:\n  2025: 1\n  2026: 2\n", "a:\n  2025: 3\n", "a:\n  2025: 3\n  2026: 2\n"),
    ("an outcome and a comment on it", OUTCOMES, OUTCOMES.replace("6.9", "7.0"), OUTCOMES.replace("6.9", "{value: 6.9, comment: Högt}"),
     OUTCOMES.replace("6.9", "{value: 7.0, comment: Högt}")),
    ("a value against its being secret", OUTCOMES, OUTCOMES.replace("6.9", "7.0"), OUTCOMES.replace("6.9", SECRET),
     OUTCOMES.replace("    T1: 6.9\n", both("    T1: 7.0\n", f"    T1: {SECRET}\n"))),
    ("a value against a forecast in its place", OUTCOMES, OUTCOMES.replace("6.9", "7.0"), OUTCOMES.replace(" 6.9", "\n      forecast: 6.9"),
     OUTCOMES.replace("    T1: 6.9\n", both("    T1: 7.0\n", "    T1:\n      forecast: 6.9\n"))),
    ("another year against an edit", "a: {2025: 50, b: 1}\n", "a: {2025: 55, b: 1}\n", "a: {2026: 50, b: 1}\n", both(
        "a: {2025: 55, b: 1}\n", "a: {2026: 50, b: 1}\n")),
    ("two departments", TWO, TWO.replace("  b:", "    T2: 2\n  b:"), TWO + "    T2: 3\n",
     TWO.replace("  b:", "    T2: 2\n  b:") + "    T2: 3\n"),
    ("moved and edited", GOALS, MOVED, GOALS.replace("target: 5", "target: 6"), MOVED.replace("target: 5", "target: 6")),
    ("renamed and edited", GOALS, GOALS.replace("svinn:", "matsvinn:"), GOALS.replace("kg\n", "gram\n"),
     GOALS.replace("svinn:", "matsvinn:").replace("kg\n", "gram\n")),
    ("renamed with a title that is alike, and edited", GOALS, GOALS.replace("svinn:", "matsvinn:").replace("Svinnet i", "Matsvinnet i"),
     GOALS.replace("5 ", "6 "), GOALS.replace("svinn:", "matsvinn:").replace("Svinnet i", "Matsvinnet i").replace("5 ", "6 ")),
    ("another one in its place", GOALS, GOALS.replace(SVINN, OTHER), GOALS.replace("5 ", "6 "),
     GOALS.replace(SVINN, OTHER + both("", SVINN.replace("5 ", "6 ")))),
    ("one of two that say the same renamed, and edited", TWINS, TWINS.replace("  a:", "  c:"), TWINS.replace("st\n", "kg\n", 1),
     "kind: plan\nkpis:\n" + TWIN.replace("a:", "c:") + both("", TWIN.replace("st", "kg")) + TWIN.replace("a:", "b:")),
    ("outcomes renamed", OUTCOMES_OF_A, OUTCOMES_OF_A.replace("  a:", "  c:"), OUTCOMES_OF_A.replace("T2: 5", "T2: 6"),
     OUTCOMES_OF_A.replace("  a:", "  c:").replace("T2: 5", "T2: 6")),
    ("one lone value is no sign of a new id", ONE_VALUE, ONE_VALUE.replace("  a:", "  c:"), ONE_VALUE.replace("T1: 1", "T1: 2"),
     ONE_VALUE.replace("  a:", "  c:") + both("", "  a:\n    T1: 2\n")),
    ("moved and renamed", GOALS, MOVED, GOALS.replace("svinn:", "matsvinn:"), MOVED.replace("svinn:", "matsvinn:")),
    ("a goal renamed, a KPI added", GOALS, GOALS.replace("  två:", "  andra:"), GOALS + "      ny:\n        title: Ny\n",
     GOALS.replace("  två:", "  andra:") + "      ny:\n        title: Ny\n"),
    ("moved to the top", GOALS, TO_TOP, GOALS.replace("5 ", "6 "), TO_TOP.replace("5 ", "6 ")),
    ("the last one moved away", ACTIVITY, LAST_MOVED, ACTIVITY.replace("blir", "är"), LAST_MOVED.replace("blir", "är")),
    ("renamed differently", GOALS, GOALS.replace("svinn:", "matsvinn:"), GOALS.replace("svinn:", "kökssvinn:"),
     GOALS.replace("      svinn:\n", both("      matsvinn:\n", "      kökssvinn:\n"))),
    ("renamed differently and edited", GOALS, GOALS.replace("svinn:", "'matsvinn': # vårt").replace("kg\n", "gram\n"),
     GOALS.replace("svinn:", "kökssvinn:").replace("5 ", "6 "),
     GOALS.replace("      svinn:\n", both("      'matsvinn': # vårt\n", "      kökssvinn: # vårt\n")).replace("kg\n", "gram\n")
     .replace("5 ", "6 ")),
    ("renamed differently, one value in conflict", GOALS, GOALS.replace("svinn:", "matsvinn:").replace("kg\n", "gram\n"),
     GOALS.replace("svinn:", "kökssvinn:").replace("kg\n", "ton\n"),
     GOALS.replace("      svinn:\n", both("      matsvinn:\n", "      kökssvinn:\n"))
     .replace("        unit: kg\n", both("        unit: gram\n", "        unit: ton\n"))),
    ("renamed differently, and moved by one", GOALS, MOVED.replace("svinn:", "matsvinn:"), GOALS.replace("svinn:", "kökssvinn:"),
     MOVED.replace("      svinn:\n", both("      matsvinn:\n", "      kökssvinn:\n"))),
    ("a goal renamed differently, with what is in it", GOALS, GOALS.replace("  två:", "  andra:").replace("kg\n", "gram\n"),
     GOALS.replace("  två:", "  nummer-två:") + NEW,
     GOALS.replace("  två:\n", both("  andra:\n", "  nummer-två:\n")).replace("kg\n", "gram\n") + NEW),
    ("a goal and a KPI in it renamed differently", GOALS, GOALS.replace("  två:", "  andra:").replace("klimat:", "klimatet:"),
     GOALS.replace("  två:", "  nummer-två:").replace("klimat:", "luften:"),
     GOALS.replace("  två:\n", both("  andra:\n", "  nummer-två:\n"))
     .replace("      klimat:\n", both("      klimatet:\n", "      luften:\n"))),
    ("renamed differently in braces", BRACES, BRACES.replace("svinn:", "matsvinn:"),
     BRACES.replace("svinn:", "kökssvinn:").replace("5", "6"),
     BRACES_HEAD + both(SVINN_IN_BRACES.replace("svinn:", "matsvinn:"), SVINN_IN_BRACES.replace("svinn:", "kökssvinn:")).replace("5", "6")),
    ("renamed differently, to an id that ours has given to another", GOALS, GOALS.replace("svinn:", "matsvinn:") + NEW,
     GOALS.replace("svinn:", "ny:"), GOALS.replace(SVINN, both("      matsvinn:\n" + KPI, "      ny:\n" + KPI)) + both(NEW, "")),
    ("renamed and deleted", GOALS, GOALS.replace("svinn:", "matsvinn:"), GOALS.replace(SVINN, ""), GOALS.replace(
        SVINN, both("      matsvinn:\n" + KPI, ""))),
    ("moved and deleted", GOALS, MOVED, GOALS.replace(SVINN, ""), MOVED.replace(SVINN, both(SVINN, ""))),
    ("renamed, and nothing left around it", GOALS, GOALS.replace(KLIMAT, ""), GOALS.replace("klimat:", "luften:"), GOALS.replace(
        "    kpis:\n" + KLIMAT, both("    kpis:\n", "    kpis:\n" + KLIMAT.replace("klimat:", "luften:")))),
    ("moved away from a list of nothing, and renamed", GOALS, KLIMAT_AWAY, GOALS.replace("klimat:", "luften:"),
     KLIMAT_AWAY.replace("klimat:", "luften:")),
    ("an id taken over, and a new field for the one that had it", TAKEN_BASE, TAKEN, TAKEN_BASE + "    owner: Controllern\n",
     HEAD_KPIS + both("", SKYDD) + both(SKYDD.replace("skydd:", "brand:"), BRAND + "    owner: Controllern\n")),
    ("an id taken over, and an edit of the one that took it", TAKEN_BASE, TAKEN, TAKEN_BASE.replace("target: 6", "target: 7"),
     TAKEN.replace("target: 6", "target: 7")),
    ("an id taken over, and a comment on the one that had it", TAKEN_BASE, TAKEN, HEAD_KPIS + SKYDD + "  # viktig\n" + BRAND,
     HEAD_KPIS + both("", SKYDD) + both(SKYDD.replace("skydd:", "brand:"), "  # viktig\n" + BRAND)),
    ("two ids swapped, and a new field", TAKEN_BASE, SWAPPED, TAKEN_BASE + "    owner: Controllern\n",
     SWAPPED + "    owner: Controllern\n"),
    ("made another kind of thing", KINDS, KINDS_CHANGED, KINDS + "mission: Vi hjälper\n", KINDS_CHANGED + "mission: Vi hjälper\n"),
    ("made another kind of thing, and renamed", KINDS, KINDS_CHANGED, KINDS.replace("vaxel:", "u1:"),
     KINDS_HEAD + both("", ASSIGNMENTS.replace("vaxel:", "u1:")) + KINDS_REST + both(VAXEL, "")),
    ("made another kind of thing, and nothing left around it, and renamed", KINDS,
     KINDS_CHANGED.replace("activities:", "assignments:\nactivities:"), KINDS.replace("vaxel:", "u1:"),
     KINDS_HEAD + both("assignments:\n", ASSIGNMENTS.replace("vaxel:", "u1:")) + KINDS_REST + both(VAXEL, "")),
    ("one id for two", GOALS, GOALS + NEW, BEFORE_BETYG,
     GOALS.replace("      betyg", both("", NEW.replace("Ny\n", "Två\n")) + "      betyg") + both(NEW, "")),
    ("units of an organisation", UNITS, UNITS_MOVED, UNITS.replace("Enheten C\n", "Enheten C\n        staff: 3\n"),
     UNITS_MOVED + "        staff: 3\n"),
]  # fmt: skip


@pytest.mark.parametrize(("base", "ours", "theirs", "result"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_merge(base, ours, theirs, result):
    assert merged(base, ours, theirs) == result


def test_the_base_may_be_shown():
    text = merged("a: 1\n", "a: 2\n", "a: 3\n", Style(9, with_base=True))
    assert text == "<<<<<<<<< ours\na: 2\n||||||||| base\na: 1\n=========\na: 3\n>>>>>>>>> theirs\n"


def test_as_many_as_there_are_are_followed():
    """All KPIs renamed by both: each is one in conflict, and none is there twice."""
    base = HEAD_KPIS + "".join(f"  k{number}:\n    title: Nyckeltal nummer {number}\n    target: {number}\n" for number in range(300))
    ours, theirs = base.replace("  k", "  a"), base.replace("  k", "  b")
    result = merged_texts(base.encode(), ours.encode(), theirs.encode())
    assert isinstance(result, Merged)
    assert "".join(line + "\n" for line in chosen(result.pieces, ours=True)) == ours
    assert "".join(line + "\n" for line in chosen(result.pieces, ours=False)) == theirs


def test_moved_to_two_goals():
    away = GOALS.replace(SVINN, "")
    third = "  tre:\n    title: Det tredje målet\n    kpis:\n"
    ours, theirs = away.replace("      klimat:\n", SVINN + "      klimat:\n"), away + third + SVINN
    result = merged(GOALS, ours, theirs)
    assert both(SVINN, "") in result
    assert both("", third + SVINN) in result


REFUSED = [
    ("conflict markers", b"a: 1\n", MARKED, b"a: 1\n", "there are conflict markers in {file} already"),
    ("not YAML", b"a: 1\n", b"a: 1\n", b"a: [1\n", "{file} can't be read: {reason}"),
    ("a key twice", b"a: 1\n", b"a: 1\na: 2\n", b"a: 1\n", "{file} can't be read: {reason}"),
    ("not UTF-8", b"a: 1\n", b"a: \xe5\n", b"a: 1\n", "{file} can't be read: {reason}"),
    ("binary", b"a: 1\n", b"a: \0\n", b"a: 1\n", "{file} is not text"),
    ("a list", b"a: 1\n", b"- a\n", b"a: 1\n", "{file} can't be read: {reason}"),
    ("emptied", b"a: 1\n", b"", b"a: 2\n", "{file} can't be read: {reason}"),
    ("braces around all", b"{a: 1}\n", b"{a: 2}\n", b"{a: 1}\n", "the files are not mappings in lines of their own"),
]  # fmt: skip


@pytest.mark.parametrize(("base", "ours", "theirs", "reason"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_is_left_to_git(base, ours, theirs, reason):
    for one, other in ((ours, theirs), (theirs, ours)):
        result = merged_texts(base, one, other)
        assert isinstance(result, Refused)
        assert result.reason.msgid == reason
