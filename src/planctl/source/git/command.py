"""Runs git: as a rule with nothing of the caller's surroundings that would lead it elsewhere."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from planctl.errors import PlanctlError
from planctl.message import Message


class GitError(PlanctlError):
    """Git is missing, or has not done what it was asked for; `said` is its own last line."""

    def __init__(self, message: Message, hint: Message | None = None, said: str = "") -> None:
        super().__init__(message, hint)
        self.said = said

    @property
    def is_outside(self) -> bool:
        """Whether git only found no repository around the folder."""
        return "not a git repository" in self.said

    @property
    def is_without_files(self) -> bool:
        """Whether git found no working tree around the folder: no repository, or a bare one."""
        return self.is_outside or "must be run in a work tree" in self.said

    @property
    def is_of_another(self) -> bool:
        """Whether git does not trust the repository, since it belongs to another user of the computer."""
        return "dubious ownership" in self.said


class Ended(NamedTuple):
    """How a git command ended, and what it wrote."""

    code: int
    output: bytes
    errors: bytes


def run(folder: Path, *arguments: str, given: bytes = b"", seconds: float = 120, environment: Mapping[str, str] | None = None) -> Ended:
    """A git command to its end; `given` is its standard input, `environment` what it has in the place of `surroundings`.

    Raises:
        GitError: git can't be started, or takes longer than it may.
    """
    environment = surroundings() if environment is None else environment
    command = ["git", "-C", os.fspath(folder), *arguments]
    try:
        done = subprocess.run(command, env=environment, input=given, capture_output=True, timeout=seconds, check=False)
    except FileNotFoundError as error:
        raise GitError(Message("git is not installed"), Message("install git, and see that it is found: git --version")) from error
    except (OSError, subprocess.SubprocessError) as error:
        raise _failed(arguments, type(error).__name__) from error
    return Ended(done.returncode, done.stdout, done.stderr)


def git(folder: Path, *arguments: str, given: bytes = b"", seconds: float = 120, environment: Mapping[str, str] | None = None) -> bytes:
    """What a git command writes.

    Raises:
        GitError: git can't be started, fails, or takes longer than it may.
    """
    ended = run(folder, *arguments, given=given, seconds=seconds, environment=environment)
    if ended.code:
        failed = _failed(arguments, _last_line(ended.errors))
        raise _not_ours(folder, failed.said) if failed.is_of_another else failed
    return ended.output


def answer(folder: Path, *arguments: str, given: str = "", seconds: float = 120, environment: Mapping[str, str] | None = None) -> str:
    """What a git command writes, as text, without the end of its last line.

    Raises:
        GitError: git can't be started, fails, or takes longer than it may.
    """
    output = git(folder, *arguments, given=given.encode("utf-8", "surrogateescape"), seconds=seconds, environment=environment)
    return text_of(output).removesuffix("\n")


def answer_if_any(
    folder: Path, *arguments: str, given: str = "", seconds: float = 120, environment: Mapping[str, str] | None = None
) -> str | None:
    """Likewise; None where git fails."""
    try:
        return answer(folder, *arguments, given=given, seconds=seconds, environment=environment)
    except GitError:
        return None


def text_of(output: bytes) -> str:
    """What git writes as text: a path need not be in UTF-8."""
    return output.decode("utf-8", "surrogateescape")


def surroundings() -> dict[str, str]:
    """The environment for git: without the variables by which a hook, a rebase or a submodule points it at another repository.

    Those that say which settings to read stay.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name.startswith("GIT_CONFIG_")}
    return environment | {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


def _not_ours(folder: Path, said: str) -> GitError:
    """As on a network share. Only who knows that the repository is sound may have git read it."""
    message = Message("git reads no repository that belongs to another user: {path}", path=os.fspath(folder))
    top = said.partition("'")[2].rpartition("'")[0] or os.fspath(folder)
    hint = Message("if you trust it, run {command}", command=f"git config --global --add safe.directory {shlex.quote(top)}")
    return GitError(message, hint, said)


def _failed(arguments: tuple[str, ...], said: str) -> GitError:
    command = arguments[2] if arguments[0] == "-c" else arguments[0]
    message = Message("git {command} has failed: {reason}", command=command, reason=said)
    return GitError(message, Message("run git status in the folder to see what it says"), said)


def _last_line(output: bytes) -> str:
    lines = output.decode(errors="replace").strip().splitlines()
    return next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[-1] if lines else "?")
