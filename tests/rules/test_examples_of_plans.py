"""The real plans among the examples: exactly the faults that their documents have."""

from __future__ import annotations

import datetime
from pathlib import Path

from planctl.rules.check import check
from planctl.source.discover import find_workspaces

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def found_in(name: str) -> list[str]:
    (root,) = find_workspaces([EXAMPLES / name])
    return sorted(f"{found.code} {found.address}" for found in check(root, datetime.date(2026, 11, 22)))


def test_sorsele_has_the_five_faults_of_its_document() -> None:
    assert found_in("sorsele-2023") == [
        "T002 stodverksamheten/ekonomisk-redovisning",
        "T003 stodverksamheten/hme",
        "T003 stodverksamheten/sjukfranvaro",
        "T007 stodverksamheten/hme",
        "T008 stodverksamheten/foretagsklimat",
    ]
