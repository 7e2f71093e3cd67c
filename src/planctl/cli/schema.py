"""`planctl schema`: JSON Schemas of the files, for editors."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from planctl.cli.session import Session
from planctl.cli.texts import _
from planctl.cli.words import one_of
from planctl.errors import PlanctlError
from planctl.message import Message

if TYPE_CHECKING:
    from planctl.render.language import Language


def schema(
    context: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar=_("KIND"), help=_("organisation, plan or outcomes; else all three."), show_default=False)
    ] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar=_("FOLDER"), help=_("Write plan.schema.json and the others into this folder."))
    ] = None,
) -> None:
    from planctl.model.schema import schema_of
    from planctl.render.json_output import write_json

    session: Session = context.obj
    describe = _described(session.chosen)
    schemas = {name: schema_of(name, describe) for name in _kinds(kind)}
    if output is not None:
        _write(schemas, session.directory / output)
    else:
        write_json(schemas[kind] if kind else schemas, sys.stdout)


def _kinds(kind: str) -> list[str]:
    from planctl.model.validate import KINDS

    return [one_of(tuple(KINDS), kind, _("KIND"))] if kind else list(KINDS)


def _described(chosen: "Language | None") -> Callable[[str], str]:
    """Descriptions in the language of --lang, else in both: an editor can't choose."""
    if chosen is not None:
        return chosen.text
    from planctl.render.language import Language

    swedish = Language.of("sv")
    return lambda text: f"{text} / {swedish.text(text)}"


def _write(schemas: dict[str, dict[str, Any]], folder: Path) -> None:
    from planctl.render.json_output import json_text

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, document in schemas.items():
            (folder / f"{name}.schema.json").write_text(json_text(document), encoding="utf-8", newline="\n")
    except OSError as error:
        raise PlanctlError(Message("{path} can't be written: {reason}", path=str(folder), reason=error.strerror or str(error))) from error
