"""The follow-up of the calendar that a wrong name may mean."""

from __future__ import annotations

from planctl.message import Message

_WHOLE_YEAR = ("år", "året", "helår", "helåret", "årsbokslut", "bokslut", "årsredovisning", "year", "full-year", "annual")


def nearest_follow_up(word: str, names: tuple[str, ...]) -> Message:
    """The hint that names it; else all that the calendar has."""
    folded = {name.casefold(): name for name in names} | dict.fromkeys(_WHOLE_YEAR, names[-1])
    meant = folded.get(word.casefold())
    if meant is not None:
        return Message("did you mean {word}?", word=meant)
    return Message("the calendar in organisation.yaml has {names}", names=names)
