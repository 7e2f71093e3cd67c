"""A short hash of what decides what an outcome of a KPI means: whether a workbook made from another revision of the plan can be trusted."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from planctl.model.written import written
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
    definition = ", ".join((_JSON.encode(written(model.title)), _notation(kpi, year), _groups(written(model.by))))
    return "k" + hashlib.sha256(f"[{definition}]".encode()).hexdigest()[:_LENGTH]


_KNOWN: dict[tuple[int, int], str] = {}


def _notation(kpi: KpiEntry, year: int) -> str:
    """Unit, scale, decimals, direction, target and bands in a year, as items of JSON; KPIs with the same notation are written once."""
    key = (kpi.notation(), year)
    if key not in _KNOWN:
        model = kpi.model
        told = (model.unit, model.scale, model.decimals, model.direction, kpi.target_in(year), kpi.bands_in(year))
        _KNOWN[key] = _JSON.encode([written(part) for part in told])[1:-1]
    return _KNOWN[key]


def _groups(by: Any) -> str:
    """The breakdowns as JSON, in whatever order they are listed."""
    if not by:
        return "{}" if isinstance(by, dict) else "[]"
    return _JSON.encode({name: sorted(groups) for name, groups in by.items()} if isinstance(by, dict) else sorted(by))
