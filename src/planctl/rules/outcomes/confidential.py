"""Rules about confidential values: that what is kept back can't be worked out from what is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planctl.diagnostics import Severity
from planctl.message import Message
from planctl.model.outcomes import NO_VALUE, KpiOutcome
from planctl.rules.outcomes.reading import Written, at_part, kpi_of, outcome_of
from planctl.rules.registry import Finding, rule
from planctl.rules.review import ReportedKpi, Review
from planctl.workspace.entries import KpiEntry

_CONFIDENTIAL = "confidential"


@rule(
    "O020",
    Severity.WARNING,
    ReportedKpi,
    title=Message("A confidential value can be worked out from the others"),
    reason=Message(
        "Where all parts of a total but one are told, so is the last: a count is the total less the others, and a share or a mean follows "
        "from the sizes of the groups, which are seldom secret. Statisticians keep back a second value for that reason."
    ),
)
def told_by_others(reported: ReportedKpi, review: Review) -> Iterator[Finding]:
    outcome = outcome_of(reported)
    kpi = kpi_of(reported) if outcome.by and (outcome.value == _CONFIDENTIAL or _CONFIDENTIAL in outcome.by.values()) else None
    if kpi is None:
        return
    for groups in _breakdowns(kpi, outcome):
        told = {(): outcome.value} | {(group,): outcome.by.get(group) for group in groups}
        secret = [key for key, value in told.items() if value == _CONFIDENTIAL]
        if len(secret) == 1 and len(groups) > 1 and all(map(_is_told, (value for key, value in told.items() if key != secret[0]))):
            yield _finding(reported, kpi, secret[0])


def _breakdowns(kpi: KpiEntry, outcome: KpiOutcome) -> Iterable[list[str]]:
    """The groups that make up the total, for each breakdown; where the plan does not list those of its one breakdown, all reported."""
    by = kpi.model.by
    if isinstance(by, dict):
        return by.values()
    return [list(outcome.by)] if len(by) == 1 else []


def _is_told(value: Written | None) -> bool:
    return value is not None and value not in NO_VALUE


def _finding(reported: ReportedKpi, kpi: KpiEntry, secret: tuple[str, ...]) -> Finding:
    title = kpi.model.title
    if not secret:
        return at_part(
            reported,
            "value",
            message=Message("{title} is confidential, but follows from its groups, which are told", title=title),
            hint=Message("keep back a group too"),
        )
    return at_part(
        reported,
        "by",
        *secret,
        message=Message(
            "{group} is confidential, but follows from the total and the other groups of {title}", group=secret[0], title=title
        ),
        hint=Message("keep back another group too, or the total"),
    )
