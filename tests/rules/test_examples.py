"""Every rule is declared whole, and finds what its bad example shows and nothing in its good one."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from pathlib import Path

import pytest
from example_files import Part, parts

from planctl.diagnostics import Diagnostic, Severity
from planctl.message import Message
from planctl.rules.registry import EXAMPLES, FAMILIES, Rule, all_rules, found_by_reader

RULES = all_rules()
Found = Callable[..., list[Diagnostic]]


def fields_of(message: Message) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(message.msgid) if name}


def messages(message: Message | None) -> list[Message]:
    """A message and all messages in its fields."""
    if message is None:
        return []
    nested = [part for value in message.values.values() for part in (value if isinstance(value, tuple) else (value,))]
    return [message, *(found for part in nested if isinstance(part, Message) for found in messages(part))]


@pytest.mark.parametrize("code", RULES)
def test_a_rule_is_declared_whole(code: str) -> None:
    rule: Rule = RULES[code]
    assert re.fullmatch(f"[{''.join(FAMILIES)}][0-9]{{3}}", code)
    for text in (rule.title, rule.reason):
        assert fields_of(text) == set(text.values)
    assert "\n" not in rule.title.msgid
    assert not rule.title.msgid.endswith(".")
    assert rule.reason.msgid.endswith(".")


def test_every_rule_has_examples_and_every_example_a_rule() -> None:
    wanted = {f"{code}.{kind}.yaml" for code in RULES for kind in ("bad", "good")}
    there = {path.name for path in EXAMPLES.iterdir()}
    assert sorted(wanted - there) == []
    assert sorted(there - wanted) == []


def test_a_code_is_declared_once() -> None:
    rule = RULES["F001"]
    with pytest.raises(ValueError, match="F001"):
        found_by_reader("F001", title=rule.title, reason=rule.reason)


@pytest.mark.parametrize("code", RULES)
def test_the_bad_example_shows_the_fault(code: str, found: Found) -> None:
    text = example(code, "bad")
    findings = [diagnostic for diagnostic in found(text) if diagnostic.code == code]
    assert findings, f"{code} finds nothing in its own bad example"
    files = {part.name: part for part in parts(text)}
    marked = set().union(*(part.marked() for part in files.values()))
    for diagnostic in findings:
        assert_in_text(diagnostic, files)
        assert_filled(diagnostic)
    if marked:
        assert {(inside(diagnostic.file, files), diagnostic.span.start.line) for diagnostic in findings} == marked


@pytest.mark.parametrize("code", RULES)
def test_the_bad_example_shows_nothing_worse(code: str, found: Found) -> None:
    others = [diagnostic for diagnostic in found(example(code, "bad")) if diagnostic.severity is Severity.ERROR and diagnostic.code != code]
    assert others == []


@pytest.mark.parametrize("code", RULES)
def test_the_good_example_is_mended(code: str, found: Found) -> None:
    diagnostics = found(example(code, "good"))
    assert [diagnostic for diagnostic in diagnostics if diagnostic.code == code or diagnostic.severity is Severity.ERROR] == []


def example(code: str, kind: str) -> str:
    text = RULES[code].example(kind)
    assert text, f"{code}.{kind}.yaml can't be read"
    return text


def inside(file: str, names: dict[str, Part]) -> str:
    """The example's own name of a file, which check shows relative to the working directory."""
    return next((name for name in names if Path(file).as_posix().endswith(f"plans/{name}")), file)


def assert_in_text(diagnostic: Diagnostic, files: dict[str, Part]) -> None:
    """The place is in a file of the example, on a line that is there; a line of text, unless the file as a whole is meant."""
    name = inside(diagnostic.file, files)
    start, end = diagnostic.span
    assert start <= end
    lines = files[name].text.splitlines() if name in files else [""]
    assert start.line == 1 or (start.line <= len(lines) and lines[start.line - 1].strip())
    if start.line > 1:
        assert start.column <= len(lines[start.line - 1]) + 1


def assert_filled(diagnostic: Diagnostic) -> None:
    """Every field of what is said has a value, and no value is left over."""
    for message in messages(diagnostic.message) + messages(diagnostic.hint):
        assert fields_of(message) == set(message.values), message
