"""Texts word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctl.revisions.word_diff import Piece, pieces, pieces_of_items


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Ett mål", "Ett mål", [Piece("Ett mål", "Ett mål")]),
        ("Ett bra mål", "Ett nytt mål", [Piece("Ett ", "Ett "), Piece("bra", "nytt"), Piece(" mål", " mål")]),
        ("Ett mål", "Ett mål, till", [Piece("Ett mål", "Ett mål"), Piece("", ", till")]),
        ("Inte ett mål.", "Ett mål.", [Piece("Inte ett", "Ett"), Piece(" mål.", " mål.")]),
        (
            "en två tre fyra fem sex",
            "en X Y fyra fem sex",
            [Piece("en ", "en "), Piece("två tre", "X Y"), Piece(" fyra fem sex", " fyra fem sex")],
        ),
        ("helt annat", "Nu står här något som inte liknar det", [Piece("helt annat", "Nu står här något som inte liknar det")]),
        ("vikt\n  text", "vikt text", [Piece("vikt text", "vikt text")]),
    ],
)
def test_pieces(before, after, expected):
    assert pieces(before, after) == expected


def test_items_stay_or_go_whole():
    before, after = ("verksamhetsstod/klimat", "sektor/klimat", "kost/svinn"), ("lindsjo/klimat", "sektor/klimat")
    assert pieces_of_items(before, after, "; ") == [
        Piece("verksamhetsstod/klimat", "lindsjo/klimat"),
        Piece("; sektor/klimat", "; sektor/klimat"),
        Piece("; kost/svinn", ""),
    ]


WORDS = st.lists(st.sampled_from(["mål", "år", "6,4", "%", "–", "och", "å"]), max_size=12).map(" ".join)


@given(before=WORDS, after=WORDS)
def test_the_pieces_are_both_texts(before, after):
    found = pieces(before, after)
    assert "".join(piece.before for piece in found) == before
    assert "".join(piece.after for piece in found) == after


def test_texts_that_are_too_long_stand_whole():
    before, after = "ord " * 3_000, "andra " * 3_000
    assert pieces(before, after) == [Piece(before, after)]
