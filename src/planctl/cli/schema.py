"""`planctl schema`: JSON Schemas of the files, for editors."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
    from planctl.adoption.schemas import described, schema_files
    from planctl.model.schema import schema_of
    from planctl.render.json_output import write_json

    session: Session = context.obj
    kinds = _kinds(kind)
    if output is not None:
        _write(schema_files(kinds, session.chosen), output, session.language)
    else:
        describe = described(session.chosen)
        schemas = {name: schema_of(name, describe) for name in kinds}
        write_json(schemas[kind] if kind else schemas, sys.stdout)


def _kinds(kind: str) -> list[str]:
    from planctl.model.kinds import KINDS

    return [one_of(tuple(KINDS), kind, _("KIND"))] if kind else list(KINDS)


def _write(files: Mapping[str, bytes], folder: Path, language: "Language") -> None:
    from planctl.cli.written import tell_of_written
    from planctl.source.writing.output import make_folder, write_output

    make_folder(folder)
    for name, content in files.items():
        write_output(folder / name, content)
        tell_of_written(folder / name, language)
