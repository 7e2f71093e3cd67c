"""Parquet: every cell is what the other formats have, exactly."""

from __future__ import annotations

import datetime
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import array, decimal128
from pyarrow import parquet as reader

from planctl.exchange.formats import exported
from planctl.exchange.tidy.columns import COLUMNS
from planctl.exchange.tidy.parquet import DECIMALS, DIGITS
from planctl.notation.number import parse_number
from planctl.source.discover import find_workspaces
from planctl.workspace.loading import load_or_stop
from tests.conftest import DATA
from tests.exchange.requests import request_of, rows_of


@pytest.fixture(scope="module")
def workspace():
    (root,) = find_workspaces([DATA / "exempel"])
    return load_or_stop(root)


def plain(cell):
    """A cell as JSON holds it; decimals by their number, since Parquet has all with the same digits."""
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return cell


def test_the_same_cells_as_json(workspace):
    table = reader.read_table(BytesIO(exported("parquet", request_of(workspace))))
    numbers = {column.name for column in COLUMNS if column.kind == "number"}
    for row, other in zip(table.to_pylist(), rows_of(workspace), strict=True):
        assert {name: plain(cell) for name, cell in row.items()} == {
            name: Decimal(cell) if name in numbers and cell is not None else cell for name, cell in other.items()
        }


def test_the_schema(workspace, golden):
    schema = reader.read_schema(BytesIO(exported("parquet", request_of(workspace))))
    golden("export/parquet-schema.txt", schema.to_string(show_field_metadata=False, show_schema_metadata=False) + "\n")
    assert schema.metadata[b"planctl"] == b"1"
    assert schema.field("kpi").metadata[b"meaning"] == b"The KPI's address: unit/id."


def test_the_same_bytes_every_time(workspace):
    assert exported("parquet", request_of(workspace)) == exported("parquet", request_of(workspace))


@given(
    st.one_of(st.decimals(allow_nan=False, allow_infinity=False).map(str), st.floats(allow_nan=False, allow_infinity=False), st.integers())
)
def test_every_number_that_planctl_reads_fits(number):
    if (value := parse_number(number)) is not None:
        assert array([value], decimal128(DIGITS, DECIMALS))[0].as_py() == value
