"""Synthetic organisations of any size: plan files of some 250 lines, with varied notations, right or with one fault in each."""

from __future__ import annotations

import random
from pathlib import Path

GOALS, KPIS, ACTIVITIES, SERVICES = 4, 4, 3, 7
DUE = ("December 2026", "2027-05-31", "Höst 2025", "Löpande")


def write_organisations(folder: Path, plans: int, units: int = 25, faults: int = 0, seed: int = 1) -> list[Path]:
    """Organisations with `units` units each, until there are `plans` plan files; `faults` faults in each file. Returns the plan files."""
    chance = random.Random(seed)
    files: list[Path] = []
    number = 0
    while len(files) < plans:
        number += 1
        count = min(units, plans - len(files))
        files += _organisation(folder / f"kommun-{number:03}", f"kommun-{number:03}", count, faults, chance)
    return files


def _organisation(folder: Path, id_: str, units: int, faults: int, chance: random.Random) -> list[Path]:
    folder.mkdir(parents=True)
    tree = "".join(f"  enhet-{number}:\n    title: Enhet {number}\n    head: Enhetschef {number}\n" for number in range(1, units))
    head = f"kind: organisation\nformat: 1\nid: {id_}\nname: Kommun {id_}\nlanguage: sv\n"
    (folder / "organisation.yaml").write_text(head + (f"units:\n{tree}" if tree else ""), encoding="utf-8")
    files = []
    for number in range(units):
        unit = f"enhet-{number}" if number else id_
        path = folder / unit / "plan.yaml"
        path.parent.mkdir()
        path.write_text(plan_text(unit, id_, faults, chance), encoding="utf-8")
        files.append(path)
    return files


def plan_text(unit: str, root: str, faults: int, chance: random.Random) -> str:
    """One plan; a fault is a KPI whose yellow band leaves a gap."""
    lines = [
        "kind: plan", f"unit: {unit}", "period: 2025-2027", "document:", "  type: Verksamhetsplan", "  status: decided",
        "  decided: 2024-11-29", "  decided_by: Kommunstyrelsen", f"  section: § {chance.randint(1, 300)}",
        f"  reference: 2024/{chance.randint(1, 999)}-012", "  valid_from: 2025-01-01", "  responsible: Enhetschef", "mission: >-",
        f"  Enheten {unit} ger service åt invånare och verksamheter i hela kommunen,", "  varje dag och på lika villkor.", "services:",
    ]  # fmt: skip
    for number in range(SERVICES):
        days = chance.randint(1, 20)
        lines += [f"  tjanst-{number}:", f"    promise: Ärenden av slag {number} besvaras inom {days} arbetsdagar.",
                  "    audience: [invånare]", f"    within: {days} arbetsdagar"]  # fmt: skip
    lines.append("goals:")
    for goal in range(GOALS):
        economy = {0: ["    economy: financial"], 1: ["    economy: operational"]}.get(goal, []) if unit == root else []
        supports = [] if unit == root else [f"    supports: {root}/mal-{goal}"]
        lines += [f"  mal-{goal}:", f"    title: Resultat {goal} som {unit} når under perioden", *supports, *economy,
                  "    owner: Enhetschef", "    kpis:"]  # fmt: skip
        for kpi in range(KPIS):
            lines += _kpi(goal, kpi, faulty=faults > goal * KPIS + kpi, chance=chance)
        lines.append("    activities:")
        for activity in range(ACTIVITIES):
            lines += [f"      aktivitet-{goal}-{activity}:", f"        title: Genomföra insats {goal}.{activity} tillsammans med berörda",
                      "        responsible: Ledningsgruppen", f"        due: {chance.choice(DUE)}",
                      "        evaluated: [T1, T2, year]"]  # fmt: skip
    return "\n".join(lines) + "\n"


def _kpi(goal: int, kpi: int, faulty: bool, chance: random.Random) -> list[str]:
    limit = chance.randint(40, 80)
    width = chance.randint(5, 15)
    last = limit - (2 if faulty else 1)
    if kpi % 2:
        bands = f'{{red: "> {limit + width}", yellow: {limit + (2 if faulty else 1)}–{limit + width}, green: "≤ {limit}"}}'
        target = f"≤ {limit}"
    else:
        bands = f'{{red: "< {limit - width}", yellow: {limit - width}–{last}, green: "≥ {limit}"}}'
        target = f"≥ {limit}"
    return [f"      nyckeltal-{goal}-{kpi}:", f"        title: Andel ärenden av slag {goal}.{kpi} som är klara i tid", '        unit: "%"',
            "        scale: 0–100", f'        target: "{target}"', f"        thresholds: {bands}", "        frequency: tertial",
            "        source: Verksamhetssystemet"]  # fmt: skip
