"""Checks texts as `planctl check` would: see `example_files` for how they are written."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from example_files import write_example

from planctl.diagnostics import Diagnostic
from planctl.rules.check import Choice, check
from planctl.source.discover import find_workspaces

AS_OF = datetime.date(2026, 11, 22)


@pytest.fixture
def found(tmp_path: Path) -> Callable[..., list[Diagnostic]]:
    """Checks an example; codes or the beginnings of codes limit what is looked for."""

    def review(text: str, *select: str) -> list[Diagnostic]:
        folder = tmp_path / "plans"
        shutil.rmtree(folder, ignore_errors=True)
        write_example(folder, text)
        (root,) = find_workspaces([folder])
        return sorted(check(root, AS_OF, Choice(select=select)), key=Diagnostic.sort_key)

    return review
