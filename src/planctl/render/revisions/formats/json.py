"""As JSON, format 1: docs/json.md describes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TextIO

from planctl.render.json_output import FORMAT, write_json
from planctl.render.language import Language
from planctl.revisions.differences import BrokenSupport, Diff, Difference, Effect, Field, Unread


def show(diffs: Sequence[Diff], language: Language, out: TextIO) -> None:
    documents = [{"format": FORMAT, **_diff(diff)} for diff in diffs]
    write_json(documents[0] if len(documents) == 1 else {"format": FORMAT, "organisations": documents}, out)


def _diff(diff: Diff) -> dict[str, Any]:
    return {
        "organisation": diff.id,
        "name": diff.organisation,
        "base": diff.base,
        "head": diff.head or None,
        "period": str(diff.period),
        "events": sorted(set(diff.events())),
        "differences": [_difference(difference) for difference in diff.differences],
        "effects": [_effect(effect) for effect in diff.effects],
        "broken": [_broken(broken) for broken in diff.broken],
        "unread": [_unread(unread) for unread in diff.unread],
    }


def _broken(broken: BrokenSupport) -> dict[str, Any]:
    return {"address": broken.address, "supports": broken.supports, "now": broken.now or None, "file": broken.place.file}


def _unread(unread: Unread) -> dict[str, Any]:
    return {"file": unread.file, "revision": unread.revision or None, "places": [list(path) for path in unread.places]}


def _difference(difference: Difference) -> dict[str, Any]:
    return {
        "what": difference.what.value,
        "sort": difference.sort.value,
        "unit": difference.unit,
        "address": difference.address,
        "title": difference.title,
        "period": difference.period or None,
        "former": difference.former or None,
        "moved": difference.moved,
        "parent": difference.parent or None,
        "former_parent": difference.former_parent or None,
        "ambition": {str(year): moved.value for year, moved in difference.ambition.items()},
        "decided": difference.decided,
        "holds": {sort.value: n for sort, n in difference.holds.items()},
        "fields": [field_json(field) for field in difference.fields],
        "file": difference.place.file,
        "path": list(difference.place.path),
    }


def field_json(field: Field) -> dict[str, Any]:
    """A field that differs."""
    return {"name": field.name, "before": _written(field.before), "after": _written(field.after)}


def _written(value: Any) -> Any:
    """As in the file: text, a list of texts, or null. Numbers as text, exact."""
    if value is None or isinstance(value, (str, bool)):
        return value
    return [_written(item) for item in value] if isinstance(value, tuple) else str(value)


def _effect(effect: Effect) -> dict[str, Any]:
    return {
        "sort": effect.sort.value,
        "unit": effect.unit,
        "address": effect.address,
        "title": effect.title,
        "before": effect.before.value if effect.before else None,
        "after": effect.after.value if effect.after else None,
    }
