"""Definitions that were found sound are passed by later: that must never hide a finding."""

import pytest

from planctl.rules import review
from planctl.rules.review import KpiDefinition, KpiNotation, Review
from planctl.source.discover import find_workspaces
from planctl.workspace.loading import load
from planctl.workspace.workspace import Workspace
from tests.conftest import TESTS
from tests.workspaces import TODAY


class Forgetful(dict):
    """Remembers nothing: every set that it gives is a new one."""

    def setdefault(self, key, default=None):
        return set()


@pytest.mark.parametrize("folder", ["plans", "examples/sorsele-2023", "examples/leksand-2015-2017", "tests/data"])
def test_remembering_changes_nothing(monkeypatch, folder):
    loaded = [load(root) for root in find_workspaces([TESTS.parent / folder])]
    workspaces = [found for found in loaded if isinstance(found, Workspace)]
    remembered = [Review(workspace, TODAY).problems() for workspace in workspaces]
    again = [Review(workspace, TODAY).problems() for workspace in workspaces]
    monkeypatch.setattr(review, "_SOUND", Forgetful())
    assert remembered == again == [Review(workspace, TODAY).problems() for workspace in workspaces]


def test_there_are_rules_of_definitions():
    assert len(review.checks_by_subject()[KpiDefinition]) > 5
    assert len(review.checks_by_subject()[KpiNotation]) > 15
