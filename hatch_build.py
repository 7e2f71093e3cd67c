"""Compiles the catalogs when planctl is built or installed: .po files are the source, .mo files are what runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogHook(BuildHookInterface[Any]):
    """Runs before every build, editable installs included."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_catalogs(Path(self.root))


def compile_catalog(source: Path) -> None:
    with source.open("rb") as text, source.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, read_po(text, domain=source.stem))


def compile_catalogs(root: Path) -> None:
    for source in (root / "src/planctl/locale").rglob("*.po"):
        compile_catalog(source)


if __name__ == "__main__":
    compile_catalogs(Path(__file__).parent)
