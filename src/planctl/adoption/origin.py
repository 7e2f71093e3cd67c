"""Where this planctl came from: what CI and hooks of others are to fetch it from."""

from __future__ import annotations

import json
import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from planctl import __version__
from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.source.git.command import GitError, answer

_ADDRESS = re.compile(r"(?P<url>https://[\w.-]+(?::[0-9]+)?/(?:[\w.-]+/)+[\w.-]+?)(?:\.git)?/?(?:@(?P<revision>[\w./-]+))?")
_SHORT = re.compile(r"(?:ssh://)?git@(?P<host>[\w.-]+)[:/](?P<path>[\w./-]+)")


FILL_IN = "-FILL-IN-"
"""What no owner of a repository and no server can be called, on any service."""


class Origin(NamedTuple):
    """A repository of planctl on the web, and the tag or commit to take."""

    url: str
    revision: str

    @property
    def path(self) -> str:
        """owner/name."""
        return urlsplit(self.url).path.strip("/")

    @property
    def requirement(self) -> str:
        """What pip installs."""
        return f"planctl @ git+{self.url}@{self.revision}"

    def raw(self, file: str) -> str:
        """The address of a file's text."""
        if urlsplit(self.url).hostname == "github.com":
            return f"https://raw.githubusercontent.com/{self.path}/{self.revision}/{file}"
        return f"{self.url}/-/raw/{self.revision}/{file}"


def unknown_origin() -> Origin:
    """What stands in files of CI where nobody knows it yet: to be filled in by hand, and nobody's address until then."""
    return Origin(f"https://{FILL_IN}.invalid/{FILL_IN}/planctl", f"v{__version__}")


def origin_of(text: str) -> Origin:
    """An address as it is said: https://example.com/owner/planctl, with @ and a tag or commit; else the tag of this version.

    Raises:
        PlanctlError: it is no such address.
    """
    match = _ADDRESS.fullmatch(text.strip())
    if match is None:
        message = Message("{text} is not the address of a repository", text=text)
        raise PlanctlError(message, Message("write https://, the server, and the path to planctl there; after an @ a tag or a commit"))
    return Origin(match["url"], match["revision"] or f"v{__version__}")


def own_origin() -> Origin | None:
    """Where this planctl was installed from, or the clone that it runs in was cloned from; None where that is not on the web."""
    try:
        said = json.loads(distribution("planctl").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return None
    url, commit = said.get("url", ""), said.get("vcs_info", {}).get("commit_id", "")
    if url.startswith("file:"):
        url, commit = _of_clone(Path(unquote(urlsplit(url).path)))
    return _known(url, commit)


def _of_clone(folder: Path) -> tuple[str, str]:
    try:
        return answer(folder, "remote", "get-url", "origin", seconds=10), answer(folder, "rev-parse", "HEAD", seconds=10)
    except GitError:
        return "", ""


def _known(url: str, commit: str) -> Origin | None:
    if short := _SHORT.fullmatch(url):
        url = f"https://{short['host']}/{short['path']}"
    match = _ADDRESS.fullmatch(url)
    return Origin(match["url"], commit or f"v{__version__}") if match else None
