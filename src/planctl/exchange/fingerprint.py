"""A short hash of what decides what an outcome of a KPI means: whether a workbook made from another revision of the plan can be trusted."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from planctl.model.base import Judged
from planctl.model.plan import Bands
from planctl.workspace.entries import KpiEntry

_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
_LENGTH = 16
"""Hexadecimal digits: two KPIs of one address share them once in 10^19."""


def fingerprint(kpi: KpiEntry, year: int) -> str:
    """The same for the same title, unit, scale, decimals, direction, breakdowns, and target and bands as they hold in the year.

    It depends on neither the process nor how the file is written: quoting, folding and the order of keys. It begins with a letter, so that
    no program takes it for a number.
    """
    model = kpi.model
    definition = [
        _written(model.title),
        _written(model.unit),
        _written(model.scale),
        model.decimals,
        model.direction,
        _written(kpi.target_in(year)),
        _written(kpi.bands_in(year)),
        _written(model.by),
    ]
    return "k" + hashlib.sha256(_JSON.encode(definition).encode()).hexdigest()[:_LENGTH]


def _written(value: Any) -> Any:
    """A part of a definition as JSON can hold it; 1 and 1.0 stay apart, since they have different decimals."""
    match value:
        case str():
            return " ".join(value.split())
        case Bands():
            return {name: _written(band) for name, band in value if band is not None}
        case Judged():
            return _written(value.model_dump(exclude_none=True))
        case list():
            return sorted(map(_written, value))
        case dict():
            return {key: _written(part) for key, part in value.items()}
    return value
