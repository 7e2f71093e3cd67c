"""Modules that typer and pydantic import but hardly any command uses: loaded when something in them is first asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

MODULES = frozenset({"base64", "bz2", "lzma", "platform", "secrets", "shellingham", "subprocess", "tokenize"})
"""For secret tokens (and OpenSSL with them), binary data, archives, shells, other programs, tracebacks: few commands need those."""


def load_later() -> None:
    """Let the modules wait, from here on. Python's own lazy loader does not do: it gives in when a module is imported a second time."""
    sys.meta_path.insert(0, _Finder)


class _Finder:
    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path) if name in MODULES else None
        if spec is not None:
            spec.loader = _Loader(spec)  # type: ignore[assignment]  # its base class would cost another import
        return spec


class _Loader:
    """Makes a module that is empty until it is used."""

    def __init__(self, spec: ModuleSpec) -> None:
        self.loader = spec.loader

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Waiting(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Not yet."""


class _Waiting(ModuleType):
    def __getattr__(self, name: str) -> object:
        waiting = self.__spec__ and self.__spec__.loader
        if name.startswith("__") or not isinstance(waiting, _Loader) or waiting.loader is None:
            raise AttributeError(name)
        self.__class__ = ModuleType
        waiting.loader.exec_module(self)
        return getattr(self, name)
