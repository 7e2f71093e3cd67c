"""What typer itself says ("Usage:", "Missing argument", "Show this message and exit"), in the language that `install` chose.

Typer asks gettext for some of its words, and writes the rest in English. The commands of planctl are `Command`s in `Group`s, which put the
words of their help through gettext too; and `usage_error` recognises the sentences of typer's errors by their form.

A command's own texts are given as `help=N_("…")`: a docstring can't be collected into the catalogs.
"""

import re
from functools import cache
from gettext import gettext
from typing import Any

from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from planctl.message import N_

WORDS = (
    N_("(deprecated) "),
    N_("(dynamic)"),
    N_("Aborted."),
    N_("Arguments"),
    N_("COMMAND [ARGS]..."),
    N_("Commands"),
    N_("Error"),
    N_("Install completion for the current shell."),
    N_("Options"),
    N_("Show completion for the current shell, to copy it or customize the installation."),
    N_("Show this message and exit."),
    N_("Try [blue]'{command_path} {help_option}'[/] for help."),
    N_("[OPTIONS]"),
    N_("[default: {}]"),
    N_("[env var: {}]"),
    N_("[required]"),
    N_("default: {default}"),
    N_("env var: {var}"),
    N_("required"),
)
"""What typer, or a `Command`, looks up as it is."""

SENTENCES = (
    N_("Missing argument {name}. Choose from:{choices}"),
    N_("Missing argument {name}."),
    N_("Missing option {name}. Choose from:{choices}"),
    N_("Missing option {name}."),
    N_("Missing command."),
    N_("No such command {name}. Did you mean {suggestions}?"),
    N_("No such command {name}."),
    N_("No such option: {name} (Possible options: {suggestions})"),
    N_("No such option: {name}"),
    N_("Option {name} requires an argument."),
    N_("Option {name} requires {count} arguments."),
    N_("Option {name} does not take a value."),
    N_("Got unexpected extra argument(s) ({arguments})"),
    N_("Invalid value for {name} (env var: {variable}): {problem}"),
    N_("Invalid value for {name}: {problem}"),
    N_("Value error, {problem}"),
    N_("{value} is not one of {choices}."),
    N_("Input should be a valid integer, unable to parse string as an integer"),
    N_("Input should be greater than or equal to {limit}"),
    N_("Input should be less than or equal to {limit}"),
    N_("file {path} does not exist."),
    N_("file {path} is a directory."),
    N_("dir {path} does not exist."),
    N_("dir {path} is a file."),
    N_("path {path} does not exist."),
    N_("path {path} is not readable."),
    N_("path {path} is not writable."),
)
"""The sentences that typer writes in English, longer ones before those they contain. A field may hold another of the sentences."""

_USAGE = N_("Usage: ")
_TRY = N_("Try '{command} --help' for help.")


class _InWords:
    """What `Command` and `Group` add to typer's classes. Typer makes them anew at each call, so their texts are translated in place."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        _translate(self, "help", "short_help", "epilog", "options_metavar", "subcommand_metavar")
        for parameter in settings.get("params") or ():
            _translate(parameter, "help", "metavar")

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = super().collect_usage_pieces(ctx)  # type: ignore[misc]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=gettext(_USAGE))

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        _translate(option, "help")
        return option


class Command(_InWords, TyperCommand):
    """A command whose help is in the installed language."""


class Group(_InWords, TyperGroup):
    """A group of commands whose help is in the installed language."""


def usage_error(error: TyperException) -> str:
    """A broken call, told in the installed language: how the command is used, where its help is, and what is wrong."""
    lines = [in_words(error.format_message())]
    if context := getattr(error, "ctx", None):
        lines[:0] = [context.get_usage(), gettext(_TRY).format(command=context.command_path), ""]
    return "\n".join(lines)


def in_words(sentence: str) -> str:
    """A sentence of typer's in the installed language; one that is not recognised stays as it is."""
    for template, pattern in _patterns():
        if found := pattern.fullmatch(sentence):
            fields = {name: in_words(value) for name, value in found.groupdict().items()}
            return gettext(template).format(**fields)
    return sentence


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((template, re.compile(_pattern(template), re.DOTALL)) for template in SENTENCES)


def _pattern(template: str) -> str:
    parts = re.split(r"\{([a-z]+)\}", template)
    return "".join(f"(?P<{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(parts))


def _translate(shown: Any, *names: str) -> None:
    for name in names:
        if text := getattr(shown, name, None):
            setattr(shown, name, gettext(text))
