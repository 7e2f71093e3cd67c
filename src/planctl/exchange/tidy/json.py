"""Tidy data as JSON: a document like those of the other commands, with one row a line."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from decimal import Decimal

from planctl.exchange.request import Request
from planctl.exchange.tidy.columns import COLUMNS, Cell
from planctl.exchange.tidy.rows import Row, tidy_rows
from planctl.render.json_output import FORMAT


def export(request: Request) -> bytes:
    """The document. Numbers are strings, with the digits that were reported."""
    columns = [{"name": column.name, "kind": column.kind.value, "meaning": request.language.text(column.meaning)} for column in COLUMNS]
    parts = [
        f'  "format": {FORMAT}',
        f'  "as_of": "{request.as_of.isoformat()}"',
        f'  "columns": [\n{_lines(columns)}\n  ]',
        f'  "rows": [\n{_lines(map(_row, tidy_rows(request)))}\n  ]',
    ]
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def _lines(items: Iterable[object]) -> str:
    return ",\n".join("    " + json.dumps(item, ensure_ascii=False) for item in items)


def _row(row: Row) -> dict[str, str | int | bool | None]:
    return {column.name: _plain(cell) for column, cell in zip(COLUMNS, row, strict=True)}


def _plain(cell: Cell) -> str | int | bool | None:
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return cell.isoformat() if isinstance(cell, datetime.date) else cell
