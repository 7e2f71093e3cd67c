"""Rules about how an activity is planned: who does it, by when, and whether it is something to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planctl.diagnostics import Severity
from planctl.message import Message
from planctl.rules.follow_ups import nearest_follow_up
from planctl.rules.registry import Finding, at, rule
from planctl.rules.review import Review
from planctl.rules.whole import is_whole
from planctl.workspace.entries import ActivityEntry
from planctl.workspace.files import PlanEntry

_STATES = (
    r"ökad|ökat|ökade|minskad|minskat|minskade|förbättrad|förbättrat|förbättrade|förstärkt|förstärkta|stärkt|stärkta|höjd|höjt|höjda"
    r"|sänkt|sänkta|högre|lägre|fler|färre|bättre|nöjdare|friskare|tryggare|mer nöjda|mer attraktiv|mer attraktiva"
    r"|increased|decreased|reduced|improved|strengthened|higher|lower|fewer|better|happier|healthier|safer|more satisfied|more attractive"
)
_BEGINS_AS_STATE = re.compile(rf"(?:en |ett |an? )?(?P<words>{_STATES})\b", re.IGNORECASE)
_SHALL_BE = re.compile(r"\b(?P<words>(?:ska|skall) (?:vara|ha|bli|känna sig)|(?:shall|should|must) (?:be|have|become))\b", re.IGNORECASE)
_SUBORDINATE = re.compile(r"\b(?:som|hur|vad|när|vilka|vilken|vilket|att|så|där|om|which|that|how|what|when|who|where)\b", re.IGNORECASE)


@rule(
    "A001",
    Severity.WARNING,
    ActivityEntry,
    title=Message("Nobody is responsible for an activity"),
    reason=Message(
        "What everybody could do is done by nobody. Auditors look for one responsible role or group for each activity; never a person's "
        "name."
    ),
)
def without_responsible(activity: ActivityEntry, review: Review) -> Iterator[Finding]:
    if activity.model.responsible is None and is_whole(review.workspace, activity.plan.file, activity.path):
        yield at(
            activity,
            message=Message("nobody is responsible for the activity {title}", title=activity.model.title),
            hint=Message("add responsible: with a role or a group"),
        )


@rule(
    "A002",
    Severity.WARNING,
    ActivityEntry,
    title=Message("An activity has no date"),
    reason=Message(
        "Without a date nobody can tell whether an activity is late. What has no last day says so: löpande, vid behov, minst 3 ggr/år."
    ),
)
def without_date(activity: ActivityEntry, review: Review) -> Iterator[Finding]:
    if activity.model.due is None and is_whole(review.workspace, activity.plan.file, activity.path):
        yield at(
            activity,
            message=Message("the activity {title} has no date", title=activity.model.title),
            hint=Message("add due: with a date, a month or a season, or with löpande, vid behov or minst 3 ggr/år"),
        )


@rule(
    "A005",
    Severity.WARNING,
    ActivityEntry,
    title=Message("An activity is worded as a goal"),
    reason=Message(
        "A goal is a state to reach, an activity is what somebody does to get there. Auditors complain of goals in disguise: nobody knows "
        "what to do, and nobody can say when it is done."
    ),
)
def worded_as_goal(activity: ActivityEntry, review: Review) -> Iterator[Finding]:
    title = activity.model.title
    words = _BEGINS_AS_STATE.match(title) or _shall_be(title)
    if words is not None:
        found = at(
            activity,
            "title",
            message=Message("“{words}” says what shall be reached, not what is done", words=words["words"]),
            hint=Message("begin with a verb (inför, utbilda, kartlägg, bygg), or make it a goal"),
        )
        yield found._replace(offset=words.start("words"), length=len(words["words"]))


def _shall_be(title: str) -> re.Match[str] | None:
    """Shall be, unless it stands in a subordinate clause: "choose the words that shall be used" is something to do."""
    if "ska" not in title and "sh" not in title and "must" not in title:
        return None
    match = _SHALL_BE.search(title)
    return None if match is None or _SUBORDINATE.search(title, 0, match.start()) else match


@rule(
    "A006",
    Severity.ERROR,
    ActivityEntry,
    title=Message("An activity is evaluated at a follow-up that the calendar does not have"),
    reason=Message(
        "The follow-ups of the year stand under calendar: in organisation.yaml. What is evaluated at another one shows in no report."
    ),
)
def unknown_follow_up(activity: ActivityEntry, review: Review) -> Iterator[Finding]:
    calendar = review.workspace.calendar
    for index, name in enumerate(activity.model.evaluated):
        if name not in calendar.periods:
            yield at(
                activity,
                "evaluated",
                index,
                message=Message("the calendar has no follow-up called {name}", name=name),
                hint=nearest_follow_up(name, calendar.names),
            )


@rule(
    "A009",
    Severity.WARNING,
    PlanEntry,
    title=Message("Two activities of one goal have the same title"),
    reason=Message("In a report nobody can tell them apart, and one of them is often a copy that was meant to be changed."),
)
def same_title(plan: PlanEntry, review: Review) -> Iterator[Finding]:
    seen: dict[tuple[str | None, str], ActivityEntry] = {}
    for activity in plan.activities.values():
        key = (activity.goal.id if activity.goal else None, activity.model.title.casefold())
        first = seen.setdefault(key, activity)
        if first is not activity:
            yield at(
                activity,
                "title",
                message=Message("{id} has the same title: {title}", id=first.id, title=first.model.title),
                hint=Message("take one of them away, or say in the titles what sets them apart"),
            )
