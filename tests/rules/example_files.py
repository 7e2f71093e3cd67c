"""A rule's example as a workspace: its files are written to a folder and checked as `planctl check` would.

An example is one text of one or more files, each under a line that names it:

    # file: personal/plan.yaml
    kind: plan
    …

Without such a line the whole text is one file, named by its kind and its unit. Where no organisation.yaml is among the files, one is
added: Exempelkommun with the units personal, ekonomi and it. The day is 22 November 2026.

What is wrong with a file before its text can be read, a note in parentheses says: `# file: personal/plan.yaml (a folder)`. The notes
are listed in `FORMS`. A line that ends in `# ←` is one where the rule's finding is expected: a bad example with such marks must have
its findings on exactly those lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ORGANISATION = """\
kind: organisation
format: 1
id: exempel
name: Exempelkommun
units:
  personal: {title: Personalavdelningen}
  ekonomi: {title: Ekonomiavdelningen}
  it: {title: IT-avdelningen}
"""
MARK = "# ←"
_HEADER = re.compile(r"^# file: (?P<name>[^\s()]+)(?: \((?P<form>.+)\))?\n", re.MULTILINE)


class Part(NamedTuple):
    """One file of an example, and the note that says how it is written to the disk."""

    name: str
    text: str
    form: str

    def marked(self) -> set[tuple[str, int]]:
        """The lines where a finding is expected, by file."""
        return {(self.name, number) for number, line in enumerate(self.text.splitlines(), start=1) if line.rstrip().endswith(MARK)}


def parts(text: str) -> list[Part]:
    """The files of an example."""
    headers = list(_HEADER.finditer(text))
    if not headers:
        return [Part(_name(text), text, "")]
    ends = [header.start() for header in headers[1:]] + [len(text)]
    return [Part(header["name"], text[header.end() : end], header["form"] or "") for header, end in zip(headers, ends, strict=True)]


def _name(text: str) -> str:
    """The name of a lone file: where `planctl new` would put it."""
    said = dict(re.findall(r"^(kind|unit|year): *(\S+)", text, re.MULTILINE))
    if said.get("kind") == "organisation":
        return "organisation.yaml"
    name = f"outcomes-{said['year']}.yaml" if said.get("kind") == "outcomes" else "plan.yaml"
    return f"{said.get('unit', 'personal')}/{name}"


FORMS: dict[str, Callable[[Path, str, re.Match[str]], object]] = {
    "": lambda path, text, note: path.write_text(text, encoding="utf-8", newline=""),
    "saved as (.+)": lambda path, text, note: path.write_bytes(text.encode(note[1])),
    "a folder": lambda path, text, note: path.mkdir(),
    "a link to (.+)": lambda path, text, note: path.symlink_to(note[1]),
}
"""How a file is written to the disk, by the note after its name."""


def write_example(folder: Path, text: str) -> None:
    """Writes an example's files to a folder, with an organisation where it has none."""
    files = parts(text)
    if not any(part.name == "organisation.yaml" for part in files):
        files.append(Part("organisation.yaml", ORGANISATION, ""))
    for part in files:
        _write(folder, part)


def _write(folder: Path, part: Part) -> None:
    path = folder / part.name
    path.parent.mkdir(parents=True, exist_ok=True)
    note, write = next((found, write) for form, write in FORMS.items() if (found := re.fullmatch(form, part.form)))
    write(path, part.text, note)
