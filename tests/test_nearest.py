"""The nearest of the words that there are: a part of one alone is that one, else the one with the most letters in common."""

from __future__ import annotations

import pytest

from planctl.nearest import nearest

ADDRESSES = ("personal/friskvard", "personal/friska-medarbetare", "personal/sjukfranvaro", "it/sjukfranvaro", "it/friska-hus", "it/hme")
TITLES = ("total sjukfrånvaro", "korttidsfrånvaro", "svarstid i personalfrågor", "betyg")


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("personal/friska", ADDRESSES, "personal/friska-medarbetare"),
        ("personal/FRISKA", ADDRESSES, "personal/friska-medarbetare"),
        ("personal/medarbetare", ADDRESSES, "personal/friska-medarbetare"),
        ("personal/franvaro", ADDRESSES, "personal/sjukfranvaro"),
        ("personal/sjukfranvarro", ADDRESSES, "personal/sjukfranvaro"),
        ("personal/frisk", ADDRESSES, "personal/friskvard"),
        ("it/sjuk", ADDRESSES, "it/sjukfranvaro"),
        ("sjukfrånvaro", TITLES, "total sjukfrånvaro"),
        ("svarstid", TITLES, "svarstid i personalfrågor"),
        ("betygg", TITLES, "betyg"),
        ("ty", TITLES, None),
        ("katter", TITLES, None),
    ],
)
def test_nearest(word: str, known: tuple[str, ...], expected: str | None) -> None:
    assert nearest(word, known) == expected
