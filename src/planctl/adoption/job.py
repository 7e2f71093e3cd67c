"""A job of CI: checks the plans, and says on a pull request or merge request what it changes in meaning and what is found in that.

Run by the templates for CI, as `python -P -m planctl.adoption.job github|gitlab`, never by people: so it speaks English. Only a call that
is broken ends it before its end; that a comment can't be written (a token that may only read, as in pull requests from forks) fails no job.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from http.client import HTTPException
from pathlib import Path
from typing import NamedTuple

from planctl.adoption.comment import assembled, mark_of
from planctl.adoption.comment_api import Api, github, gitlab, posted
from planctl.errors import ExitCode, PlanctlError
from planctl.render.language import Language
from planctl.source.git.command import GitError, git
from planctl.source.git.repository import Repository

_FETCHING = 1800
"""Seconds: a whole history may be long."""
_FORK_BASE = "CI_MERGE_REQUEST_DIFF_BASE_SHA"


class Service(NamedTuple):
    """A service for CI, by what its jobs find in their environment and leave behind.

    `check` are the options of what the log shows of the findings, `reports` formats that go to files; `target` and `summary` are the
    variables that name the branch to merge into and the file for a summary, and `warning` is what a warning in the log begins with.
    """

    check: tuple[str, ...]
    reports: Mapping[str, str]
    target: str
    summary: str
    warning: str
    unwanted: Callable[[Mapping[str, str]], str | None]
    """Why no comment is wanted; "" without a word, None where one is."""
    api: Callable[[Mapping[str, str]], Api | None]


def _unwanted_on_github(environment: Mapping[str, str]) -> str | None:
    return None if environment.get("PLANCTL_COMMENT") == "true" else ""


def _unwanted_on_gitlab(environment: Mapping[str, str]) -> str | None:
    if environment.get("PLANCTL_GITLAB_TOKEN"):
        return None
    return "not written: the variable PLANCTL_GITLAB_TOKEN is not set, or is protected and this branch is not"


_REPORTS = {"gitlab": "planctl-codequality.json", "junit": "planctl-junit.xml"}
SERVICES = {
    "github": Service(("--format", "github"), {}, "GITHUB_BASE_REF", "GITHUB_STEP_SUMMARY", "::warning::", _unwanted_on_github, github),
    "gitlab": Service((), _REPORTS, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "", "planctl: ", _unwanted_on_gitlab, gitlab),
}


def job(service: Service, environment: Mapping[str, str]) -> int:
    """Runs it in the folder of the repository: its exit code.

    Raises:
        PlanctlError: nobody knows where the branch was left.
    """
    path = environment.get("PLANCTL_PATH") or "."
    result = _planctl("check", *service.check, "--", path).returncode
    if result > ExitCode.FINDINGS:
        return result
    for format_, file in service.reports.items():
        Path(file).write_bytes(_planctl("check", "--format", format_, "--", path, kept=True).stdout)
    if not (target := environment.get(service.target)):
        return result
    base = _base(target, environment)
    fail_on = environment.get("PLANCTL_FAIL_ON")
    difference = _planctl("-C", path, "diff", base, "--format", "markdown", *(["--fail-on", fail_on] if fail_on else []), kept=True)
    if difference.returncode > ExitCode.FINDINGS:
        return difference.returncode
    findings = _planctl("check", "--since", base, "--", path, kept=True)
    body = assembled(path, difference.stdout.decode(), findings.stdout.decode())
    _show(body, environment.get(service.summary))
    _comment(service, path, body, environment)
    return max(result, difference.returncode)


def _planctl(*arguments: str, kept: bool = False) -> subprocess.CompletedProcess[bytes]:
    """Runs this planctl, and no module of the repository that is checked; what it writes goes to the log, or is `kept`, in UTF-8."""
    environment = os.environ | ({"PYTHONIOENCODING": "utf-8"} if kept else {})
    output = subprocess.PIPE if kept else None
    return subprocess.run([sys.executable, "-P", "-m", "planctl", *arguments], env=environment, stdout=output, check=False)


def _base(target: str, environment: Mapping[str, str]) -> str:
    """Where the branch left the one that it is to be merged into. A clone may be shallow, or lack that branch."""
    repository, remote = Repository(Path()), f"refs/remotes/origin/{target}"
    shallow = ["--unshallow"] if repository.is_shallow else []
    try:
        _fetch(*shallow, "origin", f"+refs/heads/{target}:{remote}")
    except GitError as error:  # what is there may do
        print(f"planctl: {_told(error)}", file=sys.stderr)  # noqa: T201
        if base := environment.get(_FORK_BASE):  # in a fork origin is the fork, which need not have that branch
            if shallow:
                _fetch(*shallow, "origin")
            return base
    return repository.merge_base(repository.commit(remote), repository.commit("HEAD"))


def _fetch(*arguments: str) -> None:
    """With the environment of the job, which may hold what lets git in."""
    git(Path(), "fetch", "--quiet", "--no-tags", *arguments, seconds=_FETCHING, environment=os.environ | {"GIT_TERMINAL_PROMPT": "0"})


def _show(body: str, summary: str | None) -> None:
    """In the summary of the job where there is one, else in its log."""
    if summary:
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(body)
    else:
        sys.stdout.buffer.write(body.encode())
        sys.stdout.flush()


def _comment(service: Service, path: str, body: str, environment: Mapping[str, str]) -> None:
    said = service.unwanted(environment)
    if said is None:
        try:
            api = service.api(environment)
            said = posted(api, mark_of(path), body) if api else "not written: this is no pull request"
        except (OSError, HTTPException, KeyError, ValueError) as error:
            print(f"{service.warning}the comment could not be written: {' '.join(str(error).split())}")  # noqa: T201
            return
    if said:
        print(f"planctl: comment {said}")  # noqa: T201


def _told(error: PlanctlError) -> str:
    parts = [Language.of("en").text(part) for part in (error.message, error.hint) if part]
    return "; ".join(parts)


def main() -> int:
    service = SERVICES.get(" ".join(sys.argv[1:]))
    if service is None:
        print(f"planctl: name the service: {' or '.join(SERVICES)}", file=sys.stderr)  # noqa: T201
        return ExitCode.USAGE
    try:
        return job(service, os.environ)
    except PlanctlError as error:
        print(f"planctl: {_told(error)}", file=sys.stderr)  # noqa: T201
        return ExitCode.USAGE


if __name__ == "__main__":
    sys.exit(main())
