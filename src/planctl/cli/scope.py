"""Which findings to show: workspaces are always checked whole, since files refer to each other, but one may ask about a part of one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from planctl.diagnostics import Diagnostic
from planctl.rules.check import Checked
from planctl.source.discover import Root, covering

_FILE_RULES = "F"


def within(checked: Checked, paths: Iterable[Path], roots: Sequence[Root]) -> Checked:
    """What was found in the files and folders asked for; everything, where these hold the workspaces whole.

    An organisation's file that can't be read is always told of: nothing else in its workspace could be checked.
    """
    asked = list(paths)
    covered = cache(covering(asked))
    if not asked or all(covered(os.fspath(root.folder)) for root in roots):
        return checked
    organisations = {root.name_of(root.organisation) for root in roots}

    def concerns(diagnostic: Diagnostic) -> bool:
        unread = diagnostic.code.startswith(_FILE_RULES) and diagnostic.file in organisations
        return unread or covered(diagnostic.file)

    files = sum(covered(os.fspath(file)) for root in roots for file in root.files)
    return Checked(files, [diagnostic for diagnostic in checked.diagnostics if concerns(diagnostic)])
