"""Rules about what a person has to add to a value: analysis, action, judgement, and what others have."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from planctl.diagnostics import Path, Severity
from planctl.evaluate.goal import GoalEvaluator
from planctl.evaluate.status import KpiResult, Status
from planctl.message import N_, Message
from planctl.model.base import Judged
from planctl.model.outcomes import GoalOutcome, Peers
from planctl.notation.conditions import PeerLevel, PeerRank, PeerShare
from planctl.notation.period import Period
from planctl.notation.scheme import Scheme
from planctl.rules.outcomes.reading import at_part, colour, is_judged, is_possible, judged_by, kpi_of, outcome_of, scheme_of, value_of
from planctl.rules.registry import Finding, rule
from planctl.rules.review import Reported, ReportedKpi, Review
from planctl.rules.whole import is_whole, is_whole_below
from planctl.workspace.entries import GoalEntry, KpiEntry
from planctl.workspace.files import OutcomesEntry
from planctl.workspace.workspace import Workspace

_COLOURS = {"green": N_("green"), "yellow": N_("yellow"), "red": N_("red")}
_NEEDED = {
    "mean": N_("the target is relative to the mean of others, which is not reported"),
    "median": N_("the target is relative to the median of others, which is not reported"),
    "rank": N_("the target is a place among others, and the place is not reported"),
    "of": N_("the target is a share of those ranked, and their number is not reported"),
}


@rule(
    "O006",
    Severity.WARNING,
    ReportedKpi,
    title=Message("A red outcome has neither analysis nor action"),
    reason=Message(
        "Auditors complain of red results that nobody explains: the board answers for what is done about them. The analysis and the action "
        "may stand with the KPI or with its goal."
    ),
)
def red_without_action(reported: ReportedKpi, review: Review) -> Iterator[Finding]:
    kpi = unexplained(reported, review, (0,))
    if kpi is not None:
        yield at_part(
            reported,
            _coloured_by(reported),
            message=Message("{title} is red, with neither analysis nor action", title=kpi.model.title),
            hint=Message("add analysis: and action: here, or under goals: for the goal"),
        )


@rule(
    "O019",
    Severity.WARNING,
    ReportedKpi,
    title=Message("A red outcome has an analysis but no action, or an action but no analysis"),
    reason=Message(
        "Why it went wrong and what is done about it are two questions, and whoever reads the report asks both. The two may stand with the "
        "KPI or with its goal."
    ),
)
def red_half_explained(reported: ReportedKpi, review: Review) -> Iterator[Finding]:
    kpi = unexplained(reported, review, (1,))
    if kpi is None:
        return
    has_analysis, title = _explained(kpi, reported)[0], kpi.model.title
    yield at_part(
        reported,
        _coloured_by(reported),
        message=Message("{title} is red, with analysis but no action", title=title)
        if has_analysis
        else Message("{title} is red, with action but no analysis", title=title),
        hint=Message("add {key} here, or under goals: for the goal", key="action:" if has_analysis else "analysis:"),
    )


@rule(
    "O021",
    Severity.WARNING,
    Reported,
    title=Message("A goal is judged red without an analysis or an action"),
    reason=Message(
        "A person has said that the goal is not reached. Whoever reads that asks why, and what is done about it; of a goal nobody can look "
        "the answer up in a value."
    ),
)
def red_goal_unexplained(reported: Reported, review: Review) -> Iterator[Finding]:
    said = reported.outcome
    if not isinstance(said, GoalOutcome) or said.assessment != "red" or (said.analysis and said.action):
        return
    if not is_whole(review.workspace, reported.source.file, reported.path):
        return
    lacking = [key for key, text in (("analysis:", said.analysis), ("action:", said.action)) if not text]
    yield at_part(
        reported,
        "assessment",
        message=Message("the goal is judged red, without {keys}", keys=tuple(lacking)),
        hint=Message("write why it is so, and what is done about it"),
    )


def unexplained(reported: ReportedKpi, review: Review, answers: Collection[int]) -> KpiEntry | None:
    """The KPI of an outcome that is surely red, where it has so many of the two answers that are asked for: analysis and action."""
    kpi = kpi_of(reported)
    if kpi is None or sum(_explained(kpi, reported)) not in answers or not _is_surely_red(kpi, reported, review):
        return None
    return kpi


def _coloured_by(reported: ReportedKpi) -> str:
    return "value" if outcome_of(reported).value is not None else "assessment"


def _explained(kpi: KpiEntry, reported: ReportedKpi) -> tuple[bool, bool]:
    """Whether there is an analysis, and whether there is an action: with the KPI or with its goal at the same follow-up."""
    outcome = outcome_of(reported)
    of_goal = reported.source.model.goals.get(kpi.goal.id, {}).get(reported.period.name) if kpi.goal else None
    analysis, action = bool(outcome.analysis), bool(outcome.action)
    return (analysis or bool(of_goal.analysis), action or bool(of_goal.action)) if of_goal else (analysis, action)


def _is_surely_red(kpi: KpiEntry, reported: ReportedKpi, review: Review) -> bool:
    """Whether a report is red, was read whole, as was its goal's, and holds a value that can be: others are to be corrected first."""
    if outcome_of(reported).assessment is None and value_of(reported) is None:
        return False
    return (
        reported.period.name in review.workspace.calendar.periods
        and colour(reported, kpi, review) is Status.RED
        and not _is_impossible(kpi, reported)
        and (
            not review.workspace.problems
            or all(is_whole(review.workspace, reported.source.file, place) for place in _places(kpi, reported))
        )
    )


def _places(kpi: KpiEntry, reported: ReportedKpi) -> Iterator[Path]:
    """Where the two answers may stand."""
    yield reported.path
    if kpi.goal is not None:
        yield ("goals", kpi.goal.id, reported.period.name)


def _is_impossible(kpi: KpiEntry, reported: ReportedKpi) -> bool:
    """Whether the value lies outside the scale: it is to be corrected, not explained."""
    value = value_of(reported)
    return value is not None and not is_possible(value, scheme_of(kpi, reported.period.year))


@rule(
    "O011",
    Severity.WARNING,
    ReportedKpi,
    title=Message("What others have is not reported, though the target is relative to them"),
    reason=Message(
        "Whether a value is above the mean or among the best can't be told without the mean or the place: the KPI gets no colour."
    ),
)
def without_peers(reported: ReportedKpi, review: Review) -> Iterator[Finding]:
    if value_of(reported) is None or (kpi := kpi_of(reported)) is None:
        return
    needed = _peer_figures(scheme_of(kpi, reported.period.year))
    peers = outcome_of(reported).peers if needed else None
    for figure in needed:
        if peers is None or getattr(peers, figure) is None:
            yield at_part(
                reported,
                *(("value",) if peers is None else ("peers",)),
                message=Message(_NEEDED[figure]),
                hint=Message("write {example}", example=_example(needed)),
                key=peers is not None,
            )
            return


@lru_cache(maxsize=4096)
def _peer_figures(known: Scheme) -> tuple[str, ...]:
    """The figures of `peers` that the colour depends on, in the order of the model."""
    needed: set[str] = set()
    for condition in judged_by(known):
        if isinstance(condition, PeerLevel):
            needed.add(condition.statistic)
        elif isinstance(condition, PeerRank):
            needed.add("rank")
        elif isinstance(condition, PeerShare):
            needed |= {"rank", "of"}
    return tuple(figure for figure in Peers.model_fields if figure in needed)


def _example(needed: tuple[str, ...]) -> str:
    return "peers: {" + ", ".join(f"{figure}: …" for figure in needed) + "}"


@rule(
    "O013",
    Severity.WARNING,
    Workspace,
    title=Message("A goal is judged otherwise than its measures say, without analysis"),
    reason=Message(
        "The person responsible may see more than the measures do; the report shows both. But a judgement that differs from the measures "
        "and does not say why looks like wishful thinking."
    ),
)
def disputed_in_silence(workspace: Workspace, review: Review) -> Iterator[Finding]:
    evaluators: dict[Period, _Goals] = {}
    for entry in workspace.outcomes:
        for id_, reports in entry.model.goals.items():
            for name, report in reports.items():
                if report.assessment is not None and not (report.analysis or report.comment):
                    period = Period(entry.year, name)
                    goals = evaluators.setdefault(period, _Goals(review, period))
                    yield from _disputed(entry, id_, report, goals)


class _Goals:
    """The goals of one follow-up, evaluated as far as they are asked for; what one needs, others use."""

    def __init__(self, review: Review, period: Period) -> None:
        self.review, self.period = review, period
        self.kpis: dict[str, KpiResult] = {}
        self.evaluator = GoalEvaluator(period, review.workspace.organisation.rollup, self.kpis)

    def status(self, goal: GoalEntry) -> Status:
        self._measure(goal, set())
        return self.evaluator.evaluate(goal).status

    def _measure(self, goal: GoalEntry, seen: set[GoalEntry]) -> None:
        """Evaluate the KPIs of a goal and of all goals that support it."""
        if goal in seen:
            return
        seen.add(goal)
        for kpi in goal.kpis:
            if kpi.address not in self.kpis:
                self.kpis[kpi.address] = self.review.evaluate(kpi, self.period)
        for supporter in goal.supporters:
            self._measure(supporter, seen)


def _disputed(entry: OutcomesEntry, id_: str, report: GoalOutcome, goals: _Goals) -> Iterator[Finding]:
    goal, workspace = entry.plan.goals.get(id_) if entry.plan else None, goals.review.workspace
    if goal is None or goals.period.name not in workspace.calendar.periods or not is_whole_below(workspace, entry.file, ()):
        return
    status = goals.status(goal)
    if status.is_colour and status != report.assessment:
        yield Finding(
            entry.file,
            ("goals", id_, goals.period.name, "assessment"),
            Message(
                "{title} is judged {assessment}, but its measures say {status}",
                title=goal.model.title,
                assessment=Message(_COLOURS[str(report.assessment)]),
                status=Message(_COLOURS[status.value]),
            ),
            Message("add analysis: with what the measures do not show"),
            goal.address,
        )


@rule(
    "O017",
    Severity.WARNING,
    ReportedKpi,
    title=Message("A target in words is reported, but not judged"),
    reason=Message("Whether a target in words is reached, only a person can say. Until one does, the KPI has no colour."),
)
def not_judged(reported: ReportedKpi, review: Review) -> Iterator[Finding]:
    outcome = outcome_of(reported)
    if outcome.assessment is not None or (kpi := kpi_of(reported)) is None or not is_judged(kpi, reported.period.year):
        return
    reports = value_of(reported) is not None or (outcome.value is None and outcome.forecast is None)
    if reports and is_whole(review.workspace, reported.source.file, reported.path):
        yield at_part(
            reported,
            message=Message("the target {target} is in words, and nobody has judged it", target=_words(kpi, reported.period.year)),
            hint=Message("add assessment: green, yellow or red"),
            key=True,
        )


def _words(kpi: KpiEntry, year: int) -> str:
    target = kpi.target_in(year)
    return target.text if isinstance(target, Judged) else str(target)
