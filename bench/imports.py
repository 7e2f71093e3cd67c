"""Taking in 20,000 rows, held against the time that openpyxl takes to read the same file."""

from __future__ import annotations

from pathlib import Path

from planctl.source.discover import find_workspaces
from planctl.workspace.loading import load_or_stop

UNITS, KPIS = 40, 500
PERIOD = "2026-T2"


def write_workspace(folder: Path) -> None:
    """An organisation with so many units and KPIs each, the spring's outcomes of half the units on file; all of it invented."""
    units = "".join(f"  enhet-{unit}: {{title: Enhet {unit}}}\n" for unit in range(UNITS))
    folder.mkdir(parents=True)
    (folder / "organisation.yaml").write_text(
        f"kind: organisation\nformat: 1\nid: mycket\nname: Mycket kommun\nunits:\n{units}", encoding="utf-8"
    )
    for unit in range(UNITS):
        kpis = "".join(
            f"      matt-{kpi}:\n        title: Andel som är nöjda i mätning nummer {kpi}\n        unit: '%'\n        scale: 0–100\n"
            f"        target: '≥ 80'\n        thresholds: {{red: '< 70', yellow: 70–79, green: '≥ 80'}}\n        frequency: tertial\n"
            for kpi in range(KPIS)
        )
        path = folder / f"enhet-{unit}" / "plan.yaml"
        path.parent.mkdir()
        path.write_text(
            f"kind: plan\nunit: enhet-{unit}\nperiod: 2025-2027\ngoals:\n  nojda:\n    title: Nöjda\n    kpis:\n{kpis}", encoding="utf-8"
        )
        if unit % 2:
            reports = "".join(f"  matt-{kpi}:\n    T1: {{value: 7{kpi % 10}.5, comment: Våren.}}  # {kpi}\n" for kpi in range(KPIS))
            text = f"kind: outcomes\nunit: enhet-{unit}\nyear: 2026\n\nkpis:\n{reports}"
            (path.parent / "outcomes-2026.yaml").write_text(text, encoding="utf-8")


def write_workbook(folder: Path, file: Path) -> None:
    """An input workbook of every KPI as planctl makes them, in a sheet for each unit, with every outcome and some comments filled in."""
    from openpyxl import Workbook

    from planctl.exchange.fingerprint import fingerprint
    from planctl.exchange.workbook.layout import KPIS as TABLE
    from planctl.exchange.workbook.layout import Marker

    workspace = load_or_stop(find_workspaces([folder])[0])
    book = Workbook(write_only=True)
    keys = [column.key for column in TABLE.columns]
    for plan in workspace.plans:
        sheet = book.create_sheet(plan.unit_id)
        sheet.append([str(Marker(workspace.id, PERIOD, "kpis")), *keys[1:]])
        sheet.append([column.header for column in TABLE.columns])
        for number, kpi in enumerate(plan.kpis.values()):
            row = {"key": kpi.address, "fingerprint": fingerprint(kpi, 2026), "goal": "Nöjda", "title": kpi.model.title, "measure": "%"}
            row |= {"target": "≥ 80", "bands": "grön ≥ 80, gul 70–79, röd < 70", "value": number % 100 * 0.7 + 13.37}
            row |= {"comment": "Färre svar än i våras."} if number % 5 == 0 else {}
            sheet.append([row.get(key) for key in keys])
    book.save(file)
