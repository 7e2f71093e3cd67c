"""`planctl explain`: why this colour."""

import sys
from typing import Annotated

import typer

from planctl.cli.day import parse_day
from planctl.cli.session import Session
from planctl.cli.texts import _
from planctl.cli.words import one_of

FORMATS = ("human", "json")


def explain(
    context: typer.Context,
    address: Annotated[
        str, typer.Argument(metavar=_("ADDRESS"), help=_("What to explain: personal/sjukfranvaro, an id alone, or a title."))
    ],
    period: Annotated[
        str,
        typer.Option(metavar=_("PERIOD"), help=_("The follow-up: 2026-T2 or 2026; else the latest that has ended."), show_default=False),
    ] = "",
    as_of: Annotated[str | None, typer.Option(metavar=_("DATE"), help=_("The day to look from; else today."))] = None,
    format_: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help=_("How to write it."))] = FORMATS[0],
) -> None:
    from planctl.cli.problems import warn_of_problems
    from planctl.evaluate.explain.explain import explain as explained
    from planctl.evaluate.explain.find import find
    from planctl.render.explain import ExplainView
    from planctl.render.explain_json import explain_json
    from planctl.render.json_output import write_json
    from planctl.render.terminal import Terminal
    from planctl.source.places import line_of
    from planctl.workspace.loading import load_or_stop

    session: Session = context.obj
    wanted, day = one_of(FORMATS, format_, "--format"), parse_day(as_of)
    target = find([load_or_stop(root) for root in session.roots()], address, period, day)
    explanation = explained(target, day)
    language = session.language_in(target.workspace)
    warn_of_problems(target.workspace, language)
    lines = line_of(target.workspace.sources)
    if wanted == "json":
        write_json(explain_json(explanation, language, lines), sys.stdout)
    else:
        ExplainView(Terminal.on(sys.stdout), language, lines).show(explanation)
