"""What every chart is: a picture, its words, and a table of what the picture shows."""

from typing import NamedTuple


class Table(NamedTuple):
    """Plain text, not escaped."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Chart(NamedTuple):
    """`svg` is a whole element to be put into a page as it is; the rest is plain text, to be escaped where it is shown."""

    svg: str
    title: str
    description: str
    table: Table
