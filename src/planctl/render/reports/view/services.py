"""A service promise as templates see it."""

from typing import NamedTuple

from planctl.evaluate.status import ServiceResult
from planctl.render.reports.view.kpis import Kpi, kpi_view
from planctl.render.reports.view.links import anchor
from planctl.render.reports.view.marks import Mark, kept_mark
from planctl.render.reports.view.scope import Scope
from planctl.render.reports.view.texts import each, said, titled


class Service(NamedTuple):
    """What users can count on, and how that was kept at the period of the report."""

    address: str
    """Its address: personal/snabbt-svar."""
    anchor: str
    """The id of its element on the page."""
    title: str
    """A short name; the promise itself where it has none."""
    promise: str
    """What users can count on, in one sentence."""
    audience: tuple[str, ...]
    """Who the promise is made to."""
    audience_text: str | None
    """The same in one line."""
    within: str | None
    """The measurable limit: 2 arbetsdagar."""
    starts: str | None
    """What starts the clock."""
    exceptions: str | None
    """When the promise does not hold."""
    redress: str | None
    """What users get when it is not kept."""
    user_part: str | None
    """What users must do themselves."""
    rights: tuple[str, ...]
    """What users have a right to."""
    possibilities: tuple[str, ...]
    """What users can choose or influence."""
    obligations: tuple[str, ...]
    """What users are obliged to."""
    kept: Mark
    """Whether it was kept, or that nothing is reported."""
    comment: str | None
    """A comment on that."""
    kpi: Kpi | None
    """The KPI that measures it."""


def service_view(scope: Scope, result: ServiceResult) -> Service:
    entry, model = result.entry, result.entry.model
    audience = each(model.audience)
    return Service(
        address=entry.address,
        anchor=anchor(entry.address),
        title=titled(model.title or model.promise, entry.id),
        promise=titled(model.promise, entry.id),
        audience=audience,
        audience_text=scope.language.list(audience) or None,
        within=said(model.within),
        starts=said(model.starts),
        exceptions=said(model.exceptions),
        redress=said(model.redress),
        user_part=said(model.user_part),
        rights=each(model.rights),
        possibilities=each(model.possibilities),
        obligations=each(model.obligations),
        kept=kept_mark(scope.language, result.kept),
        comment=said(result.comment),
        kpi=kpi_view(scope, result.kpi) if result.kpi else None,
    )
