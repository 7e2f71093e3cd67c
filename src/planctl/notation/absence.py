"""The many ways to write that there is no value, in Swedish and English: the one table of them. None of them is zero, and none a colour."""

from __future__ import annotations

from planctl.notation.number import normalise

WORDINGS: dict[str, tuple[str, ...]] = {
    "missing": (
        "-", "--", "---", "..", "...", "…", "?", "x", "missing", "ej mätt", "inte mätt", "ej mätbart", "ej uppmätt", "saknas",
        "värde saknas", "uppgift saknas", "uppgifter saknas", "data saknas", "ingen uppgift", "inga uppgifter", "inga data", "inget värde",
        "inget utfall", "ej rapporterat", "ej redovisat", "ej inrapporterat", "ej klart", "ej klar", "kommer senare", "avvaktar", "okänt",
        "not measured", "no data", "no value", "unknown", "not reported", "not available", "pending", "tbd",
    ),
    "not-applicable": (
        ".", "n/a", "na", "#n/a", "e.a", "ej aktuellt", "ej aktuell", "inte aktuellt", "ej tillämpligt", "ej tillämplig",
        "inte tillämpligt", "ej relevant", "irrelevant", "not applicable", "not relevant", "not_applicable", "not-applicable",
    ),
    "confidential": (
        "sekretess", "sekretessbelagt", "sekretessbelagd", "hemligt", "hemlig", "konfidentiellt", "konfidentiell", "för få svar",
        "secret", "too few", "suppressed", "confidential",
    ),
}  # fmt: skip
"""What people write where there is no value, by the word that planctl knows. A dash of any length is one of them."""
_WORD_FOR = {wording: word for word, wordings in WORDINGS.items() for wording in wordings}


def absence(text: str) -> str | None:
    """The word for what a text says instead of a value: missing, not-applicable or confidential; None where it says something else."""
    plain = " ".join(normalise(text).casefold().split())
    return _WORD_FOR.get(plain) or _WORD_FOR.get(plain.rstrip("."))
