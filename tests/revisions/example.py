"""A repository with a revision in which most of what can differ does."""

from __future__ import annotations

from pathlib import Path

from tests.repositories import Repo, repo_with
from tests.workspaces import ORGANISATION, outcomes, plan

PERSONAL = """\
document: {status: decided, decided: 2025-01-15, decided_by: Kommunstyrelsen, revision: 1}
goals:
  friska-medarbetare:
    title: Nöjda och friska medarbetare
    description: >
      Våra medarbetare ska må bra på jobbet och vilja stanna hos oss. Det når vi med ett nära ledarskap,
      en god arbetsmiljö och möjligheter att utvecklas.
    kpis:
      hme:
        title: Hållbart medarbetarengagemang (HME)
        unit: index
        frequency: year
        target: "≥ 80"
        thresholds: {red: "< 70", yellow: 70–79, green: "≥ 80"}
      sjukfranvaro:
        title: Total sjukfrånvaro
        unit: "%"
        frequency: tertial
        target: "< 6"
        thresholds: {red: "≥ 7,0", yellow: "6,0–6,9", green: "< 6"}
      oro:
        title: Medarbetare som känner oro inför jobbet
        unit: "%"
        frequency: year
    activities:
      enkat:
        title: Genomföra OSA-enkäten
        responsible: HR-chef
        due: 2026-05-31
  ratt-kompetens:
    title: Rätt kompetens
kpis:
  heltid:
    title: Andel som arbetar heltid
    unit: "%"
    frequency: tertial
services:
  lonesamtal:
    promise: Du får ett lönesamtal varje år
"""
LON = """\
goals:
  ratt-lon:
    title: Rätt lön i rätt tid
    supports: personal/ratt-kompetens
"""
REPORTED = "kpis:\n  sjukfranvaro: {T1: 6.2, T2: 5.8}\n  hme: {year: 81}\n"


def changed(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


PERSONAL_AFTER = changed(
    PERSONAL,
    ("nära ledarskap", "nära och lyhört ledarskap"),
    ('target: "≥ 80"', 'target: "≥ 75"'),
    ('yellow: 70–79, green: "≥ 80"', 'yellow: 70–74, green: "≥ 75"'),
    ('target: "< 6"', 'target: "< 5,5"'),
    ('yellow: "6,0–6,9", green: "< 6"', 'yellow: "5,5–6,9", green: "< 5,5"'),
    ("2026-05-31", "2026-08-31"),
    ("ratt-kompetens:", "kompetens:"),
    ('      oro:\n        title: Medarbetare som känner oro inför jobbet\n        unit: "%"\n        frequency: year\n', ""),
    ("  heltid:", "  andel-heltid:"),
    (
        "services:\n  lonesamtal:\n    promise: Du får ett lönesamtal varje år\n",
        "  oro:\n    title: Medarbetare som känner oro inför jobbet\n    unit: dagar\n    frequency: year\n",
    ),
)
EKONOMI = """\
goals:
  balans:
    title: En budget i balans
    kpis:
      resultat:
        title: Resultat
        unit: mnkr
        frequency: year
"""


def example(folder: Path) -> Repo:
    """One commit; the branch `ny-plan` holds another, and is checked out."""
    repo = repo_with(
        folder,
        {
            "personal/plan.yaml": plan(PERSONAL),
            "personal/utfall.yaml": outcomes(REPORTED),
            "lon/plan.yaml": plan(LON, unit="lon"),
        },
    )
    repo.git("checkout", "--quiet", "-b", "ny-plan")
    repo.commit(
        {
            "organisation.yaml": ORGANISATION.replace("Löneenheten", "Lön och pension"),
            "personal/plan.yaml": plan(PERSONAL_AFTER),
            "personal/utfall.yaml": outcomes(changed(REPORTED, ("T2: 5.8", "T2: {value: 5.7, comment: Färre korta tillfällen}"))),
            "ekonomi/plan.yaml": plan(EKONOMI, unit="ekonomi", period="2026"),
        },
        "Sänk målet för HME",
    )
    return repo
