"""The form, case by case."""

from __future__ import annotations

import pytest

from planctl.formatting.form import calendar_of, formatted

CALENDAR = ("T1", "T2", "year")
LONG = "Ett långt stycke om hur det gick, med många ord och utan radbrytningar, som verksamhetsuppföljningen inte får plats med på en rad."
FOLDED = """\
  Ett långt stycke om hur det gick, med många ord och utan radbrytningar, som
  verksamhetsuppföljningen inte får plats med på en rad."""


def form(text: str) -> str:
    result = formatted(text.encode(), "x", CALENDAR)
    assert result.problems == ()
    assert formatted(result.after, "x", CALENDAR).after == result.after
    return result.after.decode()


CASES = [
    # Layout
    ("indentation", "goals:\n      a:\n       title: x\n", "goals:\n  a:\n    title: x\n"),
    ("list indentation", "tasks:\n- a\n-   b\n", "tasks:\n  - a\n  - b\n"),
    ("blanks", "unit:   x  \n", "unit: x\n"),
    ("blank lines", "\n\nunit: x\n\n\n\ntitle: y\n\n", "\nunit: x\n\ntitle: y\n"),
    ("blank line below a key", "goals:\n\n  a:\n\n    title: x\n", "goals:\n  a:\n    title: x\n"),
    ("blank line after a section", "document:\n  type: x\nvision: y\n", "document:\n  type: x\n\nvision: y\n"),
    ("no final newline", "unit: x", "unit: x\n"),
    ("document marks", "unit: x\n...\n", "unit: x\n"),
    ("explicit key", "? unit\n: x\n", "unit: x\n"),
    ("lists in lists", "x:\n - - 1\n   - 2\n -\n   a: 1\n   b: 2\n -\n", "x:\n  - - 1\n    - 2\n  - a: 1\n    b: 2\n  -\n"),
    # Order
    ("known keys", "title: t\nperiod: 2025\nunit: x\n", "unit: x\nperiod: 2025\ntitle: t\n"),
    ("ids", "goals:\n  b: {title: 1}\n  a: {title: 1}\n", "goals:\n  b: {title: 1}\n  a: {title: 1}\n"),
    (
        "in braces",
        "kpis:\n  a:\n    thresholds: {green: 3, red: 1, yellow: 2}\n",
        "kpis:\n  a:\n    thresholds: {red: 1, yellow: 2, green: 3}\n",
    ),
    ("years", "kpis:\n  a:\n    target: {2027: 1, 2025: 2}\n", "kpis:\n  a:\n    target: {2027: 1, 2025: 2}\n"),
    (
        "bands of years",
        "kpis:\n  a:\n    thresholds:\n      2025: {green: 1, red: 2}\n",
        "kpis:\n  a:\n    thresholds:\n      2025: {red: 2, green: 1}\n",
    ),
    ("unknown keys", "titel: 0\nvision: v\nvisoin: w\nunit: x\n", "titel: 0\nunit: x\nvision: v\nvisoin: w\n"),
    ("by alias", "services:\n  a: {redress: r, from: f, promise: p}\n", "services:\n  a: {promise: p, from: f, redress: r}\n"),
    ("none below an alias", "kpis: &k\n  a: {title: t}\ngoals: *k\n", "kpis: &k\n  a: {title: t}\n\ngoals: *k\n"),
    # Quotes
    ("needless", "title: 'x'\nvision: \"y: z\"\n", 'title: x\nvision: "y: z"\n'),
    ("signs", "title: ≥ 80\nvision: '≥ 80'\n", 'title: "≥ 80"\nvision: "≥ 80"\n'),
    ("numbers in text", "title: '80'\nvision: '4,0'\nmission: '2025'\n", 'title: "80"\nvision: "4,0"\nmission: "2025"\n'),
    ("words of YAML", "title: 'true'\nvision: 'null'\n", 'title: "true"\nvision: "null"\n'),
    ("spans and days", "period: '2025-2027'\nvision: '04-30'\n", "period: 2025-2027\nvision: 04-30\n"),
    ("quotes inside", "title: \"say \\\"x\\\"\"\nvision: 'it''s'\n", 'title: say "x"\nvision: it\'s\n'),
    ("keys", "'goals':\n  \"a\": {'title': 1}\n  '2025': 1\n", 'goals:\n  a: {title: 1}\n  "2025": 1\n'),
    ("numbers", "x: [6.90, 1e3, 0x1F, -0.5, ~, true, 1_000]\n", "x: [6.90, 1e3, 0x1F, -0.5, ~, true, 1_000]\n"),
    ("nothing", "x:\ny: ~\nz: {a: , b}\n", "x:\ny: ~\nz: {a: null, b: null}\n"),
    ("commas in braces", "x: {a: \"6,0\", b: '7'}\n", 'x: {a: "6,0", b: "7"}\n'),
    # Braces
    ("spaced", "x: { a: 1,b: [ 1,2 ] }\n", "x: {a: 1, b: [1, 2]}\n"),
    ("over lines", "x: [a,\n   b,\n]\n", "x: [a, b]\n"),
    ("lines stay lines", "x:\n  a: 1\n  b: 2\n", "x:\n  a: 1\n  b: 2\n"),
    ("too long", f"x: [aaa, '{'b' * 100}']\n", f"x:\n  - aaa\n  - {'b' * 100}\n"),
    ("too deep", "x: {a: {b: {c: 1}}}\n", "x:\n  a: {b: {c: 1}}\n"),
    ("empty", "x: { }\ny: [ ]\n", "x: {}\ny: []\n"),
    # Long text
    ("long line", f"title: {LONG}\n", f"title: >-\n{FOLDED}\n"),
    ("long quoted line", f"title: '{LONG}'\n", f"title: >-\n{FOLDED}\n"),
    ("long item", f"x:\n  - {LONG}\n", "x:\n  - >-\n" + FOLDED.replace("  ", "    ") + "\n"),
    ("folded as it is", "title: >-\n    ett\n    två\n", "title: >-\n  ett\n  två\n"),
    ("folded too long", f"title: >-\n  {LONG}\n  och mer\n", f"title: >-\n{FOLDED} och mer\n"),
    ("paragraphs", f"title: >-\n  {LONG}\n\n  Två\n  rader\n\n\n  tre\n", f"title: >-\n{FOLDED}\n\n  Två rader\n\n\n  tre\n"),
    ("indented inside folded", f"title: >\n  {LONG}\n   - a\n   - b\n", f"title: >\n  {LONG}\n   - a\n   - b\n"),
    ("literal", f"title: |\n     {LONG}\n      a\n\n     b  \n\nunit: x\n", f"\nunit: x\ntitle: |\n  {LONG}\n   a\n\n  b  \n"),
    ("literal with an indented first line", "title: |2-\n    a\n  b\n", "title: |2-\n    a\n  b\n"),
    ("kept line breaks", "title: |+\n  a\n\nvision: x\n", 'title: "a\\n\\n"\n\nvision: x\n'),
    ("lines without a block", "title: ett\n  två\n\n  tre\n", "title: |-\n  ett två\n  tre\n"),
    # Comments
    ("head and foot", "# h\n\n# i\nunit: x\n# f\n\n\n# g\n", "# h\n\n# i\nunit: x\n# f\n\n# g\n"),
    ("before an entry", "goals:\n    # c\n\n    # d\n    a: 1\n  # e\n    b: 2\n", "goals:\n  # c\n\n  # d\n  a: 1\n  # e\n  b: 2\n"),
    ("behind a value", "unit: x     # c\nperiod: 1 # d\n", "unit: x # c\nperiod: 1 # d\n"),
    ("in a column", "unit: x      # c\nperiod: 123  # d\n", "unit: x      # c\nperiod: 123  # d\n"),
    ("behind a key", "goals:   # c\n  a: 1\n", "goals: # c\n  a: 1\n"),
    ("behind a sign", "title: >-   # c\n  a\n", "title: >- # c\n  a\n"),
    ("behind a long text", f"title: {LONG} # c\n", f"title: >- # c\n{FOLDED}\n"),
    ("between key and value", "title: # c\n  # d\n  x # e\n", "# c\n# d\ntitle: x # e\n"),
    (
        "ends of sections",
        "goals:\n  a:\n    title: x\n    # c\n  # d\n# e\nkpis: {}\n",
        "goals:\n  a:\n    title: x\n    # c\n  # d\n\n# e\nkpis: {}\n",
    ),
    ("end between columns", "goals:\n    a: 1\n  # c\nkpis: {}\n", "goals:\n  a: 1\n  # c\n\nkpis: {}\n"),
    ("moved with its entry", "title: x # c\n# d\nunit: y # e\n", "# d\nunit: y # e\ntitle: x # c\n"),
    (
        "in a list",
        "x:\n  # c\n  - # d\n    a: 1 # e\n    # f\n  # g\n  - b # h\n",
        "x:\n  # c\n  # d\n  - a: 1 # e\n    # f\n  # g\n  - b # h\n",
    ),
    ("in brackets", "x: [a, # c\n  # d\n  b] # e\n", "x:\n  - a # c\n  # d\n  - b\n  # e\n"),
    ("in braces", "x: { # c\n  a: 1 }\n", "x: {a: 1} # c\n"),
    ("in nothing", "x: { # c\n  # d\n}\n", "# c\n# d\nx: {}\n"),
    ("no comment", "x: a#b\ny: 'a # b'\n", 'x: a#b\ny: "a # b"\n'),
    # Anchors, tags, aliases
    ("comment behind an anchor of lines", "x: &a # c\n  b: 1\ny: *a\n", "x: &a # c\n  b: 1\n\ny: *a\n"),
    ("anchor of nothing, with a comment", "x: &a # c\ny: *a\n", "x: &a # c\ny: *a\n"),
    ("anchors", "x: &a {b: 1}\ny: [*a, &c d, *c]\nz: !!str 5\n", 'x: &a {b: 1}\ny: [*a, &c d, *c]\nz: !!str "5"\n'),
]


@pytest.mark.parametrize(("before", "after"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_form(before: str, after: str):
    assert form(f"kind: plan\n{before}") == f"kind: plan\n{after}"


WHOLE = [
    ("the head stays", "# h\nunit: x # c\nkind: plan\n", "# h\nkind: plan\nunit: x # c\n"),
    ("kind first", "unit: x\nkind: plan\n", "kind: plan\nunit: x\n"),
    ("CRLF", "kind: plan\r\ndocument:\r\n    type: x\r\n", "kind: plan\r\ndocument:\r\n  type: x\r\n"),
    ("mixed line ends", "kind: plan\nunit: x\r\ntitle: y\r", "kind: plan\nunit: x\ntitle: y\n"),
    ("byte order mark", "\ufeffkind: plan\n", "kind: plan\n"),
    ("document mark with comments", "# a\n--- # b\nkind: plan\n... # c\n", "# a\n# b\nkind: plan\n# c\n"),
    ("JSON", '{"kind":"plan","goals":{"a":{"title":"x: y"}}}', 'kind: plan\ngoals: {a: {title: "x: y"}}\n'),
    (
        "follow-ups",
        "kind: outcomes\nkpis:\n  a:\n    year: 6.90\n    T1: 1 # c\n    T9: 2\n    T2: {comment: x, value: 1}\n",
        "kind: outcomes\nkpis:\n  a:\n    T1: 1 # c\n    T9: 2\n    T2: {value: 1, comment: x}\n    year: 6.90\n",
    ),
    (
        "own calendar",
        "kind: organisation\ncalendar:\n  year: {ends: 12-31}\n  T1: {ends: 04-30}\n",
        "kind: organisation\ncalendar:\n  year: {ends: 12-31}\n  T1: {ends: 04-30}\n",
    ),
    (
        "units below units",
        "kind: organisation\nunits:\n  a:\n    units:\n      b: {type: t, title: x}\n    title: y\n",
        "kind: organisation\nunits:\n  a:\n    title: y\n    units:\n      b: {title: x, type: t}\n",
    ),
    ("profile", "columns: {value: B, kpi: A}\nid: x\nkind: import-profile\n", "kind: import-profile\nid: x\ncolumns: {kpi: A, value: B}\n"),
]


@pytest.mark.parametrize(("before", "after"), [case[1:] for case in WHOLE], ids=[case[0] for case in WHOLE])
def test_whole_files(before: str, after: str):
    assert form(before) == after


REFUSED = [
    ("broken", "kind: plan\n a: 1\n", 2),
    ("tab", "kind: plan\ngoals:\n\ta: 1\n", 3),
    ("twice", "kind: plan\nunit: a\nunit: b\n", 3),
    ("conflict", "kind: plan\n<<<<<<< a\nx: 1\n=======\nx: 2\n>>>>>>> b\n", 2),
    ("split at a comma", "kind: plan\nx: {a: 6,0}\n", 2),
    ("two documents", "kind: plan\n---\nkind: plan\n", 2),
    ("unknown tag", "kind: plan\nx: !a b\n", 2),
    ("swallowed", "kind: plan\nx: &a b\n", 2),
    ("alias of nothing", "kind: plan\nx: *a\n", 2),
    ("anchor of a key", "kind: plan\n&a x: 1\ny: *a\n", 2),
    ("directive", "%YAML 1.2\n---\nkind: plan\n", 1),
    ("comment behind an anchor", "kind: plan\nx: &a # c\n  text\ny: *a\n", 2),
    ("comment behind a tag", "kind: plan\nx: !!map # c\n  {a: 1}\n", 2),
    ("anchor of the file", "&a\nkind: plan\n", 1),
    ("no kind", "unit: x\n", 1),
    ("other kind", "unit: x\nkind: plna\n", 2),
    ("list", "- a\n", 1),
    ("empty", "", 1),
    ("comments only", "# a\n", 1),
]


@pytest.mark.parametrize(("text", "line"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_refused(text: str, line: int):
    result = formatted(text.encode(), "x")
    assert result.after == text.encode()
    assert result.problems[0].span.start.line == line
    assert result.problems[0].hint


@pytest.mark.parametrize("raw", [b"kind: plan\nx: \xe5\n", "kind: plan\n".encode("utf-16"), b"kind: plan\nx: \0\n"])
def test_bytes_that_are_no_text(raw: bytes):
    result = formatted(raw, "x")
    assert (result.after, len(result.problems)) == (raw, 1)


def test_calendar():
    assert calendar_of({"calendar": {"H1": {}, "year": {}}}) == ("H1", "year")
    assert calendar_of(None) == calendar_of({}) == ("T1", "T2", "year")
    assert calendar_of({"calendar": 1}) == ()
