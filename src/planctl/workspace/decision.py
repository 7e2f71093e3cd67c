"""What was decided: the content of a plan as a hash, which its decision records."""

from __future__ import annotations

import hashlib
import json

from planctl.model.plan import Decision, Plan
from planctl.model.written import written

_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
_LENGTH = 32
"""Hexadecimal digits: 128 bits are enough to tell that nothing was changed."""
_OF_DECISION = frozenset((*Decision.model_fields, "status", "revision", "earlier"))
"""What is said of the decision itself is no part of what was decided."""


def content_hash(plan: Plan) -> str:
    """The same for the same words, numbers and notations, however the file is laid out; comments are no content."""
    said = written(plan)
    document = {key: value for key, value in said.pop("document", {}).items() if key not in _OF_DECISION}
    content = _JSON.encode(said | ({"document": document} if document else {}))
    return f"sha256-{hashlib.sha256(content.encode()).hexdigest()[:_LENGTH]}"


def is_as_decided(plan: Plan) -> bool | None:
    """Whether a plan still is what was decided, whatever its status says now; None where no decision records its content."""
    recorded = plan.document.content
    return None if recorded is None else recorded == content_hash(plan)
