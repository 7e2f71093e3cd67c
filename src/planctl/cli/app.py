"""The command line as typer sees it: the commands and the options they share."""

from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import Annotated

import typer

from planctl import __version__
from planctl.cli.session import Session
from planctl.cli.texts import _
from planctl.message import N_
from planctl.render.typer_messages import Command, Group

COMMANDS = {
    "check": N_("Find every problem of every file: where, what is wrong, what to do."),
    "status": N_("Show the traffic lights, per unit and goal."),
    "decide": N_("Record that a plan was decided, and a hash of what was decided."),
    "diff": N_("Show what differs between two revisions in meaning, and what it does to the colours."),
    "doctor": N_("Say what is set up for working in git, and what is not."),
    "explain": N_("Say why a KPI, goal, activity or service has its status."),
    "export": N_("Write workbooks to be filled in, and tidy data for other programs."),
    "fmt": N_("Lay out the files in one form, with their meaning and comments as they are."),
    "history": N_("Show how a KPI or goal, and its outcomes, have changed over the commits."),
    "import": N_("Take in outcomes from Excel and CSV."),
    "init": N_("Make a folder a working repository: organisation, first plan, schemas, hooks, CI."),
    "merge": N_("Merge two revisions of a file by what is in them, when git asks for it."),
    "new": N_("Add a unit, a plan or a file of outcomes."),
    "report": N_("Write plans, follow-ups and service declarations as Markdown or HTML."),
    "rule": N_("Say what a rule means and why it exists."),
    "schema": N_("Write the JSON Schemas of the files, for editors."),
    "site": N_("Build a linked web site of all plans and follow-ups."),
    "templates": N_("Show the templates of reports, or copy them for changing."),
}
"""Each command is a function of its own name, in a module of its own name; with a line below it where Python keeps the word for itself."""


def app_for(arguments: Sequence[str]) -> typer.Typer:
    """The commands that the arguments name; all of them where they name none, as in a call for help. Each costs time to set up."""
    app = typer.Typer(
        name="planctl",
        cls=Group,
        help=_("Plans of municipalities as text: checked, evaluated and explained."),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_shared)
    for name in [name for name in COMMANDS if name in arguments and arguments[0] not in ("-h", "--help")] or COMMANDS:
        word = f"{name}_" if iskeyword(name) else name
        app.command(name, cls=Command, help=_(COMMANDS[name]))(getattr(import_module(f"planctl.cli.{word}"), word))
    return app


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"planctl {__version__}")
        raise typer.Exit


def _shared(
    context: typer.Context,
    directory: Annotated[
        Path, typer.Option("-C", metavar=_("DIR"), help=_("The folder of the workspace; files and -o are still named from here."))
    ] = Path(),
    lang: Annotated[str, typer.Option("--lang", metavar="sv|en", help=_("The language to speak."))] = "",
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help=_("Show the version and stop."))] = False,
) -> None:
    session: Session = context.obj
    session.directory = directory
