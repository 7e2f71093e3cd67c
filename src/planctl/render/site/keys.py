"""Keys of what pages are made from: as long as a key stays the same, so do the pages, and they need not be made again.

The pages of a unit depend on its own files and, through goals that support or need each other, on a little of what is said in others:
the titles and statuses of goals. All depend on the organisation, the templates and what is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256

import planctl
from planctl.evaluate.explain.case import Case
from planctl.evaluate.status import UnitResult
from planctl.render.reports.reports import Request
from planctl.render.reports.templates import templates


class Keys:
    """The keys of a site's parts."""

    def __init__(self, request: Request, case: Case) -> None:
        self.workspace, self.case = request.workspace, case
        self.results = {result.unit.id: result for result in case.evaluation.units}
        self.frame = _frame(request)
        self.files = cache(self._files)

    def of_frame(self, *further: object) -> str:
        """The key of what depends on no unit but for what is told of it here."""
        return _digest(self.frame, *further)

    def of_unit(self, result: UnitResult) -> str:
        """The key of a unit's pages."""
        measured = {service.kpi.entry.plan.unit_id for service in result.services if service.kpi}
        ids = [result.unit.id, *sorted(measured & self.results.keys())]
        return _digest(self.frame, *map(self.files, ids), *self._told_of_others(result))

    def _files(self, id_: str) -> str:
        unit = self.results[id_].unit
        names = sorted([*(plan.file for plan in unit.plans), *(outcomes.file for outcomes in unit.outcomes.values())])
        return _digest(*(part for name in names for part in (name, self.workspace.sources[name].read_bytes())))

    def _told_of_others(self, result: UnitResult) -> Iterator[object]:
        """What a unit's pages tell of the goals of other units."""
        for goal in result.goals:
            yield [(found.entry.address, found.entry.model.title, found.status, found.assessment) for found in goal.supporters]
            named = [*goal.entry.supports, *goal.entry.depends_on]
            yield [(found.address, found.model.title) for found in self.case.goals_at(named, result.unit.id)]


def _frame(request: Request) -> str:
    workspace = request.workspace
    asked = (planctl.__version__, request.language.code, str(request.period), request.as_of, request.date)
    units = [(unit.id, unit.title, unit.parent.id if unit.parent else "") for unit in workspace.root.walk()]
    sources = [part for template in templates(workspace.folder) for part in (template.name, template.file.read_bytes())]
    return _digest(*asked, *units, (workspace.folder / "organisation.yaml").read_bytes(), *sources)


def _digest(*parts: object) -> str:
    """A digest of things, each told apart from the next."""
    found = sha256()
    for part in parts:
        content = part if isinstance(part, bytes) else repr(part).encode()
        found.update(b"%d:" % len(content))
        found.update(content)
    return found.hexdigest()[:32]
