"""How git is told of the merge driver, and whether it has been."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.source.discover import name_of
from planctl.source.git.command import GitError, git
from planctl.source.walk import walk
from planctl.source.writing.disk import told_of, write_whole

DRIVER = "planctl"
"""What the driver is called in .gitattributes and in git's settings."""
NAME = "planctl: plans by what is in them"
_ALIAS = "planctl-merge"
_COMMAND = f"git {_ALIAS} %O %A %B %L %P"
_SCRIPT = f"merge.{DRIVER}.script"
_RUN = f"""!sh -c "$(git config {_SCRIPT} || echo 'git merge-file "$2" "$1" "$3"')" {_ALIAS}"""
"""What git is set to run: an alias of a script in its settings, so that no message of a shell or of git repeats all that it does."""
_MISSING = Message(
    "{path}: git finds no planctl, and merges the file line by line; have the folder of the command planctl in PATH", path="%s"
)
_FAILED = Message("{path}: planctl has failed, and git merges the file line by line", path="%s")
_WORDS = re.compile(r"printf '[^']*'")


def settings(text: Callable[[Message], str]) -> dict[str, str]:
    """What git is to be set to, with what the alias says in the words of a language."""
    return {f"merge.{DRIVER}.name": NAME, f"merge.{DRIVER}.driver": _COMMAND, f"alias.{_ALIAS}": _RUN, _SCRIPT: _script(text)}


def _script(text: Callable[[Message], str]) -> str:
    """First of all our file gets what git itself makes of the three, with its markers: whatever is killed after that, it is never one
    side alone. planctl works on a copy in git's folder, and writes into a file of its own beside it. Only that file proves that planctl
    has merged, whatever its exit code says, and takes the place of ours.
    """
    missing, failed = (f"printf '{text(message)}\\n' \"$5\" >&2" for message in (_MISSING, _FAILED))
    steps = (
        'd=$(git rev-parse --git-dir)/planctl-merge.$$; rm -rf "$d"; mkdir "$d" && cp "$2" "$d/ours" || d=',
        'git merge-file -q --marker-size="$4" -L ours -L base -L theirs "$2" "$1" "$3"; c=$?',
        f'if ! command -v planctl >/dev/null; then {missing}; elif test "$d"; then',
        'planctl merge -o "$d/merged" -- "$1" "$d/ours" "$3" "$4" "$5"; p=$?',
        f'if test $p -le 1 && test -f "$d/merged" && mv -f "$d/merged" "$2"; then c=$p; else {failed}; fi; fi',
        'test -z "$d" || rm -rf "$d"; test $c = 0 || c=1; exit $c',
    )
    return "\n".join(steps)


def is_as_wanted(found: Mapping[str, str]) -> bool:
    """Whether git is set to all that it is to be set to, in whatever language."""
    return all(_is_same(found.get(name, ""), value) for name, value in settings(_untold).items())


def _is_same(one: str, other: str) -> bool:
    return _WORDS.sub("", one) == _WORDS.sub("", other)


def _untold(message: Message) -> str:
    return message.msgid


_SECONDS = 20
_UNSET = ("unspecified", DRIVER)
_GLOB = re.compile(r"[\[\]*?\\]")


class WorkTree:
    """The work tree of a git repository, as its settings and attributes are told of there."""

    def __init__(self, top: Path) -> None:
        self.top = top

    @classmethod
    def around(cls, folder: Path) -> WorkTree | None:
        """The one that a folder lies in; None where there is none, or no git.

        Raises:
            GitError: it belongs to another user.
        """
        try:
            top = git(folder, "rev-parse", "--show-toplevel", seconds=_SECONDS).decode("utf-8", "surrogateescape").removesuffix("\n")
        except GitError as error:
            if error.is_of_another:
                raise
            return None
        return cls(Path(top))

    @property
    def hooks(self) -> Path:
        """The folder of the hooks that git runs."""
        return self.top / (_git(self.top, "rev-parse", "--git-path", "hooks") or ".git/hooks")

    def workspaces(self) -> list[Path]:
        return [Path(found.folder) for found in walk(os.fspath(self.top), nested=True)]

    def settings(self) -> dict[str, str]:
        """What git is set to do of what the driver needs, wherever that is set."""
        return {name: found for name in settings(_untold) if (found := _git(self.top, "config", "--get", name)) is not None}

    def merged_by(self, files: Sequence[Path]) -> dict[Path, str]:
        """The driver that each file's attributes name, or `unspecified`, `set` or `unset`."""
        top = self.top.resolve()
        names = "\0".join(Path(os.path.relpath(path.parent.resolve() / path.name, top)).as_posix() for path in files)
        said = _git(self.top, "check-attr", "-z", "--stdin", "merge", stdin=names + "\0") if files else ""
        values = (said or "").split("\0")[2::3]
        return dict(zip(files, values, strict=False))


def git_version() -> str | None:
    said = _git(Path(), "--version")
    return said.removeprefix("git version ") if said else None


def set_up(repository: WorkTree | None, everywhere: bool, text: Callable[[Message], str]) -> list[Message]:
    """Sets up what is not, and says what has been done; `text` gives a message in the language that git is to speak of it.

    Raises:
        PlanctlError: git does not take a setting, or .gitattributes can't be written.
    """
    done = _configure(repository, everywhere, settings(text))
    if repository:
        for folder in repository.workspaces():
            done += _attribute(repository, folder)
    return done


def _configure(repository: WorkTree | None, everywhere: bool, wanted: Mapping[str, str]) -> list[Message]:
    place = "--global" if everywhere else "--local"
    where = Message("git's settings of this user") if everywhere else Message("git's settings of this repository")
    folder = repository.top if repository else Path()
    done = []
    for name, value in wanted.items():
        if not _is_same(_git(folder, "config", place, "--get", name) or "", value):
            if _git(folder, "config", place, "--replace-all", name, value) is None:
                message = Message("git does not take the setting {name}", name=name)
                raise PlanctlError(message, Message("see whether its settings can be written"))
            done.append(Message("set in {place}: {name}", place=where, name=name))
    return done


def _attribute(repository: WorkTree, folder: Path) -> list[Message]:
    """Has the files of a workspace merged by the driver, unless other lines say what is to merge some of them."""
    path = repository.top / ".gitattributes"
    if path.is_symlink():
        return [
            Message(
                "left as it is: {path} is a link, and git reads none there; put the file itself in its place: {line}",
                path=name_of(path),
                line=tuple(attribute_lines(repository.top, folder)),
            )
        ]
    there = path.read_bytes() if path.exists() else b""
    lines = attribute_lines(repository.top, folder)
    files = [file for found in walk(os.fspath(folder), nested=False)[:1] for file in found.root().files]
    drivers = repository.merged_by(files)
    others = sorted({driver for driver in drivers.values() if driver not in _UNSET})
    if others:
        return [
            Message(
                "left as they are: files in {folder}, which .gitattributes has merged by {others}",
                folder=name_of(folder),
                others=tuple(others),
            )
        ]
    missing = [line for line in lines if line not in there.decode("utf-8", "replace").splitlines()]
    if not missing or (files and all(driver == DRIVER for driver in drivers.values())):
        return []
    newline = b"\r\n" if b"\r\n" in there else b"\n"
    begun = there + newline if there and not there.endswith(b"\n") else there
    with told_of(path):
        write_whole(path, begun + b"".join(line.encode() + newline for line in missing))
    return [Message("added to {path}: {line}", path=name_of(path), line=line) for line in missing]


def attribute_lines(top: Path, folder: Path) -> list[str]:
    """The lines of .gitattributes for the workspace in a folder. At the top of a repository, hidden folders are others' affair."""
    inside = Path(os.path.relpath(folder, top)).as_posix()
    if inside == ".":
        return [f"*.yaml merge={DRIVER}", "/.*/**/*.yaml !merge", "/.*.yaml !merge"]
    return [f"{_pattern(inside + '/**/*.yaml')} merge={DRIVER}"]


def _pattern(path: str) -> str:
    """A path in which only the last stars are wild, as .gitattributes wants it."""
    folder, stars = path[: -len("/**/*.yaml")], path[-len("/**/*.yaml") :]
    escaped = _GLOB.sub(r"\\\g<0>", folder) + stars
    if folder[0] in "!#":
        escaped = "/" + escaped
    if not re.search(r'[\s"]', escaped):
        return escaped
    quoted = escaped.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return f'"{quoted}"'


def _git(folder: Path, *arguments: str, stdin: str = "") -> str | None:
    """What a git command says; None where it fails."""
    try:
        said = git(folder, *arguments, given=stdin.encode("utf-8", "surrogateescape"), seconds=_SECONDS)
    except GitError:
        return None
    return said.decode("utf-8", "surrogateescape").removesuffix("\n")
