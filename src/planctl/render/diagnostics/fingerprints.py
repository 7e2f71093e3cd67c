"""Names of findings that stay the same while lines move: by them, services tell a new finding from one that was there before."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from planctl.diagnostics import Diagnostic

_LENGTH = 32


def fingerprints(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """A fingerprint for each finding: of its rule, file, address and words, and the how many-th such it is. No two are the same."""
    seen: Counter[str] = Counter()
    found = []
    for diagnostic in diagnostics:
        key = "\0".join((diagnostic.code, diagnostic.file, diagnostic.address, repr(diagnostic.message)))
        seen[key] += 1
        found.append(hashlib.sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH])
    return found
