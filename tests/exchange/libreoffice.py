"""LibreOffice itself, without a window: fails where CI lacks it, and skips elsewhere."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def converted(source: Path, ending: str, folder: Path) -> Path:
    """A workbook as LibreOffice writes it after it has computed every formula; `folder` is empty before, and holds its profile too."""
    program = shutil.which("soffice")
    if program is None and not os.environ.get("CI"):
        pytest.skip("LibreOffice is not installed")
    assert program, "LibreOffice is not installed"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", ending, "--outdir", os.fspath(folder), os.fspath(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"{source.stem}.{ending}"


def has_calibri() -> bool:
    """Whether sheets are printed with letters as wide as Calibri's; CI sees to it that they are."""
    if os.environ.get("CI") or shutil.which("fc-match") is None:
        return True
    found = subprocess.run(["fc-match", "Calibri"], check=True, capture_output=True, text=True).stdout
    return "Calibri" in found or "Carlito" in found
