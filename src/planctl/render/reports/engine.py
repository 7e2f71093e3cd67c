"""From a template and a view to a page. Everything that can be wrong with a template ends in one error that says where."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import FileSystemLoader

from planctl.render.language import Language
from planctl.render.reports.budget import Budget, Limits
from planctl.render.reports.compiled import kept_templates
from planctl.render.reports.environment import ReportEnvironment
from planctl.render.reports.escaping import Format
from planctl.render.reports.faults import in_words

_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")


class Engine:
    """Makes pages of one format in one language, from templates in folders of which the first that has one counts."""

    def __init__(self, folders: Sequence[Path], format_: Format, language: Language, limits: Limits | None = None) -> None:
        self.format = format_
        self.limits = limits or Limits()
        self.environment = ReportEnvironment(FileSystemLoader(folders), format_, language, self.limits, kept_templates())

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """The page that `NAME.FORMAT.j2` makes of the values; it ends in one line feed.

        Raises:
            PlanctlError: the template is missing or wrong, or does too much.
        """
        template_name = f"{name}{self.format.ending}.j2"
        self.environment.budget = Budget(self.limits)
        try:
            pieces = list(self.environment.get_template(template_name).generate(dict(values)))
        except Exception as error:
            raise in_words(error, template_name, self.environment, values) from error
        return _EMPTY_LINES.sub(self.format.empty_lines, "".join(pieces)).strip("\n") + "\n"
