"""`planctl templates`: the templates of reports, and copies of them to change."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planctl.cli.session import Session, say
from planctl.cli.texts import _
from planctl.cli.words import one_of
from planctl.message import N_, Plural
from planctl.render.language import Language

ACTIONS = ("list", "copy")


def templates(
    context: typer.Context,
    action: Annotated[str, typer.Argument(metavar="|".join(ACTIONS), help=_("Show the templates, or copy them for changing."))],
    names: Annotated[list[str] | None, typer.Argument(metavar=_("NAME…"), help=_("Templates to copy; else all."))] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar=_("FOLDER"), help=_("Copy into this folder; else into the workspace's own.")),
    ] = None,
) -> None:
    from planctl.render.reports.templates import FOLDER

    session: Session = context.obj
    wanted = one_of(ACTIONS, action, _("ACTION"))
    if wanted == "list":
        _list(_workspace(session), session.language)
    else:
        folder = output or (_workspace(session) or session.directory) / FOLDER
        _copy(names or [], folder, session.language)


def _workspace(session: Session) -> Path | None:
    """The workspace that the session's folder lies in or holds, where there is exactly one: there are templates without any too."""
    from planctl.errors import PlanctlError

    try:
        roots = session.roots()
    except PlanctlError:
        return None
    return roots[0].folder if len(roots) == 1 else None


def _list(workspace: Path | None, language: Language) -> None:
    from planctl.render.reports.templates import templates as known
    from planctl.source.walk import name_of

    for template in known(workspace):
        where = name_of(template.file) if template.own else language.text(N_("comes with planctl"))
        print(f"{template.name:<24}{where}")  # noqa: T201


def _copy(names: list[str], folder: Path, language: Language) -> None:
    from planctl.render.reports.templates import copy_templates
    from planctl.source.walk import name_of

    copied = copy_templates(names, folder)
    text = Plural("{n} template is in {folder}", "{n} templates are in {folder}", n=len(copied), folder=name_of(folder))
    say(text, language)
