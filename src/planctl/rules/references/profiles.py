"""Rules about import profiles: what they name is there."""

from __future__ import annotations

from collections.abc import Iterator

from planctl.diagnostics import Path, Severity
from planctl.message import Message
from planctl.nearest import did_you_mean
from planctl.rules.registry import Finding, rule
from planctl.rules.review import Review
from planctl.workspace.entries import KpiEntry
from planctl.workspace.files import ProfileEntry


@rule(
    "R013",
    Severity.ERROR,
    ProfileEntry,
    title=Message("An import profile names a KPI or a unit that does not exist"),
    reason=Message("A row that finds its KPI by such a name can't be taken in, and nobody knows it until the follow-up is due."),
)
def profile_names_nothing(profile: ProfileEntry, review: Review) -> Iterator[Finding]:
    model, units = profile.model, review.workspace.units
    for alias, address in model.kpis.items():
        yield from _kpi(profile, ("kpis", alias), address, model.unit or "", review)
    named: list[tuple[Path, str | None]] = [(("unit",), model.unit)]
    named += [(("units", alias), unit) for alias, unit in model.units.items()]
    named += [(("values", name, "unit"), column.unit) for name, column in model.values.items()]
    for path, unit in named:
        if unit is not None and unit not in units:
            yield Finding(profile.file, path, Message("the organisation has no unit {unit}", unit=unit), did_you_mean(unit, units))


def _kpi(profile: ProfileEntry, path: Path, address: str, home: str, review: Review) -> Iterator[Finding]:
    """An address must lead to a KPI; an id alone belongs to the unit of the row, which is not known here."""
    workspace = review.workspace
    unit, _id = workspace.split(address, home)
    if not unit or unit in workspace.broken or isinstance(workspace.resolve(address, home), KpiEntry):
        return
    hint = did_you_mean(address, review.addresses)
    yield Finding(profile.file, path, Message("there is no KPI {address}", address=address), hint, address)
