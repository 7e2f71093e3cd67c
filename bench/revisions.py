"""A repository for the benchmarks of diff and history: a large organisation, and one file that was changed in a thousand commits."""

from __future__ import annotations

import subprocess
from pathlib import Path

from bench.organisations import write_organisations

COMMITS = 1000
_WHO = ("-c", "user.name=Bench", "-c", "user.email=bench@example.com")


def write_repository(folder: Path, units: int) -> Path:
    """A repository with an organisation, whose last commit changes a tenth of its plans; returns the workspace's folder."""
    plans = write_organisations(folder, units, units=units)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, *_WHO, "commit", "-qm", "Plans")
    for plan in plans[::10]:
        plan.write_text(plan.read_text(encoding="utf-8").replace("Resultat 1", "Resultatet 1"), encoding="utf-8")
    git(folder, *_WHO, "commit", "-qam", "Changes")
    return plans[0].parent.parent


def write_history(folder: Path) -> None:
    """A thousand commits, each with another target of one KPI."""
    (plan,) = write_organisations(folder, 1, units=1)
    text = plan.read_text(encoding="utf-8")
    stream = []
    for number in range(COMMITS):
        content = text.replace("        source: Verksamhetssystemet", f"        source: Verksamhetssystemet {number}", 1).encode()
        stream.append(
            f"commit refs/heads/main\ncommitter Bench <bench@example.com> {1_700_000_000 + number} +0000\ndata 6\nChange\n".encode()
            + f"M 100644 inline {plan.relative_to(folder).as_posix()}\ndata {len(content)}\n".encode()
            + content
            + b"\n"
        )
    organisation = (plan.parent.parent / "organisation.yaml").read_bytes()
    name = (plan.parent.parent / "organisation.yaml").relative_to(folder).as_posix()
    stream.insert(1, f"M 100644 inline {name}\ndata {len(organisation)}\n".encode() + organisation + b"\n")
    git(folder, "init", "-q", "-b", "main")
    subprocess.run(["git", "-C", str(folder), "fast-import", "--quiet"], input=b"".join(stream), check=True)
    git(folder, "reset", "-q", "--hard", "main")


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)
