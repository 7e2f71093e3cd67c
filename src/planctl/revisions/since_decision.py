"""What was changed in a decided plan since it was decided: its content then is looked for in git."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planctl.errors import PlanctlError
from planctl.model.plan import Plan
from planctl.model.validate import validate
from planctl.revisions.compare import plan_differences
from planctl.revisions.differences import Difference
from planctl.source.git.log import log
from planctl.source.git.repository import Repository
from planctl.source.reader import parse
from planctl.workspace.decision import content_hash
from planctl.workspace.files import PlanEntry
from planctl.workspace.loading import plan_entry


def changes_since_decision(plan: PlanEntry, path: Path) -> Sequence[Difference] | None:
    """How a plan differs from what its decision recorded; None where no commit holds that, or there is no git. `path` is its file."""
    try:
        decided = _decided(plan, path)
    except PlanctlError:
        return None
    return None if decided is None else plan_differences(plan_entry(plan.file, decided, plan.unit), plan)


def _decided(plan: PlanEntry, path: Path) -> Plan | None:
    """The latest content of the file, back in time, that the recorded hash is of."""
    repository = Repository(path.parent)
    commits = log(repository, repository.commit("HEAD"), repository.path_of(path))
    ids = list(dict.fromkeys(change.after for commit in commits for change in commit.changes if change.after))
    contents = repository.contents(ids)
    models = (_plan(contents[id_], path) for id_ in ids if id_ in contents)
    return next((model for model in models if model is not None and content_hash(model) == plan.model.document.content), None)


def _plan(raw: bytes, path: Path) -> Plan | None:
    source = parse(raw, path, "")
    model = validate("", source.data)[0] if isinstance(source.data, dict) else None
    return model if isinstance(model, Plan) else None
