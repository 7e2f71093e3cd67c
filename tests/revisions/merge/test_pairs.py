"""Pairs of concurrent edits over the real plans, some of those of `python -m bench merge`."""

from __future__ import annotations

from bench.merge_pairs import pairs
from bench.merges import faults_of, has_conflict, the_other_way
from planctl.revisions.merge.conflict import Style, marked
from planctl.revisions.merge.semantic import Merged, merged_texts

PAIRS = 100


def test_nothing_is_lost_or_invented_and_only_one_and_the_same_value_is_in_conflict():
    for pair in pairs(PAIRS, seed=7):
        merged = merged_texts(pair.base.encode(), pair.ours.encode(), pair.theirs.encode())
        assert isinstance(merged, Merged), pair.name
        text = "".join(line + "\n" for line in marked(merged.pieces, Style()))
        assert faults_of(pair, text, the_other_way(pair)) == [], pair.name
        assert not (pair.apart and has_conflict(text)), pair.name
