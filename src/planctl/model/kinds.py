"""The kinds of files: to add one, add its line here, and the module that bears its name.

A kind's model is made when the first file of it is read: each takes some milliseconds, at every start.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import NamedTuple

from planctl.message import N_
from planctl.model.base import Model


class Kind(NamedTuple):
    """A kind by the name of its model, and by what a file of it is, in one sentence."""

    model_name: str
    about: str


KINDS: Mapping[str, Kind] = {
    "organisation": Kind("Organisation", N_("An organisation: its units, its calendar of follow-up and its settings.")),
    "plan": Kind("Plan", N_("A unit's plan for a period.")),
    "outcomes": Kind("Outcomes", N_("A unit's outcomes of a year.")),
    "import-profile": Kind("ImportProfile", N_("How to read a workbook or CSV file that planctl did not make.")),
}


@cache
def model_of(kind: str) -> type[Model]:
    """The model of a kind's files."""
    module = import_module(f"planctl.model.{kind.replace('-', '_')}")
    model: type[Model] = getattr(module, KINDS[kind].model_name)
    return model
