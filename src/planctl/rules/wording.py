"""Words that say nothing which can be followed up, and words that tell a doing from a state: the lists behind the rules about wording.

Only whole words and phrases count, in any case. A list holds what is vague wherever it stands, not what is vague now and then: "ökad" and
"bidra till" are not here, because "ökad andel behöriga lärare" is a goal. A title with a number in it is never vague.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

VAGUE = (
    # An effort, whatever comes of it
    "arbeta för", "arbeta aktivt", "arbeta mot", "jobba för", "verka för", "sträva efter", "sträva mot", "eftersträva", "främja", "främjar",
    "främjas", "stimulera", "uppmuntra", "stödja", "underlätta", "värna", "slå vakt om", "satsa på", "fokusera på", "ha fokus på",
    "sätta fokus på", "prioritera", "lyfta fram", "synliggöra", "uppmärksamma", "ta hänsyn till", "beakta",
    "work for", "work towards", "strive", "endeavour", "aim to", "promote", "encourage", "facilitate", "focus on", "prioritise",
    "prioritize", "highlight", "take into account",
    # A direction without a distance
    "förbättra", "förbättras", "förbättrad", "förbättrat", "förbättrade", "utveckla", "vidareutveckla", "stärka", "stärks", "stärkt",
    "förstärka", "effektivisera", "optimera", "höja kvaliteten", "öka medvetenheten", "ökad medvetenhet", "öka kunskapen",
    "öka förståelsen", "ökad förståelse", "öka attraktiviteten", "ständiga förbättringar",
    "improve", "improved", "develop", "strengthen", "strengthened", "enhance", "enhanced", "optimise", "optimize", "raise awareness",
    "increase awareness", "increased awareness", "continuous improvement",
    # A quality that everyone judges differently
    "bra", "god", "goda", "gott", "bättre", "bästa möjliga", "hög kvalitet", "högkvalitativ", "högkvalitativa", "ändamålsenlig",
    "ändamålsenliga", "ändamålsenligt", "tillfredsställande", "tillräcklig", "tillräckliga", "tillräckligt", "rimlig", "rimliga", "rimligt",
    "lämplig", "lämpliga", "lämpligt", "modern", "moderna", "modernt", "i framkant", "i världsklass", "optimal", "optimala", "optimalt",
    "good", "better", "best possible", "high quality", "high-quality", "appropriate", "satisfactory", "sufficient", "adequate",
    "reasonable", "suitable", "world-class", "cutting-edge",
    # A reservation
    "om möjligt", "i möjligaste mån", "så långt det är möjligt", "så långt som möjligt", "där så är lämpligt",
    "if possible", "where possible", "as far as possible", "where appropriate",
)  # fmt: skip
"""What states no result."""

DOINGS = (
    "ta fram", "genomföra", "genomför", "införa", "utreda", "utred", "kartlägga", "kartlägg", "upprätta", "anordna", "arrangera", "lansera",
    "implementera", "upphandla", "inventera", "utbilda", "informera", "starta", "påbörja", "slutföra", "färdigställa", "revidera",
    "uppdatera", "se över", "sammanställa", "analysera", "utvärdera", "utarbeta", "inrätta", "rekrytera", "anställa", "delta i",
    "medverka i", "skriva", "köpa in", "installera",
    "carry out", "conduct", "implement", "introduce", "launch", "organise", "organize", "arrange", "investigate", "map out", "procure",
    "prepare a", "draw up", "revise", "update", "evaluate", "set up", "recruit", "take part in",
)  # fmt: skip
"""How the title of an activity begins: with what someone does, not with what is to be reached."""

NOT_VAGUE = (
    "god ekonomisk hushållning", "god redovisningssed", "god revisionssed", "god man", "gode män", "goda män", "god vård",
    "god och nära vård", "bra miljöval", "moderna språk", "good economic management", "good financial management",
    "bättre än", "better than",
)  # fmt: skip
"""Phrases that hold a vague word and are not vague: names in law and by custom, and comparisons."""

_WORD = re.compile(r"[\w-]+")
_NUMBER = re.compile(r"[0-9]")


class Phrases:
    """Finds the first of many phrases in a text, as whole words. Most texts hold none, and cost no more than a look at their words."""

    def __init__(self, phrases: Iterable[str], *, at_start: bool = False) -> None:
        self._phrases = tuple(phrases)
        self._at_start = at_start
        self._telling = frozenset(max(_WORD.findall(phrase), key=len) for phrase in self._phrases)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        any_of_them = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(self._phrases, key=len, reverse=True))
        start = r"\s*" if self._at_start else r"(?<![\w-])"
        return re.compile(rf"{start}({any_of_them})(?![\w-])", re.IGNORECASE)

    def find(self, text: str) -> re.Match[str] | None:
        """The match; its group 1 is the phrase as it is written in the text."""
        if self._telling.isdisjoint(_WORD.findall(text.lower())):
            return None
        return self._pattern.match(text) if self._at_start else self._pattern.search(text)

    def blanked(self, text: str) -> str:
        """The text with each phrase replaced by as many signs that are no words, so that all else keeps its place."""
        return text if self.find(text) is None else self._pattern.sub(lambda found: "·" * len(found[0]), text)


_VAGUE, _DOINGS, _EXEMPT = Phrases(VAGUE), Phrases(DOINGS, at_start=True), Phrases(NOT_VAGUE)


@lru_cache(maxsize=4096)
def vague_words(text: str) -> re.Match[str] | None:
    """The first vague words of a title; none where a number makes it concrete."""
    found = _VAGUE.find(text)
    if found is None or _NUMBER.search(text):
        return None
    return _VAGUE.find(_EXEMPT.blanked(text))


@lru_cache(maxsize=4096)
def doing(text: str) -> re.Match[str] | None:
    """The words by which a title begins as an activity's does."""
    return _DOINGS.find(text)
