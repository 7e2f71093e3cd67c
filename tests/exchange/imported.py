"""One import in a test: a small workspace with invented plans and outcomes, and what becomes of a file there."""

from __future__ import annotations

from pathlib import Path

from planctl.exchange.imports.findings import Findings
from planctl.exchange.imports.pipeline import Options, Taken, take_in
from planctl.exchange.reading.cells import Book
from planctl.exchange.reading.read import read_book
from planctl.render.language import Language
from planctl.render.progress import Progress
from planctl.workspace.workspace import Workspace
from tests.workspaces import TODAY, load_workspace

PLAN = """\
kind: plan
unit: personal
period: 2025-2027
services:
  snabbt-svar:
    promise: Svar inom två dagar.
goals:
  friska:
    title: Friska medarbetare
    kpis:
      sjukfranvaro:
        title: Total sjukfrånvaro
        unit: "%"
        scale: 0–100
        by: {kön: [kvinnor, män]}
        target: "< 6,5"
        thresholds: {red: "≥ 7,0", yellow: "6,5–6,9", green: "< 6,5"}
        frequency: tertial
        kkik: [13]
      svarstid:
        title: Svarstid i personalfrågor
        unit: dagar
        target: "≤ 2"
        frequency: tertial
      betyg:
        title: Betyg
        target: "≥ 80"
        kolada: N00945
    activities:
      enkat:
        title: Genomgång av enkäten
        responsible: Ledningsgruppen
        due: 2026-06-30
assignments:
  utred:
    title: Utred heltid
"""
OUTCOMES = """\
kind: outcomes
unit: personal
year: 2026
# Ifyllt av personalavdelningen.
kpis:
  sjukfranvaro:
    T1: {value: 6.9, by: {kvinnor: 7.5}}  # vårens värde
  svarstid:
    T1: 2
    T2: missing
"""
EKONOMI = """\
kind: plan
unit: ekonomi
period: 2026
kpis:
  betyg:
    title: Betyg
    unit: index
  kostnad:
    title: Kostnad per invånare
    unit: kr
"""
FILES = {"personal/plan.yaml": PLAN, "personal/outcomes-2026.yaml": OUTCOMES, "ekonomi/plan.yaml": EKONOMI}
ENGLISH = Language.of("en")


def workspace_in(folder: Path, **more: str) -> Workspace:
    return load_workspace(folder, FILES | more)


def take(workspace: Workspace, *books: Book, **options: object) -> Taken:
    return take_in(books, workspace, TODAY, Options(**options), Findings(), Progress(ENGLISH))  # type: ignore[arg-type]


def take_files(workspace: Workspace, *paths: Path, **options: object) -> Taken:
    return take(workspace, *(read_book(path) for path in paths), **options)


def said(taken: Taken) -> dict[str, object]:
    """What is filed, by address, follow-up and field."""
    return {
        f"{target.address} {target.period} {target.group or target.field}": filing.statement.value
        for filing in taken.filings
        for target in [filing.statement.target]
    }


def found(taken: Taken) -> list[str]:
    """Every finding as its user reads it, without its hint."""
    return [f"{finding.place}: {ENGLISH.text(finding.message)}" for finding in taken.findings]


def hints(taken: Taken) -> list[str]:
    return [ENGLISH.text(finding.hint) if finding.hint else "" for finding in taken.findings]
