"""Five hundred workbooks that nobody would think of: no import fails, loses a value without a word, or writes anything when it refuses."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

import pytest
import yaml_rs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planctl.cli.run import run
from planctl.exchange.reading.cells import letters, without_unseen
from planctl.notation.absence import absence
from planctl.notation.number import parse_number
from tests.exchange.books import packed, parts_of, print_of
from tests.exchange.imported import FILES, OUTCOMES, workspace_in
from tests.workspaces import ORGANISATION

ADDRESSES = ["personal/sjukfranvaro", "personal/svarstid", "personal/betyg", "ekonomi/betyg", "ekonomi/kostnad"]
KEYS = ("key", "group", "fingerprint", "value", "forecast", "comment", "analysis")
INPUTS = KEYS[3:]

NUMBERS = st.one_of(st.integers(0, 100), st.integers(0, 9999).map(lambda n: n / 100), st.floats(0, 100).map(lambda n: float(f"{n:.12g}")))
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=12).map(lambda text: f"o{text}o")
ODD = st.sampled_from(
    ["–", "..", "ej mätt", "6,4", "6,4 %", "12 dagar", "ca 6", "1,000", "sekretess", "=1", "'", "#", "- a", "a: b", True, "#REF!", None]
)
VALUES = st.one_of(st.none(), NUMBERS, NUMBERS, NUMBERS, ODD)


class Row(NamedTuple):
    key: str | None
    group: str | None
    print_: str | None
    cells: dict[str, Any]
    hidden: bool


@st.composite
def rows(draw: st.DrawFn) -> Row:
    key = draw(st.sampled_from([*ADDRESSES * 3, "personal/sjukfranvar", "lon/x", "svarstid", None]))
    group = draw(st.sampled_from([None] * 8 + ["kvinnor", "män", "barn"]))
    cells = {"value": draw(VALUES), "forecast": draw(st.none() | VALUES) if group is None else None}
    cells |= {name: draw(st.none() | TEXTS) if group is None else None for name in ("comment", "analysis")}
    return Row(key, group, draw(st.sampled_from(["right"] * 30 + ["k0", None])), cells, draw(st.integers(0, 30)) == 0)


def cell_xml(place: str, value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
        case int() | float():
            return f'<c r="{place}"><v>{value!r}</v></c>'
        case "=1":
            return f'<c r="{place}"><f>1</f></c>'
        case "#REF!":
            return f'<c r="{place}" t="e"><v>#REF!</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def workbook(columns: list[str], found: list[Row], prints: dict[str | None, str | None]) -> bytes:
    table = [
        ["planctl 1 exempel 2026-T2 kpis" if name == "key" else name for name in columns],
        ["Adress" if name == "key" else "x" for name in columns],
    ]
    for row in found:
        told = {"key": row.key, "group": row.group, "fingerprint": prints.get(row.key) if row.print_ == "right" else row.print_} | row.cells
        table.append([told[name] for name in columns])
    xml = "".join(
        f'<row r="{number}" hidden="{int(number > 2 and found[number - 3].hidden)}">'
        + "".join(cell_xml(f"{letters(column)}{number}", value) for column, value in enumerate(line, 1))
        + "</row>"
        for number, line in enumerate(table, 1)
    )
    return packed(parts_of(f"<sheetData>{xml}</sheetData>"))


@pytest.fixture(scope="module")
def prints(tmp_path_factory: pytest.TempPathFactory) -> dict[str | None, str | None]:
    workspace = workspace_in(tmp_path_factory.mktemp("ws"))
    return {address: print_of(workspace, address) for address in ADDRESSES}


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp())
    for name, text in ({"organisation.yaml": ORGANISATION} | FILES).items():
        (made / name).parent.mkdir(exist_ok=True)
        (made / name).write_text(text, encoding="utf-8")
    yield made
    shutil.rmtree(made)


def texts(place: Path) -> dict[str, bytes]:
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in sorted(place.rglob("*.yaml"))}


def filed(place: Path, row: Row, field: str) -> Any:
    """What stands on file where a cell belongs."""
    unit, _, id_ = str(row.key).partition("/")
    path = place / unit / "outcomes-2026.yaml"
    data = yaml_rs.loads(path.read_text(encoding="utf-8"), parse_datetime=False) if path.exists() else {}
    report = data.get("kpis", {}).get(id_, {}).get("year" if field == "forecast" else "T2")
    if not isinstance(report, dict):
        return report if field == "value" and not row.group else None
    return report.get("by", {}).get(row.group) if row.group else report.get(field)


def is_filed(value: object, on_file: Any, field: str) -> bool:
    if isinstance(value, int | float):
        return parse_number(on_file) == Decimal(repr(value))
    word = absence(str(value))
    if field in ("comment", "analysis"):
        return str(on_file).split() == without_unseen(str(value)).split()
    if word is not None:
        return field == "forecast" or on_file == word  # a dash for a forecast says nothing
    number = str(value).removesuffix(" %").removesuffix(" dagar")
    return parse_number(on_file) == parse_number(number)


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    columns=st.permutations(list(KEYS)),
    found=st.lists(rows(), max_size=5),
    option=st.sampled_from(["", "--update", "--partial", "--partial", "--dry-run"]),
)
def test_whatever_is_in_a_workbook(columns: list[str], found: list[Row], option: str, prints: dict[str | None, str | None]) -> None:
    with folder() as place:
        before = texts(place)
        (place / "u.xlsx").write_bytes(workbook(columns, found, prints))
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            code = run(["-C", str(place), "import", str(place / "u.xlsx"), "--as-of", "2026-11-22", *filter(None, [option])])
        shown, after = out.getvalue(), texts(place)
        on_one_line = " ".join(shown.split())
        assert code in (0, 1), shown
        if (code and option != "--partial") or option == "--dry-run":
            assert after == before
        for name, raw in before.items():
            assert all(line in after[name].decode() for line in raw.decode().splitlines() if "#" in line)
        if option == "--dry-run":
            return
        for number, row in enumerate(found, 3):
            for field, value in row.cells.items():
                if value is None:
                    continue
                named = f"u.xlsx!Blad1!{letters(columns.index(field) + 1)}{number}  " in shown or any(
                    f"!{start}{number}  " in shown
                    or re.search(rf"; likaså (?:i|på rad(?:en|erna)) [^:]*\b{start}{number}\b", on_one_line)
                    or re.search(rf" celler säger olika om samma sak: .* i {start}{number}\b", on_one_line)
                    for start in ("", *map(letters, range(1, len(columns) + 1)))
                )
                refused = code and option != "--partial"
                assert named or refused or is_filed(value, filed(place, row, field), field), (field, value, shown)


def test_the_outcomes_hold_comments() -> None:
    assert "# vårens värde" in OUTCOMES
