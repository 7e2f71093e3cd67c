"""`planctl doctor`: what is set up on this computer and in this repository, and what is not."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from planctl.cli.session import Session
from planctl.cli.texts import _
from planctl.cli.words import one_of
from planctl.errors import ExitCode, PlanctlError

if TYPE_CHECKING:
    from planctl.source.discover import Root

FORMATS = ("human", "json")


def doctor(
    context: typer.Context,
    format_: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help=_("How to write it."))] = FORMATS[0],
) -> None:
    from planctl.render.doctor import findings_json, show_findings
    from planctl.render.json_output import write_json
    from planctl.render.terminal import Terminal
    from planctl.setup.doctor import findings

    session: Session = context.obj
    wanted = one_of(FORMATS, format_, "--format")
    roots = _roots(session)
    language = session.language_for(roots) if roots else session.language
    found = findings(roots, session.directory, language.code)
    session.exit_code = ExitCode.FINDINGS if any(one.needed and not one.ok for one in found) else ExitCode.FINE
    if wanted == "json":
        write_json(findings_json(found, language), sys.stdout)
    else:
        show_findings(found, language, Terminal.on(sys.stdout))


def _roots(session: Session) -> list[Root]:
    try:
        return session.roots()
    except PlanctlError:  # that there is none is what the command says
        return []
