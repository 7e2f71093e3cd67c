"""Whatever two sides do to a file: nothing is lost or invented, and the order of the two does not matter."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from planctl.revisions.merge.conflict import chosen
from planctl.revisions.merge.data import frozen
from planctl.revisions.merge.semantic import Merged, Refused, merged_texts
from planctl.revisions.merge.sequence import merged_items, merged_order
from planctl.source.editing.tree import comments
from planctl.source.nodes import all_events
from planctl.source.reader import parse

KEYS = st.sampled_from("abcdef")
SCALARS = st.sampled_from(["1", "2", "x", '"< 70"', "70–79", "'y'", "null", "14.20"])


@st.composite
def flows(draw: Any, depth: int = 1) -> str:
    kind = draw(st.integers(0, 2 if depth else 0))
    if kind == 1:
        items = draw(st.dictionaries(KEYS, flows(depth=depth - 1), max_size=3))
        return "{" + ", ".join(f"{key}: {value}" for key, value in items.items()) + "}"
    if kind == 2:
        return "[" + ", ".join(draw(st.lists(flows(depth=depth - 1), max_size=3))) + "]"
    return draw(SCALARS)  # type: ignore[no-any-return]


NOTES = st.one_of(st.just(""), st.just(""), st.integers(1, 9999).map("# {}".format))


@st.composite
def blocks(draw: Any, column: int = 0, depth: int = 2) -> list[str]:
    """The lines of a mapping, with comments and blank lines."""
    step, indent, lines = draw(st.sampled_from([2, 2, 4])), " " * column, []
    for key in draw(st.lists(KEYS, min_size=1, max_size=4, unique=True)):
        note, trail = draw(NOTES), draw(NOTES)
        lines += draw(st.sampled_from([[], [], [""]])) + ([indent + note] if note else [])
        behind = f"  {trail}" if trail else ""
        kind = draw(st.integers(0, 4))
        if kind == 0 and depth:
            lines += [f"{indent}{key}:{behind}", *draw(blocks(column + step, depth - 1))]
        elif kind == 1:
            items = draw(st.lists(SCALARS, min_size=1, max_size=3))
            lines += [f"{indent}{key}:{behind}", *(f"{indent}  - {item}" for item in items)]
        elif kind == 2:
            lines += [f"{indent}{key}: >-", f"{indent}  {draw(st.sampled_from(['ord', 'fler ord']))}", f"{indent}  på två rader"]
        else:
            lines.append(f"{indent}{key}: {draw(flows())}{behind}")
    return lines  # type: ignore[no-any-return]


@st.composite
def edited(draw: Any, lines: list[str], side: str) -> str:
    """The lines with some of them gone, put elsewhere, or replaced by others; or quite another file."""
    new = list(lines)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, max(len(new) - 1, 0)))
        action = draw(st.integers(0, 4))
        if action == 0 and new:
            del new[at]
        elif action == 1 and new:
            new.insert(draw(st.integers(0, len(new))), new[at])
        elif action == 2 and new and ": " in new[at]:
            new[at] = new[at].split(": ")[0] + ": " + draw(flows())
        elif action == 3:
            new.insert(at, " " * draw(st.sampled_from([0, 2, 4])) + f"{draw(KEYS)}: {draw(SCALARS)}")
        else:
            new.insert(at, " " * draw(st.sampled_from([0, 2, 4])) + f"# {side} {draw(st.integers(1, 9999))}")
    return "\n".join(new) + draw(st.sampled_from(["\n", ""]))


@st.composite
def triples(draw: Any) -> tuple[str, str, str]:
    base = draw(blocks())
    return "\n".join(base) + "\n", draw(edited(base, "vår")), draw(edited(base, "deras"))


def read(text: str) -> Any:
    source = parse(text.encode(), Path("-"), "")
    return None if source.problems else source.data


def noted(text: str) -> Counter[str]:
    return Counter(comment.strip() for comment in comments(text, all_events(text)))


def text_of(merged: Merged, *, ours: bool) -> str:
    return "".join(line + "\n" for line in chosen(merged.pieces, ours=ours))


@settings(max_examples=400, deadline=None)
@given(triples())
def test_nothing_is_lost_or_invented(triple):
    base, ours, theirs = triple
    if any(read(text) is None for text in triple):
        return
    result, mirrored = (merged_texts(base.encode(), one.encode(), other.encode()) for one, other in ((ours, theirs), (theirs, ours)))
    is_plain = "#" not in base + ours + theirs and not any(repeats(read(text)) for text in triple)
    if isinstance(result, Refused) or isinstance(mirrored, Refused):
        assert not is_plain, "only comments that would land in a text, or whose item can't be told, may leave a file to git"
        return
    assert result.has_conflicts == mirrored.has_conflicts or not is_plain
    for is_ours in (True, False):
        text, other = text_of(result, ours=is_ours), text_of(mirrored, ours=not is_ours)
        assert loose(read(text)) == loose(read(other)) or not is_plain
        assert leaves(read(text)) <= leaves(read(base)) | leaves(read(ours)) | leaves(read(theirs))
    added = noted(ours) - noted(base) | noted(theirs) - noted(base)
    assert not added - (noted(text_of(result, ours=True)) | noted(text_of(result, ours=False)))


def loose(data: Any) -> Any:
    """Data with lists in whatever order."""
    if isinstance(data, dict):
        return {key: loose(value) for key, value in data.items()}
    return sorted(repr(loose(item)) for item in data) if isinstance(data, list) else frozen(data)


def repeats(data: Any) -> bool:
    """Whether there is a list with an item that stands there twice: which of them was changed, no one knows."""
    if isinstance(data, dict):
        return any(map(repeats, data.values()))
    return isinstance(data, list) and (len({frozen(item) for item in data}) < len(data) or any(map(repeats, data)))


def leaves(data: Any) -> set[Any]:
    if isinstance(data, dict):
        return {leaf for value in data.values() for leaf in leaves(value)}
    return {leaf for item in data for leaf in leaves(item)} if isinstance(data, list) else {frozen(data)}


@settings(max_examples=200, deadline=None)
@given(triples())
def test_one_side_alone_is_taken_word_for_word(triple):
    base, side, _ = triple
    if read(base) is None or read(side) is None:
        return
    for ours, theirs in ((side, base), (base, side), (side, side)):
        result = merged_texts(base.encode(), ours.encode(), theirs.encode())
        assert isinstance(result, Merged)
        assert not result.has_conflicts
        assert text_of(result, ours=True) == side.removesuffix("\n") + "\n"


CELLS = [
    {},
    {"value": 1},
    {"value": 2},
    {"value": 3},
    {"value": 1, "comment": "x"},
    {"value": 2, "comment": "y", "analysis": "z"},
    {"value": "confidential", "reason": "Sekretess"},
    {"forecast": 1},
]


@st.composite
def cells(draw: Any) -> str:
    """The outcome of a follow-up in one of the ways to write it, or none."""
    keys = draw(st.sampled_from(CELLS))
    if not keys:
        return ""
    if list(keys) == ["value"] and draw(st.booleans()):
        return f"    T1: {keys['value']}\n"
    pairs = [f"{key}: {value}" for key, value in keys.items()]
    return f"    T1: {{{', '.join(pairs)}}}\n" if draw(st.booleans()) else "    T1:\n" + "".join(f"      {pair}\n" for pair in pairs)


@settings(max_examples=400, deadline=None)
@given(cells(), cells(), cells())
def test_an_outcome_is_what_a_side_wrote_or_what_both_did(base, ours, theirs):
    texts = [f"kind: outcomes\nkpis:\n  a:\n    T2: 1\n{cell}" for cell in (base, ours, theirs)]
    result = merged_texts(*(text.encode() for text in texts))
    assert isinstance(result, Merged)
    wrote = [cell_of(text) for text in texts]
    for is_ours in (True, False):
        cell = cell_of(text_of(result, ours=is_ours))
        if result.has_conflicts:
            assert cell == wrote[1 if is_ours else 2]
        else:
            assert all(cell.get(key) in {side.get(key) for side in wrote[1:]} for key in {key for side in wrote for key in side})
            assert "reason" not in cell or cell["value"] == "confidential"


def cell_of(text: str) -> dict[str, Any]:
    found = read(text)["kpis"]["a"].get("T1", {})
    return found if isinstance(found, dict) else {"value": found}


ITEMS = st.lists(st.sampled_from("abcdef"), max_size=5)


@given(ITEMS, ITEMS, ITEMS)
@example(["b"], ["a", "b"], ["a", "b", "a"])
def test_items_come_from_one_of_the_lists(base, ours, theirs):
    items = merged_items(base, ours, theirs)
    mirrored = merged_items(base, theirs, ours)
    assert (items is None) == (mirrored is None)
    if items is not None and mirrored is not None:
        result = [(ours if is_ours else theirs)[index] for is_ours, index in items]
        assert sorted(result) == sorted((theirs if is_ours else ours)[index] for is_ours, index in mirrored)
        assert set(ours) & set(theirs) <= set(result) | set(base)
        assert (set(ours) | set(theirs)) - set(base) <= set(result)
        assert not set(base) - set(ours) - set(theirs) & set(result)


UNIQUE = st.lists(st.sampled_from("abcdef"), unique=True)


@given(UNIQUE, UNIQUE, UNIQUE)
def test_order_holds_every_key_once(base, ours, theirs):
    kept = {key for key in {*ours, *theirs} if key not in base or (key in ours and key in theirs)}
    order = merged_order(base, ours, theirs, kept)
    assert sorted(order) == sorted(kept)
    assert merged_order(base, ours, base, set(ours)) == ours
    assert merged_order(base, base, theirs, set(theirs)) == theirs
