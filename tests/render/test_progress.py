"""A bar where someone looks and waits; nothing anywhere else."""

from __future__ import annotations

import subprocess
import sys
from io import StringIO

import pytest

from planctl.message import Message
from planctl.render.language import Language
from planctl.render.progress import Progress
from tests.conftest import SOURCES


class Screen(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


SWEDISH = Language.of("sv")
TITLE = Message("Collecting outcomes")


@pytest.fixture(autouse=True)
def _terminal(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")


def test_a_bar_when_work_takes_long():
    screen = Screen()
    assert list(Progress(SWEDISH, screen, 0).track(range(3), TITLE)) == [0, 1, 2]
    assert "Samlar utfall" in screen.getvalue()
    assert "1/3" in screen.getvalue()


@pytest.mark.parametrize(("stream", "moment"), [(Screen(), 60), (StringIO(), 0), (None, 0)])
def test_silence(stream, moment):
    assert list(Progress(SWEDISH, stream, moment).track("abc", TITLE)) == ["a", "b", "c"]
    assert stream is None or stream.getvalue() == ""


def test_silence_on_a_terminal_that_can_only_print(monkeypatch):
    monkeypatch.setenv("TERM", "dumb")
    screen = Screen()
    assert list(Progress(SWEDISH, screen, 0).track("ab", TITLE)) == ["a", "b"]
    assert screen.getvalue() == ""


def test_the_bar_goes_away_when_the_work_fails():
    screen = Screen()

    def work():
        for item in Progress(SWEDISH, screen, 0).track(range(3), TITLE):
            if item == 1:
                raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        work()
    assert screen.getvalue().endswith("\x1b[2K")
    assert "\x1b[?25h" in screen.getvalue()


def test_rich_is_not_imported_for_nothing():
    code = """
import sys
from planctl.message import Message
from planctl.render.language import Language
from planctl.render.progress import Progress
list(Progress(Language.of("sv"), sys.stderr).track([1], Message("x")))
print("rich" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": str(SOURCES)}, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
