"""`planctl schema`: JSON Schemas of the files, for editors."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from planctl.cli.session import Session
from planctl.cli.texts import _
from planctl.cli.words import one_of

if TYPE_CHECKING:
    from planctl.render.language import Language


def schema(
    context: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar=_("KIND"), help=_("organisation, plan, outcomes or import-profile; else all."), show_default=False)
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
        _write(schemas, output, session.language)
    else:
        write_json(schemas[kind] if kind else schemas, sys.stdout)


def _kinds(kind: str) -> list[str]:
    from planctl.model.kinds import KINDS

    return [one_of(tuple(KINDS), kind, _("KIND"))] if kind else list(KINDS)


def _described(chosen: "Language | None") -> Callable[[str], str]:
    """Descriptions in the language of --lang, else in both: an editor can't choose."""
    if chosen is not None:
        return chosen.text
    from planctl.render.language import Language

    swedish = Language.of("sv")
    return lambda text: f"{text} / {swedish.text(text)}"


def _write(schemas: dict[str, dict[str, Any]], folder: Path, language: "Language") -> None:
    from planctl.cli.written import tell_of_written
    from planctl.render.json_output import json_text
    from planctl.source.writing.output import make_folder, write_output

    make_folder(folder)
    for name, document in schemas.items():
        path = folder / f"{name}.schema.json"
        write_output(path, json_text(document).encode())
        tell_of_written(path, language)
