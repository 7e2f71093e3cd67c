"""The list of what a site's folder holds of planctl's: what may be replaced and deleted there, and what need not be made again."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.source.walk import name_of

NAME = ".planctl-site.json"
_FORMAT = 1
_PAGE = re.compile(r"(?:[\w-]+/)?[\w-]+\.(?:html|css|js)")
"""The files that a site is made of. Nothing else is ever deleted, whatever a manifest says."""


class Part(NamedTuple):
    """Pages that are made together."""

    key: str
    """The key of what they are made from; nothing while they are being written."""
    pages: Mapping[str, int]
    """Their paths, with their sizes in bytes."""


Manifest = Mapping[str, Part]
"""The parts of a site by name."""


def manifest_text(manifest: Manifest) -> bytes:
    """A manifest as the content of its file."""
    parts = {name: {"key": part.key, "pages": dict(part.pages)} for name, part in manifest.items()}
    return (json.dumps({"planctl-site": _FORMAT, "parts": parts}, indent=1, sort_keys=True) + "\n").encode()


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest in a folder; None where there is none.

    Raises:
        PlanctlError: it is none that this planctl can read, and so nothing says which files are planctl's.
    """
    path = folder / NAME
    try:
        return _parsed(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise PlanctlError(
            Message("{path} does not say which files are planctl's: it is damaged, or of a newer planctl", path=name_of(path)),
            Message("delete the folder {folder}, or name another one with -o", folder=name_of(folder)),
        ) from error


def _parsed(content: bytes) -> Manifest:
    found = json.loads(content)
    if found["planctl-site"] != _FORMAT:
        raise ValueError(found["planctl-site"])
    return {
        name: Part(str(part["key"]), {_page(path): int(size) for path, size in part["pages"].items()})
        for name, part in found["parts"].items()
    }


def _page(path: str) -> str:
    if not _PAGE.fullmatch(path):
        raise ValueError(path)
    return path


def paths_of(manifest: Manifest) -> set[str]:
    """All pages that a manifest names."""
    return {path for part in manifest.values() for path in part.pages}
