"""Small workspaces for tests, written as text."""

import datetime
from pathlib import Path
from textwrap import dedent, indent

from planctl.source.discover import find_workspaces
from planctl.workspace.loading import load
from planctl.workspace.workspace import Workspace

TODAY = datetime.date(2026, 11, 22)
ORGANISATION = """\
kind: organisation
format: 1
id: exempel
name: Exempel kommun
language: sv
units:
  personal:
    title: Personalavdelningen
    head: HR-chef
    units:
      lon:
        title: Löneenheten
  ekonomi:
    title: Ekonomiavdelningen
"""


def write_workspace(folder: Path, files: dict[str, str], organisation: str = ORGANISATION) -> Path:
    """The files below a folder, dedented; with an organisation if none is among them."""
    for name, text in ({"organisation.yaml": organisation} | files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    return folder


def load_workspace(folder: Path, files: dict[str, str], organisation: str = ORGANISATION) -> Workspace:
    """A workspace that must load; what is wrong with its files is in its problems."""
    (root,) = find_workspaces([write_workspace(folder, files, organisation)])
    workspace = load(root)
    assert isinstance(workspace, Workspace), workspace
    return workspace


def plan(body: str, unit: str = "personal", period: str = "2025-2027") -> str:
    return f"kind: plan\nunit: {unit}\nperiod: {period}\n" + dedent(body)


def plan_with_kpi(kpi: str, goal: str = "mal", **options: str) -> str:
    """A plan whose one goal has one KPI, `k`."""
    body = f"goals:\n  {goal}:\n    title: Ett mål\n    kpis:\n      k:\n        title: Ett nyckeltal\n"
    return plan(body + indent(dedent(kpi).strip("\n"), " " * 8) + "\n", **options)


def outcomes(body: str, year: int = 2026, unit: str = "personal") -> str:
    return f"kind: outcomes\nunit: {unit}\nyear: {year}\n" + dedent(body)
