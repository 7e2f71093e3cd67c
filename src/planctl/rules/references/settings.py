"""A rule about the organisation's own settings of rules."""

from __future__ import annotations

from collections.abc import Iterator

from planctl.diagnostics import Severity
from planctl.message import Message
from planctl.nearest import did_you_mean
from planctl.rules.registry import Finding, all_rules, rule
from planctl.rules.review import Review
from planctl.workspace.workspace import Workspace


@rule(
    "R012",
    Severity.ERROR,
    Workspace,
    title=Message("A severity is set for a rule that does not exist"),
    reason=Message("A mistyped code silences nothing, or leaves a rule milder than was decided, and nobody notices."),
)
def unknown_rule(workspace: Workspace, review: Review) -> Iterator[Finding]:
    known = all_rules()
    for code in workspace.organisation.rules:
        if code not in known:
            hint = did_you_mean(code, known) or Message("planctl rule lists all rules")
            yield Finding(workspace.file, ("rules", code), Message("there is no rule {code}", code=code), hint, key=True)
