"""The pages that are held against a browser and a validator, as files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from planctl.notation.period import Period
from planctl.workspace.workspace import Workspace
from tests.conftest import DATA, TESTS
from tests.render.reports.pages import PERIOD, report, workspace_in
from tests.render.site.sites import site
from tests.workspaces import outcomes, plan_with_kpi, write_workspace

ROOT = TESTS.parent
ORGANISATIONS = {
    "lindsjo": (ROOT / "plans", PERIOD),
    "leksand": (ROOT / "examples" / "leksand-2015-2017", Period(2015, "year")),
    "sorsele": (ROOT / "examples" / "sorsele-2023", Period(2023, "T2")),
}
_WHOLE = ("plan", "followup", "services", "overview")
_KPIS = ("personal/sjukfranvaro", "personal/krankande-sarbehandling", "kost/tallrikssvinn", "kultur-och-fritid/fritidsgard")
_WITHOUT_OUTCOMES = "ekonomi/revision"
_YEAR = Period(2025, "year")


class Document(NamedTuple):
    """A report about an organisation, some units or a KPI of it, and the language it is in."""

    organisation: str
    name: str
    period: Period
    code: str = "sv"
    address: str | None = None
    units: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        words = [self.organisation, self.name, str(self.period), self.code, *(self.address or "").split("/"), *self.units]
        return "-".join(filter(None, words))


ONE_VALUE = Document("exempel", "kpi", PERIOD, address="personal/k")
DOCUMENTS = [
    *(Document(organisation, name, period) for organisation, (_, period) in ORGANISATIONS.items() for name in _WHOLE),
    Document("lindsjo", "followup", _YEAR, units=("personal", "it")),
    Document("lindsjo", "plan", PERIOD, units=("personal",)),
    Document("lindsjo", "overview", PERIOD, code="en"),
    *(Document("lindsjo", "kpi", PERIOD, address=address) for address in (*_KPIS, _WITHOUT_OUTCOMES)),
    Document("lindsjo", "kpi", PERIOD, code="en", address=_KPIS[0]),
    ONE_VALUE,
]


def written(document: Document, folder: Path) -> Path:
    """A page as a file in a folder; the same file where it is there already."""
    path = folder / f"{document.id}.html"
    if not path.exists():
        workspace = _with_one_value(folder / "workspace") if document == ONE_VALUE else _workspace(document.organisation)
        text = report(workspace, document.name, "html", document.code, document.units, document.period, document.address)
        path.write_text(text, encoding="utf-8", newline="\n")
    return path


@cache
def written_folders(folder: Path) -> Path:
    """A folder with many pages: the site of plans/, one in English, and a report about each KPI of examples/."""
    many = folder / "many"
    site(ROOT / "plans", many / "lindsjo")
    site(DATA / "exempel", many / "exempel", code="en")
    for organisation in ("leksand", "sorsele"):
        (many / organisation).mkdir()
        for address in _kpis(organisation):
            document = Document(organisation, "kpi", ORGANISATIONS[organisation][1], address=address)
            written(document, many / organisation)
    return many


def _kpis(organisation: str) -> list[str]:
    year = ORGANISATIONS[organisation][1].year
    plans = [plan for unit in _workspace(organisation).root.walk() if (plan := unit.plan_for(year))]
    return [kpi.address for plan in plans for kpi in plan.kpis.values()]


@cache
def _workspace(organisation: str) -> Workspace:
    return workspace_in(ORGANISATIONS[organisation][0])


def _with_one_value(folder: Path) -> Workspace:
    files = {
        "personal/plan.yaml": plan_with_kpi("unit: '%'\ntarget: 90\ndirection: up"),
        "personal/outcomes-2026.yaml": outcomes(_ONE_VALUE),
    }
    return workspace_in(write_workspace(folder, files))


_ONE_VALUE = "kpis:\n  k:\n    T2: 85\n"
