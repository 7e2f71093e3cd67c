"""What a workbook was made from, on its hidden sheet: the organisation, the follow-up, and each plan with the hash of its file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from planctl.exchange.workbook.layout import FORMAT
from planctl.exchange.workbook.sheets import Occasion
from planctl.workspace.files import PlanEntry

_FIELDS = ("format", "organisation", "period", "language")
_PLAN_FIELDS = ("unit", "file", "revision", "sha256")


class PlanStamp(NamedTuple):
    """A plan as it was: its file below the workspace's folder, its number of revision (or ""), and the SHA-256 of its bytes."""

    unit: str
    file: str
    revision: str
    sha256: str


class Stamp(NamedTuple):
    """All that the hidden sheet says."""

    format: int
    organisation: str
    period: str
    language: str
    plans: tuple[PlanStamp, ...]


def stamp_of(occasion: Occasion, plans: Iterable[PlanEntry]) -> Stamp:
    """The stamp of a workbook made now from these plans."""
    known = tuple(_plan_stamp(occasion, plan) for plan in plans)
    return Stamp(FORMAT, occasion.workspace.id, str(occasion.period), occasion.language.code, known)


def _plan_stamp(occasion: Occasion, plan: PlanEntry) -> PlanStamp:
    path = occasion.workspace.sources[plan.file]
    file = path.resolve().relative_to(occasion.workspace.folder.resolve()).as_posix()
    return PlanStamp(plan.unit_id, file, str(plan.model.document.revision or ""), hashlib.sha256(path.read_bytes()).hexdigest())


def stamp_rows(stamp: Stamp) -> Iterator[tuple[str, ...]]:
    """The rows of the hidden sheet."""
    yield from zip(_FIELDS, map(str, stamp), strict=False)
    yield ()
    yield _PLAN_FIELDS
    yield from stamp.plans
