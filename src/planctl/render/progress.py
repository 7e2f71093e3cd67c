"""How far long work has come: a bar on standard error, where that is a terminal and the work takes longer than a moment."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, TextIO, TypeVar

from planctl.message import Message
from planctl.render.language import Language

if TYPE_CHECKING:
    from rich import progress

T = TypeVar("T")
MOMENT = 1.0
"""Seconds of work before anything is shown."""


class Progress(NamedTuple):
    """Shows how far work has come on a stream; `Progress(language)` shows nothing."""

    language: Language
    stream: TextIO | None = None
    moment: float = MOMENT

    def track(self, items: Sequence[T], title: Message) -> Iterator[T]:
        """The items, one by one, while the bar tells how many of them have been taken."""
        return self._shown(items, title) if self._is_terminal else iter(items)

    @property
    def _is_terminal(self) -> bool:
        return self.stream is not None and self.stream.isatty() and os.environ.get("TERM") != "dumb"

    def _shown(self, items: Sequence[T], title: Message) -> Iterator[T]:
        """Rich is imported only when the moment has passed: it takes as long as a small workspace."""
        shown_from = time.monotonic() + self.moment
        bar: progress.Progress | None = None
        try:
            for done, item in enumerate(items):
                yield item
                if bar is not None:
                    bar.advance(bar.task_ids[0])
                elif time.monotonic() >= shown_from:
                    bar = self._bar()
                    bar.add_task(self.language.text(title), total=len(items), completed=done + 1)
        finally:
            if bar is not None:
                bar.stop()

    def _bar(self) -> progress.Progress:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        bar = Progress(*columns, console=Console(file=self.stream), transient=True)
        bar.start()
        return bar
