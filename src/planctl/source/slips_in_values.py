"""Slips inside a line: signs, quotes, brackets, colons and commas that mean something to YAML."""

from __future__ import annotations

import re

from planctl.message import Message
from planctl.source import codes
from planctl.source.entry import entry_at, quoted, scanned, shortened
from planctl.source.limits import LESS_DEEP, TOO_DEEP
from planctl.source.mistake import Mistake, Slip, indent

_SIGNS = set("%@`*&!>|,?}]")


def too_deep(mistake: Mistake) -> Slip | None:
    if not mistake.says("recursion limit"):
        return None
    at = mistake.span(mistake.line, mistake.column - 1, mistake.column)
    return Slip(at, TOO_DEEP, LESS_DEEP, codes.TOO_LARGE)


def colon_in_text(mistake: Mistake) -> Slip | None:
    if not mistake.says("mapping values", "did not find expected ','", "expected ',' or", "illegal placement"):
        return None
    start = mistake.entry.start
    if not mistake.entry.prefix.rstrip().endswith(":") or not start < mistake.column - 1 or ":" not in mistake.entry.value:
        return None
    message = Message("a text with a colon and a space in it must be in quotes")
    return mistake.at_entry(message, Message("write {entry}", entry=mistake.entry.in_quotes()))


def sign_first(mistake: Mistake) -> Slip | None:
    """A value that begins with a sign that YAML has for itself: `> 80`, `%`, `*`."""
    text, index = mistake.text, mistake.column - 1
    sign = text[index : index + 1]
    entry = mistake.entry
    if sign not in _SIGNS or not sign or index != entry.start or mistake.says("bracket '"):
        return None
    if not entry.prefix.rstrip().endswith(":") and (key := re.match(r"[^\s:]+(?=:(\s|$))", entry.value)):
        message = Message("a key that begins with {sign} must be in quotes", sign=sign)
        return mistake.at_entry(message, Message("write {entry}", entry=quoted(key[0]) + ":"))
    message = Message("a value that begins with {sign} must be in quotes", sign=sign)
    return mistake.at_entry(message, Message("write {entry}", entry=entry.in_quotes()))


def dash_first(mistake: Mistake) -> Slip | None:
    if not (mistake.says("block sequence entries") and mistake.text[mistake.column - 1 : mistake.column] == "-"):
        return None
    entry = mistake.entry.in_quotes()
    message = Message("a value can't begin with a dash and a space")
    hint = Message("write {entry} if it is text; the items of a list each begin a line of their own, below the key", entry=entry)
    return mistake.at_entry(message, hint)


def after_quotes(mistake: Mistake) -> Slip | None:
    """Text goes on after what YAML takes for the closing quote: quotes inside quotes, or one quoted word."""
    if not mistake.says("invalid trailing content"):
        return None
    message = Message("the text goes on after the closing quote")
    if mistake.entry.value[:1] not in ("'", '"'):
        hint = Message("use the other sort of quotes around the text, or double the quotes inside it")
        return Slip(mistake.span(mistake.line, mistake.column - 1, mistake.column), message, hint)
    hint = Message("write {entry}", entry=mistake.entry.in_quotes())
    return Slip(mistake.span(mistake.line, mistake.column - 1, mistake.entry.end), message, hint)


def backslash(mistake: Mistake) -> Slip | None:
    if not mistake.says("a quoted scalar") or mistake.text[mistake.column - 1 : mistake.column] != '"':
        return None
    value = mistake.text[mistake.column - 1 : mistake.entry.end]
    found = re.compile(r'\\(?![0abtnvfreNLP_xuU\s"/\\])|\\[xuU]').search(mistake.text, mistake.column)
    index = found.start() if found else mistake.column - 1
    message = Message("in double quotes, a backslash begins a code, and this is none")
    single = f"'{value[1:-1]}'" if value.endswith('"') and len(value) > 1 and "'" not in value else None
    hint = (
        Message("write {entry}", entry=shortened(mistake.entry.prefix + single))
        if single
        else Message("double the backslash, or use single quotes")
    )
    return Slip(mistake.span(mistake.line, index, index + 2), message, hint)


def open_quote(mistake: Mistake) -> Slip | None:
    if not mistake.says("unclosed quote", "multiline quoted", "quoted scalar, found unexpected document"):
        return None
    below = mistake.line + 1 if mistake.says("unclosed") else mistake.line
    number = next((n for n in mistake.upwards(below) if scanned(mistake.line_at(n)).quote is not None), 0)
    line = mistake.line_at(number)
    index = scanned(line).quote
    if index is None:
        return None
    entry = entry_at(line, index)
    closed = shortened(entry.prefix + line[index:].rstrip() + line[index])
    hint = Message("close it: {entry}", entry=closed)
    return Slip(mistake.span(number, index, index + 1), Message("the quote that begins here is never closed"), hint)


def open_bracket(mistake: Mistake) -> Slip | None:
    if not mistake.says("unclosed bracket", "flow", "illegal placement", "expected ','"):
        return None
    texts = ((n, mistake.line_at(n)) for n in mistake.upwards(mistake.line))
    candidates = [(mistake.line, mistake.text[: mistake.column]), *texts]
    number, index = next(((n, scan.opened[-1][0]) for n, text in candidates if (scan := scanned(text)).opened), (0, 0))
    if not number:
        return None
    sign = mistake.line_at(number)[index]
    message = Message("the bracket {sign} that begins here is never closed", sign=sign)
    hint = Message("write {closing} where the list or group ends", closing={"[": "]", "{": "}"}[sign])
    return Slip(mistake.span(number, index, index + 1), message, hint)


def wrong_bracket(mistake: Mistake) -> Slip | None:
    sign = mistake.text[mistake.column - 1 : mistake.column]
    if mistake.says("misplaced bracket"):
        message = Message("the bracket {sign} closes nothing", sign=sign)
        hint = Message("delete it; a text that begins with a bracket must be in quotes")
    elif mistake.says("mismatched bracket"):
        message = Message("the bracket {sign} that begins here is closed by one of the other sort", sign=sign)
        hint = Message("a list is written {list}, keys with values are written {keys}", list="[a, b]", keys="{a: 1, b: 2}")
    else:
        return None
    return Slip(mistake.span(mistake.line, mistake.column - 1, mistake.column), message, hint)


def after_bracket(mistake: Mistake) -> Slip | None:
    """Text goes on after a closing bracket: `[1] x`."""
    if not (mistake.says("did not find expected key", "expected <document start>") and mistake.column - 1 > indent(mistake.text)):
        return None
    if mistake.entry.value[:1] not in ("[", "{"):
        return None
    message = Message("the text goes on after the closing bracket")
    return mistake.at_entry(message, Message("write {entry} if it is text", entry=mistake.entry.in_quotes()))


def missing_value(mistake: Mistake) -> Slip | None:
    """Two commas in a row, or a comma first."""
    if not mistake.says("unexpected EOF while parsing a flow", "did not find expected node content"):
        return None
    message = Message("there is nothing before this comma")
    hint = Message("delete the comma, or write what is missing")
    if mistake.text[mistake.column - 1 : mistake.column] != ",":
        return None
    return Slip(mistake.span(mistake.line, mistake.column - 1, mistake.column), message, hint)
