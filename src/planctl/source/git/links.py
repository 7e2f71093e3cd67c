"""Where the symbolic links of a commit lead, followed through its tree as a file system would."""

from __future__ import annotations

from collections.abc import Mapping

_MOST_LINKS = 40
"""As Linux has it: more than this is a circle."""


def resolved(path: str, links: Mapping[str, str]) -> str | None:
    """The path in the commit that a path means, which need not be there; None where it leads out of the repository or in a circle.

    `links` are the paths of all links of the commit, and what they say.
    """
    done: list[str] = []
    waiting = path.split("/")[::-1]
    followed = 0
    while waiting:
        part = waiting.pop()
        if part == "..":
            if not done:
                return None
            done.pop()
        elif (target := links.get("/".join([*done, part]))) is not None:
            followed += 1
            if followed > _MOST_LINKS or target.startswith("/"):
                return None
            waiting += target.split("/")[::-1]
        elif part not in ("", "."):
            done.append(part)
    return "/".join(done)
