"""The words and shapes of statuses, changes and the like: one place for every output."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from planctl.diagnostics import Severity
from planctl.evaluate.status import COLOURS, Change, Status
from planctl.message import N_, Message, Plural

STATUS_WORDS: Mapping[Status, str] = {
    Status.RED: N_("red"),
    Status.YELLOW: N_("yellow"),
    Status.GREEN: N_("green"),
    Status.MISSING: N_("missing"),
    Status.UNASSESSED: N_("unassessed"),
    Status.PENDING: N_("pending"),
    Status.UNTARGETED: N_("untargeted"),
    Status.CONFIDENTIAL: N_("confidential"),
    Status.NOT_APPLICABLE: N_("not applicable"),
}


def capital(text: str) -> str:
    """A text as a heading or a sentence begins."""
    return text[:1].upper() + text[1:]


def counted(status: Status, n: int) -> Message:
    """So many KPIs of a status."""
    match status:
        case Status.RED:
            return Plural("{n} red", "{n} red", n=n)
        case Status.YELLOW:
            return Plural("{n} yellow", "{n} yellow", n=n)
        case Status.GREEN:
            return Plural("{n} green", "{n} green", n=n)
    return Message("{n} {status}", n=n, status=Message(STATUS_WORDS[status]))


def in_order(counts: Mapping[Status, int]) -> Iterator[tuple[Status, int]]:
    """The statuses that there are: green first, as on a report; then the other colours, then what has none."""
    for status in (*reversed(COLOURS), *(status for status in Status if not status.is_colour)):
        if counts.get(status):
            yield status, counts[status]


CHANGE_WORDS: Mapping[Change, str] = {Change.BETTER: N_("better"), Change.SAME: N_("same"), Change.WORSE: N_("worse")}

ACTIVITY_WORDS: Mapping[str, str] = {
    "planned": N_("planned"),
    "ongoing": N_("ongoing"),
    "done": N_("done"),
    "cancelled": N_("cancelled"),
}

KEPT_WORDS: Mapping[str, str] = {"yes": N_("kept"), "partly": N_("partly kept"), "no": N_("not kept")}
"""How a service promise was kept."""

KEPT_ANSWERS: Mapping[str, str] = {"yes": N_("yes"), "partly": N_("partly"), "no": N_("no")}
"""The same where the question stands beside it."""

DOCUMENT_WORDS: Mapping[str, str] = {"draft": N_("draft"), "proposed": N_("proposed")}
"""Plans that are not decided; a decided one needs no word."""

OVERDUE = N_("overdue")

ROLLUP_WORDS: Mapping[str, str] = {
    "share": N_("all green is green, none green is red, otherwise yellow"),
    "worst": N_("the worst of its parts"),
    "weighted": N_("the weighted mean of its parts"),
}

SEVERITY_WORDS: Mapping[Severity, str] = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning"), Severity.OFF: N_("off")}

SEVERITY_STYLES: Mapping[Severity, str] = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.OFF: "dim"}

STATUS_STYLES: Mapping[Status, str] = {
    Status.RED: "red",
    Status.YELLOW: "yellow",
    Status.GREEN: "green",
    Status.MISSING: "magenta",
    Status.UNASSESSED: "cyan",
}
"""Rich styles; a status without one is shown dim."""


class Shapes(NamedTuple):
    """Shapes that tell statuses apart without colour."""

    status: Mapping[Status, str]
    change: Mapping[Change, str]
    levels: str
    """The steps of a sparkline, lowest first."""
    block: str
    ellipsis: str
    warning: str
    branch: str
    rule: str
    tick: str
    done: str
    lacking: str


UNICODE = Shapes(
    status={
        Status.RED: "✖",
        Status.YELLOW: "▲",
        Status.GREEN: "✔",
        Status.MISSING: "?",
        Status.UNASSESSED: "◇",
        Status.PENDING: "…",
        Status.UNTARGETED: "–",
        Status.CONFIDENTIAL: "■",
        Status.NOT_APPLICABLE: "∅",
    },
    change={Change.BETTER: "↗", Change.SAME: "→", Change.WORSE: "↘"},
    levels="▁▂▃▄▅▆▇█",
    block="█",
    ellipsis="…",
    warning="⚠",
    branch="└",
    rule="─",
    tick="▸",
    done="✓",
    lacking="✗",
)

ASCII = Shapes(
    status={
        Status.RED: "x",
        Status.YELLOW: "!",
        Status.GREEN: "+",
        Status.MISSING: "?",
        Status.UNASSESSED: "o",
        Status.PENDING: ".",
        Status.UNTARGETED: "-",
        Status.CONFIDENTIAL: "#",
        Status.NOT_APPLICABLE: "/",
    },
    change={Change.BETTER: "^", Change.SAME: "=", Change.WORSE: "v"},
    levels="_.-~=+*#",
    block="#",
    ellipsis="...",
    warning="!",
    branch="`",
    rule="-",
    tick=">",
    done="+",
    lacking="x",
)


def shapes_for(encoding: str | None) -> Shapes:
    """The shapes that an encoding can hold, tried out: a cp1252 console has no ✔."""
    singles = (UNICODE.levels, UNICODE.block, UNICODE.rule, UNICODE.branch, UNICODE.warning, UNICODE.tick, UNICODE.done, UNICODE.lacking)
    shapes = "".join((*UNICODE.status.values(), *UNICODE.change.values(), *singles))
    try:
        shapes.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return UNICODE
