"""What the reader makes of files: data, or one clear problem in its place."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planctl.message import Message
from planctl.source import codes
from planctl.source.positions import lines_of
from planctl.source.reader import Source, parse, read


def understood(text: str | bytes) -> Source:
    return parse(text if isinstance(text, bytes) else text.encode(), Path("plan.yaml"), "plan.yaml")


def english(message: Message | None) -> str:
    return message.msgid.format(**message.values) if message else ""


BAD = [
    # A value that begins with a sign of YAML's own
    ("target: > 80", "F001", 1, 9, 'target: "> 80"'),
    ("target: >80", "F001", 1, 9, 'target: ">80"'),
    ("target: >= 80 # mål", "F001", 1, 9, 'target: ">= 80"'),
    ("a: 1\nunit: %", "F001", 2, 7, 'unit: "%"'),
    ("title: *Viktigt*", "F001", 1, 8, 'title: "*Viktigt*"'),
    ("title: * x", "F001", 1, 8, 'title: "* x"'),
    ("title: & x", "F001", 1, 8, 'title: "& x"'),
    ("owner: @hr", "F001", 1, 8, 'owner: "@hr"'),
    ("title: `kod`", "F001", 1, 8, 'title: "`kod`"'),
    ("title: | x", "F001", 1, 8, 'title: "| x"'),
    ("title: ,x", "F001", 1, 8, 'title: ",x"'),
    ("title: ? x", "F001", 1, 8, 'title: "? x"'),
    ("title: }", "F001", 1, 8, 'title: "}"'),
    ("goals:\n  - > 5", "F001", 2, 5, '- "> 5"'),
    ("t: {red: %, green: 1}", "F001", 1, 10, 'red: "%"'),
    ("t: [a, @b]", "F001", 1, 8, '"@b"'),
    ("@hr: 1", "F001", 1, 1, '"@hr":'),
    ("%\nkind: plan", "F001", 1, 1, '"%"'),
    ("target: - 5", "F001", 1, 9, 'target: "- 5"'),
    ("yellow: -", "F001", 1, 9, 'yellow: "-"'),
    # Colons
    ("title: Mål: fler", "F001", 1, 8, 'title: "Mål: fler"'),
    ("a: 1\ngoals:\n  - title: Mål: fler", "F001", 3, 12, '- title: "Mål: fler"'),
    ("t: {title: Mål: fler, b: c}", "F001", 1, 12, 'title: "Mål: fler"'),
    ('title: Säg "hej": nu', "F001", 1, 8, """title: 'Säg "hej": nu'"""),
    ("kind:plan\nunit: personal", "F001", 1, 1, "kind: plan"),
    ("kind: plan\nunit:personal\nperiod: 2025", "F001", 2, 1, "unit: personal"),
    ("kind: plan\nunit\nperiod: 2025", "F001", 2, 1, "key: value"),
    ("kind: plan\nunit personal", "F001", 2, 1, "key: value"),
    ("kind\nunit: x", "F001", 1, 1, "key: value"),
    ("mission: Vi ger\n  stöd och hjälp: alltid", "F001", 2, 3, "mission: >-"),
    # Indentation
    ("goals:\n  a: 1\n b: 2", "F001", 3, 2, "1, 3"),
    ("goals:\n   a: 1\n  b: 2", "F001", 3, 3, "1, 4"),
    ("kind: plan\n  unit: x", "F001", 2, 3, "column 1"),
    ("  kind: plan\nunit: x", "F001", 1, 3, "delete the spaces"),
    ("goals:\n  - a\n  b: 1", "F001", 3, 3, "indent those"),
    ("goals: [\na]\nb: 1", "F001", 2, 1, "indent it further"),
    ("goals:\n\ta: 1", "F002", 2, 1, "spaces"),
    ("goals:\n  a: 1\n\tb: 2", "F002", 3, 1, "spaces"),
    ("kind:\tplan", "F002", 1, 6, "a space"),
    ("goals: |\n\tx\n", "F002", 2, 1, "spaces"),
    ("a: 1\n\u00a0 b: x: y", "F001", 2, 1, "ordinary space"),
    ("title:\u00a0x\nb: 1", "F001", 1, 7, "ordinary space"),
    # Quotes and brackets
    ("title: 'it's'", "F001", 1, 12, 'title: "it\'s"'),
    ('title: "a"b"', "F001", 1, 11, """title: 'a"b'"""),
    ('title: "Bra" skola', "F001", 1, 14, """title: '"Bra" skola'"""),
    ("title: 'a' 'b'", "F001", 1, 12, "title: \"'a' 'b'\""),
    ('title: "a\nunit: x', "F001", 1, 8, 'title: "a"'),
    ("title: 'a\n\nunit: x", "F001", 1, 8, "title: 'a'"),
    ('a: 1\ntitle: "a', "F001", 2, 8, 'title: "a"'),
    ('path: "C:\\dir"', "F001", 1, 10, "path: 'C:\\dir'"),
    ("a: [1, 2\nb: 1", "F001", 1, 4, "]"),
    ("a: {x: 1\nb: 2", "F001", 1, 4, "}"),
    ("a: [b, {c: d]", "F001", 1, 8, "[a, b]"),
    ("a: [b]]", "F001", 1, 7, "delete it"),
    ("a: [1] x", "F001", 1, 4, 'a: "[1] x"'),
    ("a: [b,,c]", "F001", 1, 7, "comma"),
    ('a: ["x"#y]', "F001", 1, 8, "#"),
    # Left behind by git
    ("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n", "F001", 2, 1, "versions"),
    # Control characters
    ("a: x\x00y", "F001", 1, 5, "copied"),
    ("a: 1\r\nb: å\x0b", "F001", 2, 5, "copied"),
    # Encodings
    ("a: 1\ntitle: på".encode("cp1252"), "F003", 2, 9, "UTF-8"),
    (b"a: \x81", "F003", 1, 4, "UTF-8"),
    (b"\xef\xbb\xbfa: \xff", "F003", 1, 4, "UTF-8"),
    ("a: 1".encode("utf-16"), "F003", 1, 1, "UTF-8"),
    ("a: 1\nb: 2".encode("utf-16-le"), "F003", 1, 1, "UTF-8"),
    # Keys twice
    ("a: 1\nb: 2\na: 3", "F004", 3, 1, "line 1"),
    ("g:\n  å: 1\n  å: 2", "F004", 3, 3, "line 2"),
    ("t: {red: 1, red: 2}", "F004", 1, 13, "line 1"),
    ("2025: 1\n2025: 2", "F004", 2, 1, "line 1"),
    # Not a mapping
    ("", "F005", 1, 1, "kind: plan"),
    (" \n\n", "F005", 1, 1, "kind: plan"),
    ("# bara en kommentar\n", "F005", 1, 1, "kind: plan"),
    ("---\n", "F005", 1, 1, "kind: plan"),
    ("- a\n- b", "F006", 1, 1, "kind: plan"),
    ("# x\nplan", "F006", 2, 1, "kind: plan"),
    ("kind:plan", "F006", 1, 1, "kind: plan"),
    ("a: 1\n---\nb: 2", "F006", 2, 1, "one plan"),
    ("---\na: 1\n---\n", "F006", 3, 1, "one plan"),
    ("a: 1\n...\nb: 2", "F006", 2, 1, "one plan"),
    ("- a\n---\n- b", "F006", 2, 1, "one plan"),
    # Too much
    ("a: " + "[" * 70 + "]" * 70, "F010", 1, 67, "brackets"),
    ("[" * 100_000, "F010", 1, 256, "brackets"),
    ("- " * 100_000 + "x", "F010", 1, 401, "dashes"),
    ("a:\r" + "? " * 100_000, "F010", 2, 401, "dashes"),
    ("".join(" " * depth + "a:\n" for depth in range(300)), "F010", 201, 201, "dashes"),
    ("a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*b{n - 1}]\n" for n in range(1, 90)).replace("*b0", "*a"), "F010", 2, 10, "text itself"),
    # Decimal commas inside braces
    ("t: {yellow: 6,0, green: x}", "F011", 1, 13, 'yellow: "6,0"'),
    ("t: {yellow: 6,1–6,9, green: x}", "F011", 1, 13, 'yellow: "6,1–6,9"'),
    ("target: {2025: < 6,5, 2026: < 6}", "F011", 1, 16, '2025: "< 6,5"'),
    ("t: {red: (1,5)}", "F011", 1, 10, 'red: "(1,5)"'),
    ("k: {title: Trygg, säker vård, unit: x}", "F011", 1, 12, 'title: "Trygg, säker vård"'),
    # Numbers
    ("a: 0.1234567890123456789", "F012", 1, 4, "round it"),
    ("a: 1\nb: 1234567890123456", "F012", 2, 4, '"1234567890123456"'),
    ("a: " + "9" * 5_000, "F012", 1, 4, "round it"),
    ("a: 0x" + "f" * 5_000, "F012", 1, 4, "round it"),
    ("a: .nan", "F013", 1, 4, "number"),
    ("a: [1, -.inf]", "F013", 1, 8, "number"),
    ("a: 1e400", "F013", 1, 4, "number"),
    # Keys that are none
    ("true: 1", "F014", 1, 1, '"true":'),
    ("a:\n  null: 1", "F014", 2, 3, '"null":'),
    ("1.5: 1", "F014", 1, 1, '"1.5":'),
    ("[a]: 1", "F014", 1, 1, "quotes"),
    ("? {a: [b]}\n: 1", "F014", 1, 3, "quotes"),
    ("a: {: 1}", "F014", 1, 6, "key"),
    # Swallowed without an error
    ("target: !80", "F015", 1, 9, 'target: "!80"'),
    ("title: !viktigt mål", "F015", 1, 8, 'title: "!viktigt mål"'),
    ("title: &Co AB", "F015", 1, 8, 'title: "&Co AB"'),
    ("target: >5\nunit: x", "F015", 1, 9, 'target: ">5"'),
    ("target: >-1\nunit: x", "F015", 1, 9, 'target: ">-1"'),
    ("a: !!python/object:os.system x", "F015", 1, 4, 'a: "!!python'),
    ("a: !!set {b, c}", "F015", 1, 4, "quotes"),
]


@pytest.mark.parametrize(("text", "code", "line", "column", "hint"), BAD, ids=[repr(case[0])[:40] for case in BAD])
def test_a_mistake_gives_one_problem_in_its_place(text, code, line, column, hint):
    (problem,) = understood(text).problems
    assert (problem.code, *problem.span.start) == (code, line, column)
    assert hint in _joined(problem.hint)
    assert problem.file == "plan.yaml"
    assert english(problem.message)


def _joined(hint: Message) -> str:
    values = {name: ", ".join(map(str, value)) if isinstance(value, tuple) else value for name, value in hint.values.items()}
    return hint.msgid.format(**values)


@pytest.mark.parametrize(("text", "code", "line", "column", "hint"), [case for case in BAD if case[1] == "F001"], ids=repr)
def test_what_a_hint_says_to_type_is_yaml(text, code, line, column, hint):
    """Put in place of the faulty line, the entry that a hint shows is read as the value that was meant."""
    (problem,) = understood(text).problems
    entry = problem.hint.values.get("entry", "")
    if entry and not entry.startswith("- ") and ": " in entry:
        assert understood(entry).problems == ()


def test_several_mistakes_that_parse_are_all_reported():
    source = understood("a: 1\na: 2\nb: .nan\nt: {x: 6,0}\nc: !80\n")
    assert [(problem.code, problem.span.start.line) for problem in source.problems] == [("F004", 2), ("F013", 3), ("F011", 4), ("F015", 5)]


def test_the_end_of_a_place_is_where_the_mistake_ends():
    (problem,) = understood("title: Mål: fler # x").problems
    assert tuple(problem.span.end) == (1, 17)


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("t: {yellow: 6,1–6,9, green: < 6}", {"t": {"yellow": "6,1–6,9", "green": "< 6"}}),
        ("t: {red: 7,0, yellow: 6,0}", {"t": {"red": "7,0", "yellow": "6,0"}}),
        ("a: 1\na: 2", {"a": 1}),
        ("a: .nan\nb: 1", {"b": 1}),
        ("a: [.inf, 1]", {"a": [1]}),
        ("true: 1\nb: 1", {"b": 1}),
        ("target: !80\nb: [!x y, z]", {"target": "!80", "b": ["!x y", "z"]}),
        ("target: >5\nb: 1", {"target": ">5", "b": 1}),
        ("a: 0x" + "f" * 500, {}),
    ],
)
def test_what_is_right_in_a_file_with_mistakes_is_kept(text, data):
    """So a mistake does not come back as another one when the data is checked."""
    source = understood(text)
    assert source.problems
    assert source.data == data


def test_odd_data_is_never_dropped_in_silence():
    """Here no parser but the fast one takes the text, so that nothing in it can be placed."""
    source = understood("t: {red: |\n x, green: y}\na: .nan\n")
    assert source.data == {"t": {"red": "| x", "green": "y"}}
    assert [(problem.code, problem.span.start) for problem in source.problems] == [("F001", (1, 1))]


def test_a_flood_of_mistakes_is_cut_off():
    source = understood("a: {" + ", ".join(f"k{n}: 6,{n}" for n in range(1_000)) + "}")
    assert len(source.problems) == 200


@pytest.mark.parametrize("text", ["a: x: y", "a: 1\n---\nb: 2", "- 1", "", b"a: \xff", "a: " + "[" * 70 + "]" * 70])
def test_what_cannot_be_read_gives_no_data(text):
    assert understood(text).data is None


GOOD = [
    ("kind: plan\nunit: personal\n", {"kind": "plan", "unit": "personal"}),
    ("\ufeffkind: plan\r\nunit: personal\r\n", {"kind": "plan", "unit": "personal"}),
    ("a: 1\rb: 2", {"a": 1, "b": 2}),
    ("--- # plan\na: 1\n...\n", {"a": 1}),
    ("%YAML 1.2\n---\na: 1\n", {"a": 1}),
    ("a: NO\nb: yes\nc: on", {"a": "NO", "b": "yes", "c": "on"}),
    ("a: 12:30\nb: 2024-11-29\nc: 2024/507-012", {"a": "12:30", "b": "2024-11-29", "c": "2024/507-012"}),
    ("a: < 70\nb: ≥ 80\nc: 6,1–6,9\nd: 80%", {"a": "< 70", "b": "≥ 80", "c": "6,1–6,9", "d": "80%"}),
    ('a: ">5"\nb: ">= 5"', {"a": ">5", "b": ">= 5"}),
    ("a: {red: > 80, green: >5}", {"a": {"red": "> 80", "green": ">5"}}),
    ("a: {2025: 1, 2026: 2}", {"a": {2025: 1, 2026: 2}}),
    ("a: {2025: , 2026: 2}", {"a": {2025: None, 2026: 2}}),
    ("2025:\n2026: 1", {2025: None, 2026: 1}),
    ("yellow:\ngreen: 1", {"yellow": None, "green": 1}),
    ("it-enheten:\nannat: 1", {"it-enheten": None, "annat": 1}),
    ("a: ''", {"a": ""}),
    ("a: [6, 0]\nb: [2025,2026]", {"a": [6, 0], "b": [2025, 2026]}),
    ("a: 6.4\nb: -0.1\nc: 123456789012345", {"a": 6.4, "b": -0.1, "c": 123456789012345}),
    ("a: 1.0000000000000000", {"a": 1.0}),
    ("a: Drift & underhåll\nb: Bra!\nc: x !y &z", {"a": "Drift & underhåll", "b": "Bra!", "c": "x !y &z"}),
    ("a: &x [1]\nb: *x", {"a": [1], "b": [1]}),
    ("a: &x 5\nb: *x", {"a": 5, "b": 5}),
    ("a: !!str 5", {"a": "5"}),
    ("<<: 1", {"<<": 1}),
    ("a: >-\n  x\n  y\nb: |\n  x\n", {"a": "x y", "b": "x\n"}),
    ("a: x\u0085y\u2028z", {"a": "x\u0085y\u2028z"}),
    ("a: 😀 \u00a0å", {"a": "😀 \u00a0å"}),
    ('a: "\\x41\\u00e5\\ud83d\\ude00"', {"a": "Aå😀"}),
    ("a: ----------\nb: ..........................", {"a": "----------", "b": ".........................."}),
    ("a:" + " " * 300 + "x", {"a": "x"}),
    ("a: " + "å" * 40_000, {"a": "å" * 40_000}),
    ("".join(" " * depth + "a:\n" for depth in range(63)) + " " * 63 + "a: 1", None),
]


@pytest.mark.parametrize(("text", "data"), GOOD, ids=[repr(case[0])[:40] for case in GOOD])
def test_good_text_gives_data(text, data):
    source = understood(text)
    assert source.problems == ()
    assert data is None or source.data == data


def test_text_is_what_the_file_says_without_its_mark():
    assert understood("\ufeffå: 1\r\n").text == "å: 1\r\n"


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=200) | st.text("\n\t -:?,[]{}#&*!|>'\"%@`~.0123456789aå😀\u2028\x85\ufeff\r\\", max_size=80).map(str.encode))
def test_no_bytes_raise_and_every_problem_has_a_place_in_the_text(raw):
    source = understood(raw)
    lines = lines_of(source.text)
    for problem in source.problems:
        assert problem.code in vars(codes).values()
        assert problem.hint is not None
        for position in problem.span:
            assert 1 <= position.line <= len(lines)
            assert 1 <= position.column <= len(lines[position.line - 1]) + 1


def test_a_file_is_read_under_its_name(tmp_path):
    (tmp_path / "plan.yaml").write_bytes(b"kind: plan\n")
    source = read(tmp_path / "plan.yaml", "plans/plan.yaml")
    assert (source.file, source.data, source.problems) == ("plans/plan.yaml", {"kind": "plan"}, ())


def only_problem(path: Path) -> tuple[str, str]:
    source = read(path, "x.yaml")
    assert (source.data, source.text) == (None, "")
    (problem,) = source.problems
    return problem.code, english(problem.message)


def test_a_file_that_is_gone(tmp_path):
    assert only_problem(tmp_path / "x.yaml") == ("F007", "this does not exist any more")


def test_a_folder_in_place_of_a_file(tmp_path):
    assert only_problem(tmp_path)[0] == "F008"


@pytest.mark.parametrize(
    ("error", "words"), [(PermissionError(13, "no"), "permission"), (OSError(5, "Input/output error"), "Input/output error")]
)
def test_a_file_that_cannot_be_opened(tmp_path, monkeypatch, error, words):
    def refuse(*args):
        raise error

    monkeypatch.setattr(os, "open", refuse)
    code, message = only_problem(tmp_path / "x.yaml")
    assert code == "F007"
    assert words in message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_does_not_make_the_reader_wait(tmp_path):
    os.mkfifo(tmp_path / "x.yaml")
    assert only_problem(tmp_path / "x.yaml")[0] == "F007"


def test_a_file_that_is_too_large(tmp_path):
    with (tmp_path / "x.yaml").open("wb") as file:
        file.truncate(10_000_001)
    assert only_problem(tmp_path / "x.yaml")[0] == "F010"


def test_reading_needs_no_slow_parser():
    code = "import sys; from planctl.source import reader, locate, discover; print('yaml' in sys.modules, 'ruamel.yaml' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]
