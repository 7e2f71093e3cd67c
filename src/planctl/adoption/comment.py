"""The comment on a pull request or merge request, as text: what a change means, and what is found in it."""

from __future__ import annotations

import re
from urllib.parse import quote

MOST = 60_000
"""Characters: GitHub takes 65,536 in a comment."""
_CUT = "\n\n*The rest stands in the log of the job.*\n"


def mark_of(path: str) -> str:
    """What a comment about the plans in a folder begins with: not to be seen, and the same the next time."""
    return f"<!-- planctl {quote(path, safe='/.')} -->"


def assembled(path: str, difference: str, findings: str) -> str:
    """The comment in Markdown: what the change means, and what is found in it."""
    parts = [mark_of(path), difference.strip() or ""]
    if findings.strip():
        longest = max((len(run) for run in re.findall(r"`{3,}", findings)), default=2)
        fence = "`" * (longest + 1)
        parts.append(f"{fence}text\n{findings.strip()}\n{fence}")
    return "\n\n".join(filter(None, parts)) + "\n"


def fitted(body: str) -> str:
    """As much of a comment as the services take."""
    return body if len(body) <= MOST else _closed(body[:MOST]) + _CUT


def _closed(body: str) -> str:
    """A text that was cut off, with a fence that is open closed."""
    fences = re.findall(r"^`{3,}", body, re.MULTILINE)
    return f"{body}\n{fences[0]}" if len(fences) % 2 else body
