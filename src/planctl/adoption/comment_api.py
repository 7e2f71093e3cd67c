"""Where GitHub and GitLab keep the comments of a pull request: one is written once, and brought up to date from then on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

from planctl.adoption.comment import fitted

_PAGE = 100
_MOST_PAGES = 50
_SECONDS = 30


class Api(NamedTuple):
    """Where the comments of one pull request are, and how they are changed."""

    comments: str
    one: Callable[[int], str]
    headers: Mapping[str, str]
    update: str


def posted(api: Api, mark: str, body: str) -> str:
    """Brings the comment that begins with a mark up to date, or writes it; says which.

    Raises:
        OSError, HTTPException: it can't be.
    """
    said = {"body": fitted(body)}
    for number in _own(api, mark):
        try:
            _asked(api, api.update, api.one(number), said)
        except HTTPError as error:
            if error.code not in (403, 404):  # one that someone else has copied: not ours to change
                raise
        else:
            return "updated"
    _asked(api, "POST", api.comments, said)
    return "written"


def _own(api: Api, mark: str) -> Iterator[int]:
    for page in range(1, _MOST_PAGES + 1):
        found = _asked(api, "GET", f"{api.comments}?per_page={_PAGE}&page={page}")
        for comment in found:
            if (comment.get("body") or "").startswith(mark):
                yield comment["id"]
        if len(found) < _PAGE:
            return


def _asked(api: Api, method: str, address: str, said: Mapping[str, str] | None = None) -> Any:
    data = None if said is None else json.dumps(said).encode()
    headers = {**api.headers, "Content-Type": "application/json", "User-Agent": "planctl"}
    with urlopen(Request(address, data, headers, method=method), timeout=_SECONDS) as answer:
        return json.loads(answer.read() or b"null")


def github(environment: Mapping[str, str]) -> Api | None:
    """The pull request of a job on GitHub; None where there is none."""
    event = json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
    number = event.get("pull_request", {}).get("number")
    if number is None:
        return None
    base = f"{_web(environment.get('GITHUB_API_URL') or 'https://api.github.com')}/repos/{environment['GITHUB_REPOSITORY']}/issues"
    headers = {"Authorization": f"Bearer {environment['PLANCTL_TOKEN']}", "Accept": "application/vnd.github+json"}
    return Api(f"{base}/{int(number)}/comments", lambda one: f"{base}/comments/{one}", headers, "PATCH")


def gitlab(environment: Mapping[str, str]) -> Api | None:
    """The merge request of a job on GitLab; None where there is none."""
    if not environment.get("CI_MERGE_REQUEST_IID"):
        return None
    project = quote(environment.get("CI_MERGE_REQUEST_PROJECT_ID") or environment["CI_PROJECT_ID"], safe="")  # they differ in a fork
    number = int(environment["CI_MERGE_REQUEST_IID"])
    base = f"{_web(environment['CI_API_V4_URL'])}/projects/{project}/merge_requests/{number}/notes"
    return Api(base, lambda one: f"{base}/{one}", {"PRIVATE-TOKEN": environment["PLANCTL_GITLAB_TOKEN"]}, "PUT")


def _web(address: str) -> str:
    if urlsplit(address).scheme not in ("http", "https"):
        raise ValueError(f"not an address on the web: {address}")
    return address.rstrip("/")
