"""A check that is shared by several processes: as good as one, and no fault in planctl when one of them is ended."""

import multiprocessing
import os
from multiprocessing.connection import Connection

import pytest

from planctl.errors import PlanctlError
from planctl.rules import check
from planctl.source.discover import find_workspaces
from tests.workspaces import TODAY, plan, write_workspace


@pytest.fixture
def roots(tmp_path, monkeypatch):
    """Two workspaces, with something wrong in each, and as many cores."""
    if multiprocessing.get_start_method() != "fork":
        pytest.skip("what a test replaces reaches other processes by fork alone")
    monkeypatch.setattr(check, "_WORTH_A_PROCESS", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    for name in ("ett", "två"):
        write_workspace(tmp_path / name, {"plan.yaml": plan("gols: {}")})
    return find_workspaces([tmp_path])


def test_two_processes_find_what_one_does(roots):
    alone = [found for root in roots for found in check.check(root, TODAY)]
    assert len(roots) == 2
    assert list(check.check_all(roots, TODAY).diagnostics) == sorted(alone, key=check.Diagnostic.sort_key)


def _end_at_once(sender: Connection, *_: object) -> None:
    os._exit(9)


def _end_in_the_middle(sender: Connection, *_: object) -> None:
    os.write(sender.fileno(), b"\0\0\1\0half")  # what follows is said to be 256 bytes long
    os._exit(9)


@pytest.mark.parametrize("end", [_end_at_once, _end_in_the_middle])
def test_a_process_that_is_ended_is_named(end, roots, monkeypatch):
    monkeypatch.setattr(check, "_send_findings", end)
    with pytest.raises(PlanctlError, match="was ended before it was done"):
        check.check_all(roots, TODAY)


def test_an_error_in_a_process_is_that_of_the_check(roots, monkeypatch):
    def fail(*_: object) -> None:
        raise LookupError

    monkeypatch.setattr(check, "check", fail)
    with pytest.raises(LookupError):
        check.check_all(roots, TODAY)
