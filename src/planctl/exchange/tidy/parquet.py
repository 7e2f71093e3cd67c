"""Tidy data as Parquet, through pyarrow: an optional part of planctl."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from planctl.errors import PlanctlError
from planctl.exchange.request import Request
from planctl.exchange.tidy.columns import COLUMNS, Kind
from planctl.exchange.tidy.rows import tidy_rows
from planctl.message import Message
from planctl.render.json_output import FORMAT
from planctl.render.language import Language

if TYPE_CHECKING:
    import pyarrow

DIGITS, DECIMALS = 38, 18
"""Of every number: what `notation.number` reads has at most 18 digits before the point, and as many after."""


def export(request: Request) -> bytes:
    """The file. Numbers are decimals, not floats, so that 6.4 is 6.4; each column tells what it means.

    Raises:
        PlanctlError: pyarrow is not installed.
    """
    arrow = _pyarrow()
    from pyarrow import parquet

    schema = _schema(arrow, request.language)
    columns = list(zip(*tidy_rows(request), strict=True))
    table = arrow.table([arrow.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema)
    file = BytesIO()
    parquet.write_table(table, file)
    return file.getvalue()


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError:
        raise PlanctlError(
            Message("Parquet files need pyarrow, which is not installed"),
            Message("install it with {command}, or export csv", command='pip install "planctl[parquet]"'),
        ) from None
    return pyarrow


def _schema(arrow: Any, language: Language) -> pyarrow.Schema:
    types = {
        Kind.TEXT: arrow.string(),
        Kind.WHOLE: arrow.int64(),
        Kind.NUMBER: arrow.decimal128(DIGITS, DECIMALS),
        Kind.DATE: arrow.date32(),
        Kind.TRUTH: arrow.bool_(),
    }
    fields = [arrow.field(column.name, types[column.kind], metadata={"meaning": language.text(column.meaning)}) for column in COLUMNS]
    return arrow.schema(fields, metadata={"planctl": str(FORMAT)})
