"""What all tests may use: the real planctl in a process of its own, and golden files."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

TESTS = Path(__file__).parent
DATA = TESTS / "data"
GOLDEN = TESTS / "golden"
DOCS = TESTS.parent / "docs"
SOURCES = TESTS.parent / "src"
TODAY = "1795305600"
"""22 November 2026, in seconds: the day of every run."""
_LEFT_OUT = ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "TERM", "LANG", "LANGUAGE", "LC_ALL", "PYTHONIOENCODING")


class Run(NamedTuple):
    """How a run of planctl ended."""

    code: int
    out: str
    err: str


Planctl = Callable[..., Run]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what is compared with golden files to them")


@pytest.fixture(scope="session")
def planctl() -> Planctl:
    """Runs `planctl`: arguments as words, in a folder (`tests/data` unless told), with further environment variables."""

    def run(*arguments: str | Path, cwd: Path = DATA, env: Mapping[str, str] | None = None, encoding: str = "utf-8") -> Run:
        settings = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT and not name.startswith("PLANCTL")}
        paths = [os.fspath(SOURCES), *filter(None, [settings.get("PYTHONPATH")])]
        settings |= {"PYTHONPATH": os.pathsep.join(paths), "SOURCE_DATE_EPOCH": TODAY, "PYTHONIOENCODING": encoding}
        done = subprocess.run(
            [sys.executable, "-m", "planctl", *map(os.fspath, arguments)],
            cwd=cwd,
            env=settings | dict(env or {}),
            capture_output=True,
            timeout=60,
            check=False,
        )
        out, err = (text.decode(encoding).replace("\r\n", "\n") for text in (done.stdout, done.stderr))
        return Run(done.returncode, out, err)

    return run


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with the golden file of a name; with --update-golden it is written there instead."""
    return _comparison(GOLDEN, request)


@pytest.fixture
def page(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Likewise with a page in docs/ that is made from the code."""
    return _comparison(DOCS, request)


def _comparison(folder: Path, request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    def compare(name: str, text: str) -> None:
        path = folder / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.exists(), f"no {path.relative_to(TESTS.parent)}: run pytest with --update-golden, and read what it writes"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def workspace(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Path]:
    """Writes files into a new folder, with the organisation of tests/data/exempel unless one is among them."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        organisation = (DATA / "exempel" / "organisation.yaml").read_bytes()
        for name, text in ({"organisation.yaml": organisation} | dict(files)).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return write
