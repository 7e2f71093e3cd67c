"""docs/templates.md: what templates see and can do, from the docstrings of the view."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from pathlib import Path

from planctl.render.reports import environment
from planctl.render.reports.budget import Limits
from planctl.render.reports.names import NAMES

ROOT = Path(__file__).parent.parent.parent
VIEW = ROOT / "src/planctl/render/reports/view"
ORDER = ("report", "units", "plans", "goals", "kpis", "aims", "activities", "services", "overview", "links", "marks", "texts")
SITE = ROOT / "src/planctl/render/site"
SITE_RECORDS = (("navigation", ("Site", "Place")), ("of_all", ("UnitNode", "Declaration", "Promise")))
SITE_INTRODUCTION = """\
## What the templates of a site see besides

Every `site-*.j2` sees `report`, as above, and `site`. `site-goal` sees `goal` too, a `Goal`; `site-units` sees `units`, each a `UnitNode`;
`site-promises` sees `declarations`, each a `Declaration`. `site-style.css.j2` sees nothing.
"""
_LEFT_OUT = {"Heading", "Links", "WithinPage"}

INTRODUCTION = """\
# Templates of reports

*Generated from the view in `src/planctl/render/reports/`.*

`planctl report` makes its documents with [Jinja](https://jinja.palletsprojects.com/) templates. To change one, copy it and edit the copy:

```console
planctl templates list
planctl templates copy followup.html.j2     # into the workspace's templates/
planctl report followup
```

A workspace's own `templates/` replace planctl's one by one. A template is named `REPORT.FORMAT.j2`: the reports are {names}, the formats
`md` and `html`. `base.html.j2` is the layout of every HTML page, `style.css.j2` its styles, and `parts.*.j2` hold what reports share.
`site-*.j2` are the pages of `planctl site`: they extend those of reports, and see `site` too, which holds the ways to other pages.

## What a template can do

- **It sees one thing, `report`**, described below. A name or a field that there is not is an error with file, line and the nearest match.
- **Everything it puts out is escaped**, as its format needs: in HTML as HTML, in Markdown so that no text begins a list, a table, a link
  or HTML. That holds for labels and constants too, and there is no filter `safe`. What a template writes outside `{{{{ }}}}` is its own.
  In Markdown a value stands on one line, without spaces at its ends.
- `{{{{ _("Owner") }}}}` is a label in the language of the report; `{{{{ _("latest: {{value}}", value=kpi.value) }}}}` fills in;
  `{{{{ ngettext("{{n}} goal", "{{n}} goals", n=3) }}}}` counts. What has no translation is shown as it is written.
- `{{{{ text|paragraphs }}}}` keeps a text's paragraphs; `{{{{ chart|svg }}}}` shows a picture.
- Jinja's filters {filters}. Empty lines that blocks leave do no harm: a Markdown page keeps one of several, an HTML page none.
- It runs in a sandbox, and stops with an error after {steps:,} turns of its loops, {characters:,} characters or {seconds:.0f} seconds.
- There is nothing to decide about statuses: a `Mark` has the word, the shape and the class. Show the shape and the word together, so that
  colour never stands alone.

## What a template sees
"""


def templates_page() -> str:
    """The whole page."""
    limits = Limits()
    filters = ", ".join(f"`{name}`" for name in sorted({*environment._FILTERS, "join"}))
    names = ", ".join(f"`{name}`" for name in NAMES)
    head = INTRODUCTION.format(names=names, filters=filters, steps=limits.steps, characters=limits.characters, seconds=limits.seconds)
    reports = [part for module in ORDER for part in _records(VIEW / f"{module}.py")]
    site = [part for module, names in SITE_RECORDS for part in _records(SITE / f"{module}.py", names)]
    return "\n".join([head, *reports, SITE_INTRODUCTION, *site])


def _records(path: Path, names: Collection[str] | None = None) -> Iterator[str]:
    """The records of a module; all of them, unless they are named."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and node.name not in _LEFT_OUT and (names is None or node.name in names):
            rows = "".join(f"| `{name}` | {kind} | {meaning} |\n" for name, kind, meaning in _fields(node))
            yield f"### {node.name}\n\n{ast.get_docstring(node)}\n\n| field | is | meaning |\n|---|---|---|\n{rows}"


def _fields(node: ast.ClassDef) -> Iterator[tuple[str, str, str]]:
    """Each field with the text below it; one without is a fault."""
    body = node.body[1:]
    for field, text in zip(body[::2], body[1::2], strict=True):
        assert isinstance(field, ast.AnnAssign), f"{node.name}: {ast.unparse(field)} has no text below it"
        assert isinstance(text, ast.Expr), f"{node.name}: {ast.unparse(field)} has no text below it"
        assert isinstance(text.value, ast.Constant), f"{node.name}: {ast.unparse(field)} has no text below it"
        kind = ast.unparse(field.annotation).strip("'")
        for old, new in (("datetime.date", "date"), ("Chart", "chart"), (" | None", ", or none"), (" | ", " or ")):
            kind = kind.replace(old, new)
        yield ast.unparse(field.target), kind, str(text.value.value).replace("|", "\\|")
