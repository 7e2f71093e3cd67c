"""Rule codes as people give them on the command line."""

from __future__ import annotations

from collections.abc import Iterable

from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.nearest import did_you_mean
from planctl.rules.registry import Rule, all_rules


def known_rule(code: str) -> Rule:
    """The rule of a code.

    Raises:
        PlanctlError: there is no such rule.
    """
    rules = all_rules()
    if code.upper() not in rules:
        raise _unknown(code)
    return rules[code.upper()]


def known_codes(texts: Iterable[str]) -> tuple[str, ...]:
    """Codes separated by commas, each whole (K001) or the beginning of some (K, K00).

    Raises:
        PlanctlError: a code is the beginning of none.
    """
    codes = [word.strip().upper() for text in texts for word in text.split(",") if word.strip()]
    for code in codes:
        if not any(known.startswith(code) for known in all_rules()):
            raise _unknown(code)
    return tuple(codes)


def _unknown(code: str) -> PlanctlError:
    hint = did_you_mean(code.upper(), all_rules()) or Message("planctl rule shows all rules")
    return PlanctlError(Message("there is no rule {code}", code=code), hint)
