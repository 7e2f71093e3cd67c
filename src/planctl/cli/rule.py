"""`planctl rule`: what a rule means and why it exists."""

import sys
from typing import Annotated

import typer

from planctl.cli.session import Session
from planctl.cli.texts import _


def rule(
    context: typer.Context,
    code: Annotated[
        str, typer.Argument(metavar=_("CODE"), help=_("The rule's code, as in K001; else all rules."), show_default=False)
    ] = "",
) -> None:
    from planctl.cli.codes import known_rule
    from planctl.render.rule_page import show_rule, show_rules
    from planctl.render.terminal import Terminal
    from planctl.rules.registry import all_rules

    session: Session = context.obj
    terminal = Terminal.on(sys.stdout)
    if code:
        show_rule(known_rule(code), session.language, terminal)
    else:
        show_rules(all_rules().values(), session.language, terminal)
