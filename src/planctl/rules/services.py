"""Rules about services and promises: what users can count on, by when, and whether it was kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planctl.diagnostics import Severity
from planctl.message import Message
from planctl.model.outcomes import ServiceOutcome
from planctl.rules.registry import Finding, at, rule
from planctl.rules.review import Reported, Review
from planctl.rules.whole import is_whole
from planctl.workspace.entries import ServiceEntry
from planctl.workspace.files import PlanEntry

_NUMERAL = (
    r"(?:[0-9]+|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|tjugo|tjugofyra|trettio|fyrtioåtta|fyrtio|sextio|nittio"
    r"|halv|ett halvt|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|twenty|thirty|half an?)"
)
_UNIT_OF_TIME = (
    r"(?:(?:arbets|kalender|skol|var|bank|vardags|kontors)?(?:dag|dygn|timm|minut|sekund|veck|månad|år)\w*"
    r"|(?:working |business |school )?(?:day|hour|minute|second|week|month|year)s?)"
)
_LIMIT = re.compile(
    rf"\b(?:{_NUMERAL}(?:[-–]{_NUMERAL})?|an?) ?(?:hela )?{_UNIT_OF_TIME}\b"
    r"|\b(?:samma|nästa|påföljande|första|varje|same|next|first|every|each) \w*(?:dag|vecka|månad|termin|år|day|week|month|term|year)\w*\b"
    r"|\bdygnet runt\b|\baround the clock\b",
    re.IGNORECASE,
)
_VAGUE_TIME = re.compile(
    r"\b(?:snarast(?: möjligt)?|så (?:snart|snabbt|fort|tidigt) (?:som möjligt|vi kan|det går)|fortast möjligt|skyndsamt|snabbt|omgående"
    r"|snabb(?:a|t)? (?:svar|hjälp|återkoppling|besked|hantering|handläggning|service|stöd)"
    r"|inom (?:rimlig|skälig) tid|inom kort|i (?:rimlig|god) tid|utan (?:onödigt )?dröjsmål|utan (?:onödig )?(?:fördröjning|väntan)"
    r"|as (?:soon|quickly|fast) as (?:possible|we can)|asap|promptly|quickly|swiftly|speedily|shortly|in good time|in due (?:time|course)"
    r"|in a timely (?:manner|fashion)|within (?:a )?reasonable time|without (?:undue )?delay)\b",
    re.IGNORECASE,
)
_COUNTABLE = re.compile(
    rf"[0-9]|\b{_NUMERAL}\b|\b(?:samma|nästa|påföljande|första|andra|tredje|varje|alla|halva|dagligen|dygnet|same|next|first|second|third|every|each"
    r"|daily|all)\b",
    re.IGNORECASE,
)


def _is_whole(service: ServiceEntry, review: Review) -> bool:
    return is_whole(review.workspace, service.plan.file, service.path)


@rule(
    "S001",
    Severity.OFF,
    ServiceEntry,
    title=Message("A promise has neither a limit nor a KPI"),
    reason=Message(
        "A service guarantee that can be measured is worth more to users than a kind word. But every promise can be followed up by a "
        "person, who reports it as kept or not: so the rule is off until an organisation that wants limits turns it on."
    ),
)
def without_measure(service: ServiceEntry, review: Review) -> Iterator[Finding]:
    model = service.model
    if model.within is None and model.kpi is None and not _LIMIT.search(model.promise) and _is_whole(service, review):
        yield at(
            service,
            message=Message("nothing measures whether the promise is kept: {promise}", promise=model.promise),
            hint=Message("add within: with a limit (2 arbetsdagar), or kpi: with the KPI that measures it"),
        )


@rule(
    "S002",
    Severity.WARNING,
    ServiceEntry,
    title=Message("A promise is vague about time"),
    reason=Message(
        "What is soon to the one who answers is late to the one who waits. A limit tells users what they can count on, and makes it "
        "possible to see whether the promise is kept."
    ),
)
def vague_time(service: ServiceEntry, review: Review) -> Iterator[Finding]:
    promise = service.model.promise
    words = _VAGUE_TIME.search(promise) if service.model.within is None else None
    if words is not None and not _LIMIT.search(promise) and _is_whole(service, review):
        found = at(
            service,
            "promise",
            message=Message("“{words}” can mean any time", words=words[0]),
            hint=Message("add within: with a limit: 2 arbetsdagar"),
        )
        yield found._replace(offset=words.start(), length=len(words[0]))


@rule(
    "S003",
    Severity.WARNING,
    ServiceEntry,
    title=Message("A promise says when its time begins, but not how long it is"),
    reason=Message("from: starts a clock that within: stops. Without within: nobody knows when the promise is broken."),
)
def clock_without_limit(service: ServiceEntry, review: Review) -> Iterator[Finding]:
    if service.model.starts is not None and service.model.within is None and _is_whole(service, review):
        yield at(
            service,
            "from",
            message=Message("the time begins {start}, but has no limit", start=service.model.starts),
            hint=Message("add within: with a limit: 2 arbetsdagar"),
        )


@rule(
    "S004",
    Severity.WARNING,
    Reported,
    title=Message("A promise was not kept, and nothing is said about it"),
    reason=Message("Those who were promised something are owed an explanation: what went wrong, and what is done about it."),
)
def broken_in_silence(reported: Reported, review: Review) -> Iterator[Finding]:
    outcome = reported.outcome
    if not isinstance(outcome, ServiceOutcome) or outcome.kept != "no" or outcome.comment:
        return
    if is_whole(review.workspace, reported.source.file, reported.path):
        yield Finding(
            reported.source.file,
            (*reported.path, "kept"),
            Message("the promise was not kept, and no comment says why"),
            Message("add comment: with what went wrong and what is done about it"),
            reported.address,
        )


@rule(
    "S005",
    Severity.WARNING,
    PlanEntry,
    title=Message("A plan makes the same promise twice"),
    reason=Message("One of the two is often a copy that was meant to be changed; and a promise that stands twice is followed up twice."),
)
def same_promise(plan: PlanEntry, review: Review) -> Iterator[Finding]:
    seen: dict[tuple[str, ...], ServiceEntry] = {}
    for service in plan.services.values():
        first = seen.setdefault(tuple(service.model.promise.casefold().split()), service)
        if first is not service:
            yield at(
                service,
                "promise",
                message=Message("{id} makes the same promise", id=first.id),
                hint=Message("take one of them away, or say in the promises what sets them apart"),
            )


@rule(
    "S006",
    Severity.WARNING,
    ServiceEntry,
    title=Message("The limit of a promise can't be measured"),
    reason=Message("within: is the limit that the promise is held against. Without a number in it nobody can tell whether it was kept."),
)
def limit_without_number(service: ServiceEntry, review: Review) -> Iterator[Finding]:
    within = service.model.within
    if within is None or _LIMIT.search(within):
        return
    if _VAGUE_TIME.search(within) or not _COUNTABLE.search(within):
        yield at(
            service,
            "within",
            message=Message("“{limit}” is no limit that can be measured", limit=within),
            hint=Message("write a number and a unit of time: 2 arbetsdagar, 48 timmar, första arbetsdagen"),
        )
