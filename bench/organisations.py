"""Synthetic organisations of any size: plan files of some 250 lines, with varied notations, right or with one fault in each."""

from __future__ import annotations

import random
from pathlib import Path

# As many things in a plan of 250 lines as in those of Lindsjö (plans/): 10 KPIs, 7 activities, 4 promises, 4 goals.
KPIS = (3, 3, 2, 2)
ACTIVITIES = (2, 2, 2, 1)
SERVICES = 4
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
    lines = _head(unit, chance)
    for number in range(SERVICES):
        days = chance.randint(1, 20)
        lines += [
            f"  tjanst-{number}:",
            f"    promise: Ärenden av slag {number} besvaras inom {days} arbetsdagar.",
            "    audience: [invånare, företag]",
            f"    within: {days} arbetsdagar",
            "    from: när ärendet är komplett",
            "    exceptions: Under juli kan svaret dröja några dagar till.",
        ]
    lines.append("goals:")
    for goal, kpis in enumerate(KPIS):
        economy = {0: ["    economy: financial"], 1: ["    economy: operational"]}.get(goal, []) if unit == root else []
        supports = [] if unit == root else [f"    supports: {root}/mal-{goal}"]
        lines += [f"  mal-{goal}:", f"    title: Resultat {goal} som {unit} når under perioden"]
        lines += [*_folded("description", 3, "    ", chance), *supports, *economy, "    owner: Enhetschef", "    kpis:"]
        for kpi in range(kpis):
            lines += _kpi(goal, kpi, faulty=faults > sum(KPIS[:goal]) + kpi, chance=chance)
        lines.append("    activities:")
        for activity in range(ACTIVITIES[goal]):
            lines += [
                f"      aktivitet-{goal}-{activity}:",
                f"        title: Genomföra insats {goal}.{activity} tillsammans med berörda",
                "        responsible: Ledningsgruppen",
                f"        due: {chance.choice(DUE)}",
                "        evaluated: [T1, T2, year]",
            ]
    return "\n".join([*lines, *_tail(chance)]) + "\n"


def _head(unit: str, chance: random.Random) -> list[str]:
    return [
        "kind: plan",
        f"unit: {unit}",
        "period: 2025-2027",
        "document:",
        "  type: Verksamhetsplan",
        "  status: decided",
        "  decided: 2024-11-29",
        "  decided_by: Kommunstyrelsen",
        f"  section: § {chance.randint(1, 300)}",
        f"  reference: 2024/{chance.randint(1, 999)}-012",
        "  valid_from: 2025-01-01",
        "  responsible: Enhetschef",
        *_folded("mission", 5, "", chance),
        "tasks:",
        *(f"  - Uppgift {number} som enheten utför åt {chance.choice(_WORDS)} i kommunen" for number in range(10)),
        "services:",
    ]


def _tail(chance: random.Random) -> list[str]:
    focus = [f"    - Punkt {number} om {chance.choice(_WORDS)}" for number in range(3)]
    return [
        "focus:",
        *(line for year in (2025, 2026, 2027) for line in (f"  {year}:", *focus)),
        "competence:",
        *_folded("needs", 3, "  ", chance),
        *_folded("development", 3, "  ", chance),
    ]


_WORDS = ["invånare", "företag", "elever", "barn", "familjer", "besökare", "föreningar", "medarbetare", "chefer", "nämnder"]


def _folded(key: str, lines: int, indent: str, chance: random.Random) -> list[str]:
    text = (" ".join(chance.choices(_WORDS, k=9)) for _ in range(lines))
    return [f"{indent}{key}: >-", *(f"{indent}  {line}" for line in text)]


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
    return [
        f"      nyckeltal-{goal}-{kpi}:",
        f"        title: Andel ärenden av slag {goal}.{kpi} som är klara i tid",
        "        description: Ärenden som är avslutade inom den tid som är utlovad, av alla avslutade.",
        '        unit: "%"',
        "        scale: 0–100",
        f'        target: "{target}"',
        f"        thresholds: {bands}",
        "        frequency: tertial",
        "        source: Verksamhetssystemet",
    ]
