"""The words of the threshold language, Swedish and English side by side. A new wording is a new entry here and in the tests' table."""

from enum import Enum, auto

PERCENT = "%"
POINTS = "procentenheter"
"""The two units that the language itself gives a meaning, in their plain form."""
AMBIGUOUS_YEARS = (1990, 2060)
"""Numbers that are as likely a year as a value where a text compares with them in words: över 2023."""


class Word(Enum):
    """What a word or phrase means."""

    __hash__ = object.__hash__  # that of Enum is written in Python, and words are looked up all the time

    AT_LEAST = auto()
    AT_MOST = auto()
    MORE = auto()
    LESS = auto()
    EXACTLY = auto()
    WITHIN = auto()
    BETTER = auto()
    WORSE = auto()
    NOT_BETTER = auto()
    NOT_WORSE = auto()
    OR_MORE = auto()
    OR_LESS = auto()
    OR_BETTER = auto()
    OR_WORSE = auto()
    BETWEEN = auto()
    FROM = auto()
    TO = auto()
    AND = auto()
    OR = auto()
    OF = auto()
    BY = auto()
    TARGET = auto()
    REACH = auto()
    REACHED = auto()
    NOT_REACHED = auto()
    MEAN = auto()
    MEDIAN = auto()
    BEST = auto()
    WORST = auto()
    MIDDLE = auto()
    QUARTILE = auto()
    HALF = auto()
    AMONG = auto()
    RANKED = auto()
    RANKED_LAST = auto()
    RANK = auto()
    INCREASE = auto()
    DECREASE = auto()
    IMPROVE = auto()
    WORSEN = auto()
    UNCHANGED = auto()
    NOT = auto()
    SHALL = auto()
    MAY = auto()
    COMPARED = auto()
    PREVIOUS = auto()
    YEAR = auto()
    LEVEL = auto()
    OF_YEAR = auto()
    PERCENT = auto()
    POINTS = auto()
    FILLER = auto()
    # What states no limit; these only stop a text from being read as something else than meant.
    VAGUE = auto()
    PART = auto()
    NONE = auto()
    SCALE = auto()
    COMPARATIVE = auto()
    ATTAINMENT = auto()


def _combined(first: str, second: str) -> tuple[str, ...]:
    """Every phrase of one of the first and one of the second; both are separated by bars."""
    return tuple(f"{one} {other}".strip() for one in first.split("|") for other in second.split("|"))


_PHRASES: dict[Word, tuple[str, ...]] = {
    Word.AT_LEAST: (
        "minst", "lägst", "som lägst", "minimum", "at least", "at or above", "equal to or above",
        *_combined("inte|ej", "under|mindre än|lägre än|färre än|kortare än"),
        *_combined("no|not", "less than|fewer than|lower than|below|under"),
        *_combined("lika som|lika med|i nivå med", "eller över"),
        *_combined("minst", "i nivå med|samma som|samma nivå som|lika hög som|lika högt som|lika många som"),
        *_combined("at least", "the same as|as high as|as many as"),
        *_combined("minsta|lägsta", "snittbetyg om|medelbetyg om|betyg om|medelvärde om|värde om"),
    ),
    Word.AT_MOST: (
        "högst", "max", "maximalt", "maximum", "som högst", "som mest", "upp till", "at most", "up to", "at or below", "equal to or below",
        *_combined("inte|ej", "över|mer än|fler än|högre än|större än|längre än"),
        *_combined("no|not", "more than|higher than|greater than|longer than|above|over"),
        *_combined("lika som|lika med|i nivå med", "eller under"),
        *_combined("högst", "i nivå med|samma som|samma nivå som|lika hög som|lika högt som|lika många som"),
        *_combined("at most", "the same as|as high as|as many as"),
    ),
    Word.MORE: (
        "över", "överstiger", "överstiga", "above", "over", "exceeds",
        *_combined("mer|mera|fler|flera|högre|större|längre", "än"),
        *_combined("more|higher|greater|longer", "than"),
    ),
    Word.LESS: (
        "under", "understiger", "understiga", "below",
        *_combined("mindre|färre|lägre|kortare", "än"),
        *_combined("less|fewer|lower|shorter", "than"),
    ),
    Word.EXACTLY: ("exakt", "precis", "lika med", "samma som", "exactly", "equal to", "the same as"),
    Word.WITHIN: ("inom", "within"),
    Word.BETTER: ("bättre än", "better than"),
    Word.WORSE: ("sämre än", "worse than"),
    Word.NOT_BETTER: ("inte bättre än", "ej bättre än", "not better than", "no better than"),
    Word.NOT_WORSE: (
        "inte sämre än", "ej sämre än", "minst lika bra som", "lika bra som eller bättre än",
        "not worse than", "no worse than", "at least as good as",
    ),
    Word.OR_MORE: (
        *_combined("eller", "mer|mera|högre|fler|flera|över|längre|större"), "och uppåt", "och mer", "och över",
        *_combined("or", "more|higher|above|over|longer|greater"), "and above", "and up", "and over",
    ),
    Word.OR_LESS: (
        *_combined("eller", "mindre|lägre|färre|under|kortare"), "och nedåt", "och mindre", "och under",
        *_combined("or", "less|lower|fewer|below|under|shorter"), "and below", "and down", "and under",
    ),
    Word.OR_BETTER: ("eller bättre", "or better"),
    Word.OR_WORSE: ("eller sämre", "or worse"),
    Word.BETWEEN: ("mellan", "between"),
    Word.FROM: ("från", "från och med", "fr.o.m.", "fr o m", "from"),
    Word.TO: ("till", "till och med", "t.o.m.", "t o m", "to"),
    Word.AND: ("och", "men", "samt", "and", "but"),
    Word.OR: ("eller", "or"),
    Word.OF: ("av", "utav", "of", "out of"),
    Word.BY: ("med", "by"),
    Word.TARGET: (
        "mål", "målet", "målvärde", "målvärdet", "målnivå", "målnivån",
        *_combined("target|the target|goal|the goal", "|value|level"),
    ),
    Word.REACH: ("nå", "når", "uppnå", "uppnår", "uppfylla", "uppfyller", "meet", "meets", "reach", "reaches"),
    Word.REACHED: (
        "nås", "uppnås", "uppfylls", *_combined("|är", "nått|uppnått|uppfyllt"), *_combined("|is", "met|reached|achieved"),
    ),
    Word.NOT_REACHED: (
        "missat", "missed", *_combined("nås|uppnås|uppfylls", "inte|ej"), *_combined("inte|ej", "nått|uppnått|uppfyllt"),
        *_combined("är inte|är ej", "nått|uppnått|uppfyllt"), *_combined("not|is not", "met|reached|achieved"),
    ),
    Word.MEAN: (
        "medel", "medelvärde", "medelvärdet", "genomsnitt", "genomsnittet", "genomsnittligt värde", "snitt", "snittet", "riket",
        "rikssnittet", "riksgenomsnittet", "riksmedel", "riksmedlet", "länssnittet", "kommunsnittet",
        *_combined("|the|the national", "mean|average"),
    ),
    Word.MEDIAN: ("median", "medianen", "medianvärdet", "the median"),
    Word.BEST: ("bästa", "övre", "översta", "topp", "best", "top", "upper"),
    Word.WORST: ("sämsta", "worst", "bottom"),
    Word.MIDDLE: ("mellersta", "mittersta", "middle"),
    Word.QUARTILE: ("kvartilen", "kvartil", "fjärdedelen", "quartile", "quarter"),
    Word.HALF: ("hälften", "halvan", "half"),
    Word.AMONG: ("bland", "among"),
    Word.RANKED: ("högst rankade", "bäst rankade", "bästa", "främsta", "highest ranked", "best ranked", "best"),
    Word.RANKED_LAST: ("lägst rankade", "sämst rankade", "sämsta", "lowest ranked", "worst ranked", "worst"),
    Word.RANK: ("plats", "platsen", "placering", "rankning", "rankingplacering", "rank", "ranking", "place", "position"),
    Word.INCREASE: (
        "öka", "ökar", "ökas", "ökning", "ökad", "ökade", "ökat", "höja", "höjas", "stiga", "växa",
        "increase", "increases", "increased", "rise", "grow",
    ),
    Word.DECREASE: (
        "minska", "minskar", "minskas", "minskning", "minskad", "minskade", "minskat", "sänka", "sänkas", "sjunka",
        "decrease", "decreases", "decreased", "reduce", "reduced",
    ),
    Word.IMPROVE: ("förbättras", "förbättra", "förbättrat", "förbättrad", "improve", "improves", "improved"),
    Word.WORSEN: ("försämras", "försämra", "försämrat", "försämrad", "worsen", "worsens", "worsened"),
    Word.UNCHANGED: ("oförändrad", "oförändrat", "oförändrade", "unchanged"),
    Word.NOT: ("inte", "ej", "icke", "not"),
    Word.SHALL: _combined("ska|skall|bör", "|vara") + _combined("shall|should|must", "|be"),
    Word.MAY: ("får", "may"),
    Word.COMPARED: (
        "jämfört med", "i jämförelse med", "i förhållande till", "sedan", "mot", "compared with", "compared to", "relative to", "since",
        "än", "than",
    ),
    Word.PREVIOUS: (
        "föregående år", "förra året", "fjolåret", "året innan", "föregående mätning", "förra mätningen",
        *_combined("|the", "previous year|previous measurement|year before"), "last year",
    ),
    Word.YEAR: (
        "år", *_combined("senast|till|för|fram till|vid utgången av", "|år"),
        "in", "for", "year", "in year", "by", "no later than", "by the end of",
    ),
    Word.LEVEL: (*_combined("års", "nivå|resultat|utfall|värde"), "level", "levels"),
    Word.OF_YEAR: ("års",),
    Word.PERCENT: ("%", "procent", "proc", "pct", "percent", "per cent"),
    Word.POINTS: (
        "procentenhet", "procentenheter", "procent enheter", "procent-enheter", "pp", "p.p",
        *_combined("percentage|percent", "point|points"),
    ),
    Word.FILLER: (
        "den", "det", "de", "the", "a", "vara", "är", "be", "is", "tillhöra", "tillhör", "ligga", "ligga på", "belong to", "i", "på",
        "i riket", "i snitt", "i genomsnitt", "i medel", "i medelvärde", "on average",
    ),
    Word.VAGUE: (
        "ca", "c:a", "circa", "cirka", "omkring", "ungefär", "runt", "nästan", "drygt", "knappt", "uppemot", "närmare",
        "about", "around", "approximately", "approx", "roughly", "nearly", "almost",
    ),
    Word.PART: (
        *(part + ending for part in _combined("tredje|fjärde|femte|sjätte|åttonde|tionde", "") for ending in ("del", "delen", "delar")),
        "halv", "halva", "halvt", "dubbelt", "dubbla", "dubblas", "fördubblas", "halveras", "merparten", "majoriteten", "flertalet",
        "third", "thirds", "quarters", "fifth", "fifths", "tenth", "double", "twice", "halve", "majority",
    ),
    Word.NONE: ("noll", "nolltolerans", "inga", "ingen", "inget", "aldrig", "none", "never", "no", "zero"),
    Word.SCALE: (
        "hundra", "tusen", "tusental", "miljon", "miljoner", "miljard", "miljarder", "dussin", "k",
        "hundred", "thousand", "million", "millions", "billion", "billions", "dozen",
    ),
    Word.COMPARATIVE: (
        "bättre", "sämre", "högre", "lägre", "fler", "flera", "färre", "mer", "mera", "mindre", "större", "längre", "kortare",
        "better", "worse", "higher", "lower", "more", "fewer", "less", "greater", "longer", "shorter",
    ),
    Word.ATTAINMENT: ("måluppfyllelse", "goal attainment"),
}  # fmt: skip

_TEXTS: dict[str, frozenset[Word]] = {}
for _word, _texts in _PHRASES.items():
    _alone = frozenset({_word})
    for _text in _texts:
        _TEXTS[_text] = _TEXTS[_text] | _alone if _text in _TEXTS else _alone

Phrase = tuple[tuple[str, ...], frozenset[Word]]

PHRASES: dict[str, list[Phrase]] = {}
"""First word → the phrases that begin with it, longest first, each with its meanings."""
for _text, _words in _TEXTS.items():
    _parts = tuple(_text.split())
    PHRASES.setdefault(_parts[0], []).append((_parts, _words))
for _phrases in PHRASES.values():
    if len(_phrases) > 1:
        _phrases.sort(key=lambda phrase: -len(phrase[0]))

COMPARED_WITH = frozenset({"än", "than", "the"}) | {
    text.partition(" ")[0] for word in (Word.TARGET, Word.MEAN, Word.MEDIAN, Word.RANK, Word.PREVIOUS) for text in _PHRASES[word]
}
"""The first words of what a value is compared with, besides numbers."""

LIGHT = frozenset({
    Word.FILLER, Word.OF, Word.TO, Word.BY, Word.FROM, Word.SHALL, Word.MAY, Word.RANKED, Word.REACH, Word.REACHED,
})  # fmt: skip
"""Meanings that a word may have and still be part of a label; all others end it."""

LIGHT_BEFORE = LIGHT | {Word.ATTAINMENT, Word.LEVEL, Word.AND, Word.OR, Word.PERCENT, Word.POINTS}
"""The same for a label that stands before its limit: måluppfyllelse ≥ 80."""

SMALL = frozenset({"av", "utav", "of", "från", "from", "till", "to", "med", "by", "in", "för", "for"})
"""Words that belong to the grammar before a number, a year or the target, and to a label elsewhere."""

JOINING = SMALL | {
    "bland", "efter", "före", "hos", "i", "innan", "inom", "på", "per", "under", "utan", "vid",
    "after", "among", "before", "with", "within",
}  # fmt: skip
"""Words that join a noun to the words of a label; none of them is ever a unit, or the last word."""

NUMERALS = {
    word: number
    for words in (
        "en två tre fyra fem sex sju åtta nio tio elva tolv",
        "one two three four five six seven eight nine ten eleven twelve",
    )
    for number, word in enumerate(words.split(), start=1)
} | {"ett": 1}

ARTICLES = frozenset({"en", "ett", "one"})
"""Numerals that are as often an article, and so may stand in a label."""
