"""Which differences change what was decided, without a new decision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planctl.revisions.differences import Difference, Field, Sort, What
from planctl.revisions.pairing import Pairs
from planctl.revisions.plans import PlanPair, differs
from planctl.workspace.decision import content_hash, is_as_decided
from planctl.workspace.files import PlanEntry


def marked(differences: Iterable[Difference], plans: Iterable[PlanPair], entries: Pairs) -> Iterator[Difference]:
    """The differences, with a mark on what was decided and has changed without a new decision: also by leaving its plan, or with
    the plan itself.
    """
    both = [(one, other) for one, other in plans if one and other]
    free = {(one.file, other.file) for one, other in both if _is_untouched(one, other, both)}
    held = {file for pair in ((one.file, other.file) for one, other in both) if pair not in free for file in pair}
    ways = ((one.place.file, other.place.file, other) for one, other in entries.both)
    gone = {one.file for one, other in plans if one and not other and one.model.document.status == "decided"}
    left = {(thing.sort, thing.address) for start, end, thing in ways if start in held and end not in held and (start, end) not in free}
    for difference in differences:
        content = difference.sort is not Sort.PLAN or any(map(_is_of_content, difference.fields))
        is_gone = difference.sort is Sort.PLAN and difference.what is What.REMOVED and difference.place.file in gone
        touched = difference.place.file in held or (difference.sort, difference.address) in left
        yield difference._replace(decided=True) if is_gone or (content and touched) else difference


def _is_untouched(before: PlanEntry, after: PlanEntry, pairs: Iterable[tuple[PlanEntry, PlanEntry]]) -> bool:
    """Whether a pair of plans leaves alone what was decided.

    It does where nothing differs, where it was decided anew, and where a later revision is held against an earlier one that is still there.
    """
    if not differs(before, after) or _is_decided_anew(before, after):
        return True
    return _is_later(before, after) and any(one is before and not _is_later(one, other) for one, other in pairs)


def _is_later(one: PlanEntry, other: PlanEntry) -> bool:
    return (other.model.document.revision or 1) > (one.model.document.revision or 1)


def _is_of_content(field: Field) -> bool:
    """Whether a field of a plan is a part of what was decided: its hash that is gone, its status, and earlier decisions are."""
    if field.name == "document.status":
        return bool(field.before == "decided" and field.after != "superseded")
    if field.name.startswith("document.earlier."):  # a record of what was: a new one may come, and none may change
        return field.before is not None
    return not field.name.startswith("document.") or (field.name == "document.content" and field.after is None)


def _is_decided_anew(before: PlanEntry, after: PlanEntry) -> bool:
    """Whether what differs may differ: the plan was not decided, or it has a decision of its own, with a hash where the earlier one has.

    One that is only marked as superseded is as it was decided.
    """
    one, other = before.model.document, after.model.document
    if one.status != "decided":
        return True
    if other.status == "superseded":
        return content_hash(before.model) == content_hash(after.model)
    said = [(document.decided, document.section, document.reference) for document in (one, other)]
    is_new = other.status == "decided" and _is_later(before, after) and said[0] != said[1]
    return is_new and (one.content is None or is_as_decided(after.model) is True)
