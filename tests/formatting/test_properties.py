"""Whatever a file looks like: its form is a fixed point, says the same, and holds every comment once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from planctl.formatting.form import formatted
from planctl.source.editing.changes import same_in_any_order
from planctl.source.editing.tree import Branch, tree
from planctl.source.nodes import all_events, extent
from planctl.source.reader import parse

CALENDAR = ("T1", "T2", "year")
COMMENT = re.compile(r"#c\d+")
LONG = "En mening som är så lång att den inte får plats på en rad, eftersom den har många ord, det ena efter det andra, och inget slut."
KEYS = [
    "title",
    "goals",
    "kpis",
    "document",
    "unit",
    "thresholds",
    "target",
    "x",
    "å-ö",
    '"q: r"',
    "'s'",
    "2024",
    "T2",
    "T1",
    "year",
    '"2025"',
]
TEXTS = [
    "a",
    "två ord",
    "≥ 80",
    "4,0",
    "80%",
    "it's",
    'say "x"',
    "a # b",
    "a: b",
    LONG,
    LONG.replace(" ", "  ", 3),
    "\u202f1 000",
    "§ 8",
    "#x",
]
PLAIN = ["a", "två ord", "70–79", "6.90", "7", "-1.50", "true", "~", "null", "1e3", "0x1F", "2024-01-01", "04-30", "≥ 80", "", "it's", LONG]
FLOW = ["{}", "[]", "{a: 1}", "[a, b]", "{red: '< 7', yellow: 7–8, green: \"≥ 8\"}", "[[1, 2], {a: }]", "{b, c: 6.90}", '[{a: "x, y"}]']


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Text of a plan in any layout: not all of it is YAML."""
    return _Layout(draw).document()


class _Layout:
    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.comments = 0

    def one(self, *choices):
        return self.draw(st.sampled_from(choices))

    def rare(self) -> bool:
        return self.draw(st.integers(0, 4)) == 0

    def comment(self) -> str:
        self.comments += 1
        return f"#c{self.comments}"

    def document(self) -> str:
        head = self.between(0) + (["---"] if self.rare() else [])
        kind = ["kind: " + self.one("plan", '"outcomes"', "organisation") + self.beside()]
        lines = [*head, *kind, *self.between(0), *self.mapping(0, 3), *self.between(0)]
        newline = self.one("\n", "\n", "\n", "\r\n", "\r")
        return self.one("", "", "\ufeff") + newline.join(lines) + self.one(newline, newline, "")

    def between(self, indent: int) -> list[str]:
        lines = []
        while self.rare():
            lines.append(self.one("", "   ", " " * self.one(0, indent, indent, indent + 2) + self.comment()))
        return lines

    def beside(self) -> str:
        return self.one(" ", "   ", "\t") + self.comment() if self.rare() else self.one("", "", "", "  ")

    def mapping(self, indent: int, depth: int) -> list[str]:
        lines = []
        for key in self.draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=4, unique=True)):
            lines += self.between(indent)
            first, *rest = self.value(indent, depth)
            lines += [" " * indent + self.one("", "", "", "? ") + key + (f":{first}" if first else ":"), *rest]
            if lines[-1 - len(rest)].lstrip().startswith("? "):
                lines[-1 - len(rest)] = " " * indent + key + (f":{first}" if first else ":")
        return lines

    def items(self, indent: int, depth: int) -> list[str]:
        lines = []
        for _ in range(self.draw(st.integers(1, 3))):
            lines += self.between(indent)
            if depth and self.rare():
                first, *rest = self.mapping(indent + 2, depth - 1)
                lines += [" " * indent + "- " + first.lstrip(), *rest] if not first.lstrip().startswith("#") and first.strip() else []
            else:
                first, *rest = self.value(indent, 0)
                lines += [" " * indent + "-" + first, *rest]
        return lines

    def value(self, indent: int, depth: int) -> list[str]:
        """What stands behind the colon, and the lines below."""
        kind = self.one("plain", "plain", "quoted", "block", "flow", "lines", "flow lines", *(["mapping"] * 3 + ["list"] if depth else []))
        below = indent + self.one(1, 2, 2, 4)
        if kind == "mapping":
            return [self.beside(), *self.mapping(below, depth - 1)]
        if kind == "list":
            return [self.beside(), *self.items(indent + self.one(0, 2), depth - 1)]
        if kind == "block":
            return self.block(below)
        if kind == "lines":
            quote = self.one("", '"', "'")
            return [" " + quote + "ett", *self.one([], [""]), " " * below + "två tre" + quote + self.beside()]
        if kind == "flow lines":
            return [
                " {" + self.beside(),
                *self.between(below),
                " " * below + "a: 1," + self.beside(),
                " " * below + "b: [c," + self.beside(),
                *self.between(below),
                " " * below + "'d']" + self.beside(),
                " " * below + "}" + self.beside(),
            ]
        marks = self.one("", "", "", "", "", f"&m{self.comments} ", "!!str ") if kind in ("plain", "flow") else ""
        word = self.one(*PLAIN) if kind == "plain" else self.one(*FLOW) if kind == "flow" else self.quoted(self.one(*TEXTS))
        if self.rare() and word:
            return [self.beside(), *self.between(below), " " * below + marks + word + self.beside()]
        return [" " + marks + word + self.beside()]

    def quoted(self, text: str) -> str:
        return "'" + text.replace("'", "''") + "'" if self.rare() else '"' + text.replace('"', '\\"') + '"'

    def block(self, indent: int) -> list[str]:
        lines = [
            self.one("ord", LONG, "- punkt", "  indraget", "", "# ingen kommentar", "slut ", "a\tb", "---")
            for _ in range(self.one(1, 2, 4))
        ]
        return [
            " " + self.one("|", ">") + self.one("", "-", "-", "+") + self.beside(),
            *(" " * indent + line if line else "" for line in lines),
        ]


def keys_before_comments(text: str) -> tuple[list[str], dict[str, int]]:
    """The keys in order, and how many of them stand above each comment."""
    keys: list[tuple[int, str]] = []
    for branch in branches(tree(text, all_events(text))):
        keys += [(extent(branch.key)[0], str(branch.key.value))] if branch.key is not None else []
    return [key for _, key in keys], {found[0]: sum(start < found.start() for start, _ in keys) for found in COMMENT.finditer(text)}


def branches(branch: Branch) -> Iterator[Branch]:
    yield branch
    for child in branch.children.values():
        yield from branches(child)


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_any_layout(text: str):
    raw = text.encode()
    source = parse(raw, Path("x"), "x")
    event("read" if not source.problems else "not read")
    assume(not source.problems)
    result = formatted(raw, "x", CALENDAR)
    if any("report it" in problem.hint.msgid for problem in result.problems):
        raise AssertionError(result.problems)
    event(result.problems[0].message.msgid if result.problems else "formatted")
    assume(not result.problems)
    after = parse(result.after, Path("x"), "x")
    assert not after.problems
    assert same_in_any_order(after.data, source.data)
    assert sorted(COMMENT.findall(after.text)) == sorted(COMMENT.findall(source.text))
    assert formatted(result.after, "x", CALENDAR).after == result.after
    (old, above), (new, now) = keys_before_comments(source.text), keys_before_comments(after.text)
    if old == new:  # no key has moved: a comment behind a key may have gone above it; one in braces, behind them
        assert all(above[comment] - now[comment] in range(-4, 2) for comment in above), (text, after.text)
    assert result.after.endswith(b"\n")
    assert not result.after.endswith(b"\n\n")
    assert all(line == line.rstrip() or "  " in source.text or "\t" in source.text or "slut " in line for line in after.text.splitlines())
