"""One comment on a pull request or merge request: written once, and brought up to date from then on.

Run by the templates for CI, as `python -m planctl.adoption.comment assemble|github|gitlab PATH …`, never by people: so it speaks English.
That a comment can't be written (a token that may only read, as in pull requests from forks) is told of, and fails no job.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from http.client import HTTPException
from pathlib import Path
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

MOST = 60_000
"""Characters: GitHub takes 65,536 in a comment."""
_PAGE = 100
_MOST_PAGES = 50
_SECONDS = 30
_CUT = "\n\n*The rest stands in the log of the job.*\n"


class Api(NamedTuple):
    """Where the comments of one pull request are, and how they are changed."""

    comments: str
    one: Callable[[int], str]
    headers: Mapping[str, str]
    update: str


def mark_of(path: str) -> str:
    """What a comment about the plans in a folder begins with: not to be seen, and the same the next time."""
    return f"<!-- planctl {quote(path, safe='/.')} -->"


def assembled(path: str, difference: str, findings: str) -> str:
    """The comment in Markdown: what the change means, and what is found in it."""
    parts = [mark_of(path), difference.strip() or ""]
    if findings.strip():
        longest = max((len(run) for run in re.findall(r"`{3,}", findings)), default=2)
        fence = "`" * (longest + 1)
        parts.append(f"{fence}text\n{findings.strip()}\n{fence}")
    return "\n\n".join(filter(None, parts)) + "\n"


def posted(api: Api, mark: str, body: str) -> str:
    """Brings the comment up to date, or writes it; says which.

    Raises:
        OSError, HTTPException: it can't be.
    """
    cut = body if len(body) <= MOST else _closed(body[:MOST]) + _CUT
    for number in _own(api, mark):
        try:
            _asked(api, api.update, api.one(number), {"body": cut})
        except HTTPError as error:
            if error.code not in (403, 404):  # one that someone else has copied: not ours to change
                raise
        else:
            return "updated"
    _asked(api, "POST", api.comments, {"body": cut})
    return "written"


def _closed(body: str) -> str:
    """A text that was cut off, with a fence that is open closed."""
    fences = re.findall(r"^`{3,}", body, re.MULTILINE)
    return f"{body}\n{fences[0]}" if len(fences) % 2 else body


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


def main(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    action, path, *files = arguments
    texts = [Path(file).read_text(encoding="utf-8") for file in files]
    if action == "assemble":
        sys.stdout.buffer.write(assembled(path, *texts).encode())
        return 0
    try:
        api = {"github": github, "gitlab": gitlab}[action](environment)
        said = posted(api, mark_of(path), texts[0]) if api else "not written: this is no pull request"
    except (OSError, HTTPException, KeyError, ValueError) as error:
        warning = "::warning::" if action == "github" else ""
        said = f"{warning}the comment could not be written: {' '.join(str(error).split())}"
    print(said if said.startswith("::") else f"planctl: comment {said}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
