"""The formats of `planctl export`: to add one, add its line here, and the module that it names.

A format's module has a function `export(request: Request) -> bytes`. It is imported only when its format is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from planctl.errors import PlanctlError
from planctl.message import N_, Message

if TYPE_CHECKING:
    from planctl.exchange.request import Request


class Format(NamedTuple):
    """A format by its module and by what it can do."""

    module: str
    binary: bool = False
    """Whether it is nothing for a terminal."""
    single: bool = False
    """Whether it takes one organisation only."""
    options: frozenset[str] = frozenset()
    """Which of `OPTIONS` it knows."""


FORMATS: Mapping[str, Format] = {
    "csv": Format("planctl.exchange.tidy.csv", options=frozenset({"excel"})),
    "json": Format("planctl.exchange.tidy.json"),
    "parquet": Format("planctl.exchange.tidy.parquet", binary=True),
    "xlsx": Format("planctl.exchange.workbook.export", binary=True, single=True, options=frozenset({"one_sheet"})),
}
"""By name, which is also the ending of its files."""

OPTIONS: Mapping[str, str] = {
    "excel": N_("--excel says how CSV is written, and means nothing for {format}"),
    "one_sheet": N_("--one-sheet says how a workbook is laid out, and means nothing for {format}"),
}
"""The fields of a request that only some formats know, each with what is said to those who ask it of another."""


def exported(name: str, request: Request) -> bytes:
    """The file of a format.

    Raises:
        PlanctlError: the format can't hold what is asked for.
    """
    format_ = FORMATS[name]
    if format_.single and len(request.parts) > 1:
        names = tuple(part.workspace.organisation.name for part in request.parts)
        raise PlanctlError(
            Message("{format} takes one organisation, and here are {names}", format=name, names=names),
            Message("give the folder of one of them with -C"),
        )
    for option, refusal in OPTIONS.items():
        if getattr(request, option) and option not in format_.options:
            written = f"--{option.replace('_', '-')}"
            raise PlanctlError(Message(refusal, format=name), Message("leave out {option}", option=written))
    export: Callable[[Request], bytes] = import_module(format_.module).export
    return export(request)
