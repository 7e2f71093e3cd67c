"""The files of a repository around a workspace: what they are called and what stands in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from planctl.adoption.fill import filled
from planctl.adoption.origin import FILL_IN, Origin, unknown_origin
from planctl.adoption.schemas import FOLDER, schema_files, schema_line
from planctl.adoption.skeletons import PlanOf, first_outcomes, first_plan
from planctl.message import Message
from planctl.model.organisation import DEFAULT_CALENDAR
from planctl.model.plan import Plan
from planctl.notation.period import Years
from planctl.render.language import Language
from planctl.setup.attributes import attribute_lines
from planctl.source.reader import parse
from planctl.workspace.calendar import Calendar
from planctl.workspace.loading import plan_entry

CI = ("github", "gitlab", "none")
WORKSPACE = "plans"
"""The folder of the workspace: not the top, where other programs keep YAML files of their own."""
ACTION = ".github/workflows/planctl.yml"
GITLAB = ".gitlab-ci.yml"
HOOKS = ".pre-commit-config.yaml"

Contents = dict[str, bytes]
"""Files by their paths from the top."""


class Beginning(NamedTuple):
    """What an organisation begins with."""

    name: str
    id: str
    code: str
    unit: str
    unit_title: str
    head: str
    years: Years


class Around(NamedTuple):
    """What lies around a workspace. `folder` is its path from the top; `is_top` whether the top of a git repository is meant. Where CI gets
    planctl from is left to be filled in where there is no `origin`.
    """

    name: str
    folder: str
    ci: str
    origin: Origin | None
    language: Language
    years: Years
    is_top: bool = True


def workspace_files(beginning: Beginning, language: Language) -> Contents:
    """The organisation, the plan of its first unit, and the file for the outcomes of the plan's first year."""
    unit = PurePosixPath(WORKSPACE, beginning.unit)
    organisation, plan = PurePosixPath(WORKSPACE, "organisation.yaml"), unit / "plan.yaml"
    year = beginning.years.first
    outcomes = unit / f"outcomes-{year}.yaml"
    of = PlanOf(beginning.unit, beginning.unit_title, beginning.head, beginning.years)
    planned = first_plan(of, language, _schema_line("plan", plan))
    entry = plan_entry(str(plan), Plan.model_validate(parse(planned, plan, str(plan)).data), None)  # type: ignore[arg-type]
    return {
        str(organisation): _organisation(beginning, language, _schema_line("organisation", organisation)),
        str(plan): planned,
        str(outcomes): first_outcomes(entry, year, Calendar(DEFAULT_CALENDAR), language, _schema_line("outcomes", outcomes)),
    }


def _schema_line(kind: str, file: PurePosixPath) -> str:
    return schema_line(kind, file, PurePosixPath(FOLDER))


def _organisation(beginning: Beginning, language: Language, line: str) -> bytes:
    values = {
        "modeline": line,
        "id": beginning.id,
        "name": beginning.name,
        "code": f'municipality_code: "{beginning.code}"' if beginning.code else '# municipality_code: "0000"',
        "unit": beginning.unit,
        "unit_title": beginning.unit_title,
        "head": beginning.head,
    }
    return filled("organisation.yaml", language.code, values)


def files_around(around: Around) -> Contents:
    """README, schemas, settings for git and editors, hooks and CI."""
    code, folder = around.language.code, around.folder
    values = {
        "name": around.name,
        "folder": folder,
        "period": str(around.years),
        "attributes": "\n".join(attribute_lines(Path(), Path(folder))),
        "organisations": f"{folder}/organisation.yaml",
        "plans": f"{folder}/**/plan*.yaml",
        "outcomes": f"{folder}/**/outcomes*.yaml",
    }
    named = {
        "README.md": "README.md",
        ".gitignore": "gitignore",
        ".gitattributes": "gitattributes",
        ".editorconfig": "editorconfig",
        ".vscode/settings.json": "vscode-settings.json",
        ".vscode/extensions.json": "vscode-extensions.json",
    }
    files = {path: filled(source, code, values) for path, source in named.items()}
    files |= {f"{FOLDER}/{name}": content for name, content in schema_files().items()}
    return files | (dict(_for_git(around)) if around.is_top else {})


def _for_git(around: Around) -> Iterator[tuple[str, bytes]]:
    """What counts only at the top of a repository."""
    origin, code = around.origin, around.language.code
    todo = around.language.text(
        Message("Write where planctl is to be fetched from in the place of {word}, and take this line away.", word=FILL_IN)
    )
    values: Mapping[str, str] = {"folder": around.folder, "todo": "" if origin else todo}
    if origin is None:
        yield HOOKS, filled("pre-commit-local.yaml", code, values)
    else:
        yield HOOKS, filled("pre-commit.yaml", code, {"url": origin.url, "revision": origin.revision})
    origin = origin or unknown_origin()
    if around.ci == "github":
        yield ACTION, filled("github.yml", code, {**values, "action": f"{origin.path}@{origin.revision}"})
    elif around.ci == "gitlab":
        note = around.language.text(
            Message("Comments on merge requests want a project access token (api) in the variable PLANCTL_GITLAB_TOKEN.")
        )
        made = {**values, "template": origin.raw("ci/gitlab.yml"), "requirement": origin.requirement, "note": note}
        yield GITLAB, filled("gitlab.yml", code, made)
