"""Imports run one way: from what users see down to plain data."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "src" / "planctl"
LAYERS = [
    {"message"},
    {"diagnostics", "errors"},
    {"nearest"},
    {"notation"},
    {"model", "source"},
    {"formatting", "setup", "workspace"},
    {"evaluate"},
    {"revisions"},
    {"rules"},
    {"render"},
    {"adoption", "exchange"},
    {"cli"},
]
"""From the lowest up. `source` and `model` know nothing of each other, nor do `formatting`, `setup` and
`workspace`."""
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    names += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    return {name.split(".")[1] for name in names if name.startswith("planctl.")}


def test_imports_run_one_way():
    wrong = []
    for path in sorted(PACKAGE.rglob("*.py")):
        room = room_of(path)
        if room not in ("__init__", "__main__"):
            wrong += [
                f"{path.relative_to(PACKAGE)} imports {other}" for other in imported_rooms(path) - {room} if LEVEL[other] >= LEVEL[room]
            ]
    assert wrong == []


def test_every_room_has_a_level():
    rooms = {room_of(path) for path in PACKAGE.rglob("*.py")} - {"__init__", "__main__"}
    assert rooms == set(LEVEL)


def test_git_and_planctl_itself_are_the_only_programs_that_are_run():
    running = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py") if "import subprocess" in path.read_text("utf-8")}
    assert running == {"source/git/command.py", "adoption/job.py"}
