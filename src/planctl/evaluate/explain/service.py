"""A service promise explained: what is promised, within what limit, and whether it was kept."""

from __future__ import annotations

from collections.abc import Iterator

from planctl.evaluate.explain.case import Case
from planctl.evaluate.explain.explanation import Explanation, Place, Row, Word, said, section, sections
from planctl.evaluate.explain.goal import kpi_row
from planctl.evaluate.status import ServiceResult
from planctl.message import Message
from planctl.model.base import as_list

_LIMITS = {
    "within": Message("Within"),
    "starts": Message("From"),
    "exceptions": Message("Exceptions"),
    "redress": Message("Redress"),
    "user_part": Message("The user's part"),
}
_TERMS = {"rights": Message("Rights"), "possibilities": Message("Possibilities"), "obligations": Message("Obligations")}


def explain_service(case: Case, result: ServiceResult) -> Explanation:
    service = result.entry
    return Explanation(
        kind="service",
        address=service.address,
        title=service.model.title or service.model.promise,
        unit=service.plan.unit_id,
        period=case.period,
        as_of=case.as_of,
        status=Word("kept", result.kept) if result.kept else None,
        reason=None if result.kept else Message("whether it is kept is not reported"),
        sections=sections(
            section("promise", Message("Promise"), *_promise(result)),
            section("kept", Message("Kept"), *_kept(case, result)),
            section("measured", Message("Measured by"), *([kpi_row(result.kpi)] if result.kpi else [])),
            section("service", Message("The service"), *_about(case, result)),
        ),
    )


def _promise(result: ServiceResult) -> Iterator[Row | None]:
    entry, model = result.entry, result.entry.model
    yield said("promise", Message("Promise"), model.promise, Place(entry.plan.file, entry.path))
    for name, label in _LIMITS.items():
        yield said("from" if name == "starts" else name.replace("_", "-"), label, getattr(model, name))


def _kept(case: Case, result: ServiceResult) -> Iterator[Row | None]:
    source = result.entry.source(case.period.year)
    if result.kept and source:
        where = Place(source.file, (result.entry.section, result.entry.id, case.period.name))
        yield Row("kept", Message("Kept"), Word("kept", result.kept), result.kept, place=where)
    yield said("comment", Message("Comment"), result.comment)


def _about(case: Case, result: ServiceResult) -> Iterator[Row | None]:
    model = result.entry.model
    yield said("audience", Message("Audience"), ", ".join(model.audience))
    for name, label in _TERMS.items():
        for text in as_list(getattr(model, name) or []):
            yield said(name, label, text)
    yield case.plan_row(result.entry.plan)
