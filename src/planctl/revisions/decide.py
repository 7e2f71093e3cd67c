"""Records the decision of a plan: who decided it and when, and a hash of what was decided; a later decision makes a revision of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.model.base import keys_after
from planctl.model.plan import Decision, Document
from planctl.source.editing.edit import Change
from planctl.workspace.decision import content_hash, is_as_decided
from planctl.workspace.entries import Unit
from planctl.workspace.files import PlanEntry


class NewDecision(NamedTuple):
    """A decision that is to be recorded, as it is said."""

    date: datetime.date
    by: str
    section: str | None = None
    reference: str | None = None


def plan_to_decide(unit: Unit, years: str, decision: NewDecision) -> PlanEntry:
    """The plan of a unit that a decision is about: the one of the years that was not superseded. Of several the one that has this decision
    already, else the one that is not as decided, else the latest.

    Raises:
        PlanctlError: there is none, or there are several it might be.
    """
    of_years = [plan for plan in unit.plans if not years or str(plan.years or plan.model.period) == years.replace("–", "-")]
    if not of_years:
        raise _no_plan(unit, years)
    plans = [plan for plan in of_years if plan.model.document.status != "superseded"]
    if not plans:
        raise PlanctlError(
            Message("{file} is superseded: a later plan holds instead", file=of_years[-1].file),
            Message("if it holds again, write status: draft in it first, and keep its decision under earlier:"),
        )
    if own := [plan for plan in plans if plan.model.document.status == "decided" and not _differs(plan.model.document, decision)]:
        return own[-1]
    waiting = [plan for plan in plans if plan.model.document.status in ("draft", "proposed") or is_as_decided(plan.model) is False]
    if len(waiting) > 1:
        known = tuple(str(plan.years or plan.model.period) for plan in waiting)
        raise PlanctlError(
            Message("{unit} has several plans that may be decided: {plans}", unit=unit.title, plans=known),
            Message("choose one with --years {example}", example=known[-1]),
        )
    return waiting[0] if waiting else plans[-1]


def _no_plan(unit: Unit, years: str) -> PlanctlError:
    if not unit.plans:
        return PlanctlError(
            Message("{unit} has no plan", unit=unit.title), Message("write one first: planctl new plan {unit}", unit=unit.id)
        )
    known = tuple(str(plan.years or plan.model.period) for plan in unit.plans)
    return PlanctlError(Message("{unit} has no plan for {years}", unit=unit.title, years=years), Message("it has {plans}", plans=known))


def is_decided_so(plan: PlanEntry, decision: NewDecision) -> bool:
    """Whether the plan records this very decision already, with its content as it is."""
    document = plan.model.document
    same = document.decided_by == decision.by and not any(one != other for one, other in _pairs(document, decision))
    return document.status == "decided" and same and is_as_decided(plan.model) is True


def changes(plan: PlanEntry, decision: NewDecision) -> list[Change]:
    """What is to be written in the plan's file.

    A plan that was decided before becomes its next revision, and keeps the earlier decision. One whose decision recorded no content, and
    is said again with the same date, gets its content recorded, and stays the revision that it is.

    Raises:
        PlanctlError: the plan was changed after this very decision.
    """
    document = plan.model.document
    if is_as_decided(plan.model) is False and not _is_revision(document, decision):
        raise PlanctlError(
            Message("{file} was changed after the decision of {date}", file=plan.file, date=decision.date),
            Message("undo the change, or give the date and section of the decision by which it was changed"),
        )
    if _is_revision(document, decision):
        _refuse_unsaid(document, decision)
        _refuse_earlier_day(document, decision)
    said: dict[str, object] = {"status": "decided", "decided": decision.date.isoformat(), "decided_by": decision.by}
    said |= {key: value for key, value in (("section", decision.section), ("reference", decision.reference)) if value}
    if _is_revision(document, decision):
        said["revision"] = (document.revision or 1) + 1
    said["content"] = content_hash(plan.model)
    written = [Change(("document", key), value, keys_after(Document, key)) for key, value in said.items()]  # type: ignore[arg-type]
    if _is_revision(document, decision):
        written.append(Change(("document", "earlier", document.revision or 1), dict(_earlier(document))))
    return written


def _refuse_unsaid(document: Document, decision: NewDecision) -> None:
    """What the earlier decision had and this one does not say would stand there as if it were of this one."""
    for key, option in (("section", "--section"), ("reference", "--reference")):
        if getattr(document, key) is not None and getattr(decision, key) is None:
            raise PlanctlError(
                Message("the decision of {date} has {key}: {value}", date=document.decided, key=key, value=getattr(document, key)),
                Message("say that of this decision too, with {option}", option=option),
            )


def _refuse_earlier_day(document: Document, decision: NewDecision) -> None:
    if document.decided is not None and decision.date < document.decided:
        raise PlanctlError(
            Message(
                "the plan has a decision of {date}, and a later one can't be of {earlier}", date=document.decided, earlier=decision.date
            ),
            Message("look at the date: --date {example}", example=document.decided.isoformat()),
        )


def _is_revision(document: Document, decision: NewDecision) -> bool:
    """Whether this is a decision after another."""
    return document.status == "decided" and document.decided is not None and _differs(document, decision)


def _differs(document: Document, decision: NewDecision) -> bool:
    """Whether a document tells of another decision. What is not said again, and what only is added, makes no other; nor do blanks."""
    return any(None not in pair and pair[0] != pair[1] for pair in _pairs(document, decision))


def _pairs(document: Document, decision: NewDecision) -> tuple[tuple[object, object], ...]:
    """What tells a decision from others, as the document has it and as it is said."""
    return (
        (document.decided, decision.date),
        (_plain(document.section), _plain(decision.section)),
        (_plain(document.reference), _plain(decision.reference)),
    )


def _plain(text: str | None) -> str | None:
    return None if text is None else "".join(text.split())


def _earlier(document: Document) -> Iterator[tuple[str, str]]:
    for key in Decision.model_fields:
        value = getattr(document, key)
        if value is not None:
            yield key, value.isoformat() if isinstance(value, datetime.date) else value
