"""A small organisation, invented, with one of everything that an input workbook must show."""

from __future__ import annotations

from pathlib import Path

from planctl.workspace.workspace import Workspace
from tests.workspaces import load_workspace, write_workspace

ORGANISATION = """\
kind: organisation
format: 1
id: exempel
name: Exempel & Prov kommun
language: sv
calendar:
  T1: {ends: 04-30, report: 05-31, title: Tertialrapport 1}
  T2: {ends: 08-31, report: 10-15, title: Tertialrapport 2}
  year: {ends: 12-31, report: 02-28, title: Årsredovisning}
units:
  personal:
    title: Personalavdelningen för hela kommunen
    head: HR-chef
  it:
    title: "IT: drift/utveckling"
  tom:
    title: En enhet utan plan
"""
PERSONAL = """\
kind: plan
unit: personal
period: 2025-2027
document: {type: Verksamhetsplan, status: decided, decided: 2024-12-17, revision: 2, responsible: HR-chef}
services:
  snabbt-svar:
    title: Svar i personalfrågor
    promise: Chefer får svar inom två arbetsdagar.
    within: 2 arbetsdagar
    from: när ärendet kommit in
  utan-rubrik:
    promise: Vi håller öppet alla vardagar.
goals:
  friska:
    title: Sjukfrånvaron är högst 6,2 procent
    owner: HR-chef
    kpis:
      sjukfranvaro:
        title: Total sjukfrånvaro
        unit: "%"
        decimals: 1
        scale: 0–100
        target: {2025: "≤ 6,8", 2026: "≤ 6,5"}
        thresholds:
          2025: {red: "> 7,3", yellow: "6,9–7,3", green: "≤ 6,8"}
          2026: {red: "> 7,0", yellow: "6,6–7,0", green: "≤ 6,5"}
        baseline: {2024: 30}
        by: {kön: [kvinnor, män]}
        frequency: tertial
      hme:
        title: Hållbart medarbetarengagemang
        unit: index
        scale: 0–100
        target: "≥ 80"
        thresholds: {red: "< 70", yellow: 70–79, green: "≥ 80"}
        breaks: {2025: Ny leverantör}
        frequency: year
      langtid:
        title: "=SUMMA av sjukskrivna mer än sextio dagar"
        unit: medarbetare
        decimals: 0
        direction: lower
        target: minska
        frequency: tertial
      bedomt:
        title: Arbetsmiljön i stort
        target: {text: Alla arbetslag har gått igenom sin arbetsmiljö}
        frequency: tertial
      vart-tredje:
        title: Nöjda medborgare
        target: "≥ 60"
        thresholds: {red: "< 50", yellow: 50–59, green: "≥ 60"}
        frequency: every 3 years
        measured: [2024, 2027]
        baseline: {2021: 55}
    activities:
      enkat:
        title: Genomgång av arbetsmiljön
        responsible: Alla chefer
        due: 2026-06-30
        evaluated: [T2, year]
      senare:
        title: Återkoppling av enkäten
        responsible: Alla chefer
        due: December 2026
        evaluated: [year]
      gjord:
        title: Redan klar
        due: 2025-12-31
kpis:
  kostnad:
    title: Kostnad per anställd
    unit: kr
    purpose: trend
    frequency: tertial
assignments:
  utred:
    title: Utred gemensam växel
    given_by: Kommunstyrelsen
    responsible: HR-chef
    due: 2026-12-31
"""
OUTCOMES_2025 = """\
kind: outcomes
unit: personal
year: 2025
kpis:
  sjukfranvaro:
    T2: {value: 6.9, by: {kvinnor: 7.6, män: 4.8}}
    year: 7.0
  langtid: {year: missing}
activities:
  enkat: {year: {status: ongoing, due: 2026-08-31}}
  gjord: {year: {status: done}}
"""
OUTCOMES_2026 = """\
kind: outcomes
unit: personal
year: 2026
kpis:
  sjukfranvaro:
    T1: {value: 6.8, by: {kvinnor: 7.5, män: 4.7}}
    T2: {value: 7.125, by: {kvinnor: 7.9}, comment: "- Förkylningar.\\n= Allt annat lika."}
    year: {forecast: 6.4}
  hme:
    year: {forecast: 80}
  kostnad:
    T2: {value: confidential, reason: Färre än fem anställda.}
  bedomt:
    T2: {assessment: yellow}
goals:
  friska:
    T2: {assessment: red, comment: Vi får se.}
activities:
  enkat:
    T2: {status: ongoing, comment: Hälften klar.}
services:
  snabbt-svar:
    T2: {kept: partly}
"""
IT = """\
kind: plan
unit: it
period: 2026
kpis:
  storningar:
    title: Störningar
    decimals: 0
    target: "≤ 2"
    thresholds: {red: "≥ 6", yellow: 3–5, green: "≤ 2"}
    frequency: tertial
"""
FILES = {
    "personal/plan.yaml": PERSONAL,
    "personal/outcomes-2025.yaml": OUTCOMES_2025,
    "personal/outcomes-2026.yaml": OUTCOMES_2026,
    "it/plan.yaml": IT,
}


def example(folder: Path, **changed: str) -> Workspace:
    """The organisation loaded; `changed` replaces files by the names of their units."""
    return load_workspace(folder, FILES | {f"{unit}/plan.yaml": text for unit, text in changed.items()}, ORGANISATION)


def write_example(folder: Path) -> Path:
    return write_workspace(folder, FILES, ORGANISATION)
