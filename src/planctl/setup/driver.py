"""What git is set to so that it merges plans with planctl: the merge driver, and the alias that it calls."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from planctl.message import Message
from planctl.source.git.work_tree import WorkTree

DRIVER = "planctl"
"""What the driver is called in .gitattributes and in git's settings."""
_NAME = "planctl: plans by what is in them"
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


def wanted_settings(text: Callable[[Message], str]) -> dict[str, str]:
    """What git is to be set to, with what the alias says in the words of a language."""
    return {f"merge.{DRIVER}.name": _NAME, f"merge.{DRIVER}.driver": _COMMAND, f"alias.{_ALIAS}": _RUN, _SCRIPT: _script(text)}


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


def settings_of(tree: WorkTree) -> dict[str, str]:
    """What git is set to of what the driver needs, wherever that is set."""
    return {name: found for name in wanted_settings(_untold) if (found := tree.setting(name)) is not None}


def is_as_wanted(found: Mapping[str, str]) -> bool:
    """Whether git is set to all that it is to be set to, in whatever language."""
    return all(is_same(found.get(name, ""), value) for name, value in wanted_settings(_untold).items())


def is_same(one: str, other: str) -> bool:
    """Whether two values of a setting differ in no more than the language of what is said."""
    return _WORDS.sub("", one) == _WORDS.sub("", other)


def _untold(message: Message) -> str:
    return message.msgid
