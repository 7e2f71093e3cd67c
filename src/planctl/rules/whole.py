"""Whether a part of a file was read whole: what stands there misspelt or with a fault of its own does not lack."""

from __future__ import annotations

from functools import lru_cache

from planctl.diagnostics import Path
from planctl.workspace.workspace import Workspace

Places = frozenset[tuple[str, Path]]


def is_whole(workspace: Workspace, file: str, path: Path) -> bool:
    """Whether nothing directly in the mapping at a path was left out when the file was read."""
    return not workspace.problems or (file, path) not in _left_out(workspace)[0]


def is_whole_below(workspace: Workspace, file: str, path: Path) -> bool:
    """Whether nothing at all below a path was left out."""
    return not workspace.problems or (file, path) not in _left_out(workspace)[1]


@lru_cache(maxsize=2)
def _left_out(workspace: Workspace) -> tuple[Places, Places]:
    """The mappings that directly lack something that stands in the file, and all that are around them."""
    problems = [problem for problem in workspace.problems if problem.path]
    direct = frozenset((problem.file, problem.path[:-1]) for problem in problems)
    return direct, frozenset((file, path[:depth]) for file, path in direct for depth in range(len(path) + 1))
