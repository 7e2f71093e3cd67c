"""The command line as typer sees it: the commands and the options they share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planctl import __version__
from planctl.cli.check import check
from planctl.cli.explain import explain
from planctl.cli.rule import rule
from planctl.cli.schema import schema
from planctl.cli.session import Session
from planctl.cli.status import status
from planctl.cli.texts import _
from planctl.render.typer_messages import Command, Group

app = typer.Typer(
    name="planctl",
    cls=Group,
    help=_("Plans of municipalities as text: checked, evaluated and explained."),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"planctl {__version__}")
        raise typer.Exit


@app.callback()
def shared(
    context: typer.Context,
    directory: Annotated[Path, typer.Option("-C", metavar=_("DIR"), help=_("Work in this folder."))] = Path(),
    lang: Annotated[str, typer.Option("--lang", metavar="sv|en", help=_("The language to speak."))] = "",
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help=_("Show the version and stop."))] = False,
) -> None:
    session: Session = context.obj
    session.directory = directory


for command, text in (
    (check, _("Find every problem of every file: where, what is wrong, what to do.")),
    (status, _("Show the traffic lights, per unit and goal.")),
    (explain, _("Say why a KPI, goal, activity or service has its status.")),
    (rule, _("Say what a rule means and why it exists.")),
    (schema, _("Write the JSON Schemas of the files, for editors.")),
):
    app.command(cls=Command, help=text)(command)
