"""Lines on a terminal."""

from __future__ import annotations

from planctl.render.terminal import wrapped


def test_lines_are_broken_at_blanks_alone() -> None:
    address = "individ-och-familjeomsorg/medarbetare-som-varit-sjukskrivna-mer-än-sextio-dagar"
    assert wrapped(f"menade du {address}?", 40) == ["menade du", f"{address}?"]


def test_what_is_no_word_is_broken_anywhere() -> None:
    assert max(map(len, wrapped("x" * 40_000, 78))) == 78
