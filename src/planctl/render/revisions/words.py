"""The words of diffs: things, what happened to them, and the names of their fields."""

from __future__ import annotations

from collections.abc import Mapping

from planctl.message import N_, Message, Plural
from planctl.revisions.differences import Ambition, Sort, What

SORT_WORDS: Mapping[Sort, str] = {
    Sort.ORGANISATION: N_("organisation"),
    Sort.UNIT: N_("unit"),
    Sort.PLAN: N_("plan"),
    Sort.GOAL: N_("goal"),
    Sort.KPI: N_("KPI"),
    Sort.SERVICE: N_("service"),
    Sort.ACTIVITY: N_("activity"),
    Sort.ASSIGNMENT: N_("assignment"),
    Sort.OUTCOME: N_("outcome"),
    Sort.PROFILE: N_("import profile"),
}

WHAT_WORDS: Mapping[What, str] = {
    What.ADDED: N_("is added"),
    What.REMOVED: N_("is removed"),
    What.RENAMED: N_("has a new id"),
    What.MOVED: N_("is moved"),
    What.CHANGED: N_("is changed"),
}
MOVED_AND_RENAMED = N_("is moved and has a new id")
"""After what the thing is, in a diff: verbs, which are the same whatever gender the word before them has."""
HAPPENED_WORDS: Mapping[What, str] = {
    What.ADDED: N_("was added"),
    What.REMOVED: N_("was removed"),
    What.RENAMED: N_("got a new id"),
    What.MOVED: N_("was moved"),
    What.CHANGED: N_("was changed"),
}
"""Likewise in a history, where it is past."""

AMBITION_WORDS: Mapping[Ambition, str] = {
    Ambition.RAISED: N_("ambition raised"),
    Ambition.LOWERED: N_("ambition lowered"),
    Ambition.OTHER: N_("ambition changed"),
}

FIELD_WORDS: dict[str, str] = {
    "action": N_("action"),
    "analysis": N_("analysis"),
    "assessment": N_("assessment"),
    "audience": N_("for whom"),
    "baseline": N_("earlier value"),
    "breaks": N_("break in the series"),
    "by": N_("breakdown"),
    "calendar": N_("calendar"),
    "closed": N_("closed"),
    "comment": N_("comment"),
    "competence": N_("competence"),
    "content": N_("hash of the content"),
    "decided": N_("decided on"),
    "decided_by": N_("decided by"),
    "decimals": N_("decimals"),
    "denominator": N_("denominator"),
    "depends_on": N_("depends on"),
    "description": N_("description"),
    "development": N_("development"),
    "direction": N_("direction"),
    "document": N_("document"),
    "done": N_("done on"),
    "due": N_("due"),
    "earlier": N_("earlier revision"),
    "economy": N_("good economic management"),
    "ends": N_("ends"),
    "evaluated": N_("evaluated"),
    "evaluation": N_("evaluation"),
    "exceptions": N_("exceptions"),
    "focus": N_("focus"),
    "follow_up": N_("follow-up"),
    "forecast": N_("forecast"),
    "frequency": N_("measured how often"),
    "from": N_("counted from"),
    "given": N_("given on"),
    "given_by": N_("given by"),
    "goal": N_("goal"),
    "goals_per_plan": N_("most goals in a plan"),
    "governed_by": N_("governed by"),
    "green": N_("green"),
    "group": N_("heading"),
    "head": N_("head"),
    "id": N_("id"),
    "internal_control": N_("internal control"),
    "kept": N_("kept"),
    "kkik": N_("KKiK number"),
    "kolada": N_("Kolada id"),
    "kpi": N_("KPI"),
    "kpis_per_goal": N_("most KPIs in a goal"),
    "kpis_per_plan": N_("most KPIs in a plan"),
    "language": N_("language"),
    "limits": N_("limits"),
    "mean": N_("mean"),
    "measured": N_("years measured"),
    "median": N_("median"),
    "mission": N_("mission"),
    "municipality_code": N_("municipality code"),
    "name": N_("name"),
    "needs": N_("needs"),
    "numerator": N_("numerator"),
    "obligations": N_("obligations"),
    "of": N_("of so many"),
    "owner": N_("responsible"),
    "peers": N_("comparison"),
    "period": N_("years of the plan"),
    "possibilities": N_("possibilities"),
    "promise": N_("promise"),
    "purpose": N_("purpose"),
    "rank": N_("rank"),
    "reason": N_("reason"),
    "recruitment": N_("recruitment"),
    "red": N_("red"),
    "redress": N_("redress"),
    "reference": N_("registration number"),
    "report": N_("report due"),
    "reported": N_("reported on"),
    "responsible": N_("responsible"),
    "result": N_("result"),
    "revision": N_("revision"),
    "rights": N_("rights"),
    "rollup": N_("roll-up"),
    "rules": N_("rules"),
    "scale": N_("scale"),
    "section": N_("section"),
    "services": N_("services"),
    "source": N_("source"),
    "staff": N_("staff"),
    "start": N_("start"),
    "status": N_("status"),
    "summary": N_("summary"),
    "supports": N_("supports"),
    "target": N_("target"),
    "tasks": N_("tasks"),
    "thresholds": N_("thresholds"),
    "title": N_("title"),
    "type": N_("type"),
    "unit": N_("unit of measure"),
    "user_part": N_("your own part"),
    "valid_from": N_("valid from"),
    "valid_to": N_("valid to"),
    "value": N_("value"),
    "values": N_("values to live by"),
    "vision": N_("vision"),
    "weight": N_("weight"),
    "within": N_("within"),
    "yellow": N_("yellow"),
}
"""The names of fields as a reader says them; parts without a word here, such as years and groups, stand as they are."""

PROFILE_WORDS: dict[str, str] = {
    "columns": N_("columns"),
    "decimal": N_("decimal sign"),
    "delimiter": N_("sign between cells"),
    "encoding": N_("encoding"),
    "field": N_("what the numbers are"),
    "fill_down": N_("empty cells mean what stands above"),
    "group": N_("group of a breakdown"),
    "groups": N_("names of groups"),
    "header": N_("row of the headers"),
    "id": N_("id"),
    "ignore": N_("columns passed by"),
    "kpis": N_("names of KPIs"),
    "match": N_("files it is for"),
    "no_value": N_("words for no value"),
    "period": N_("follow-up"),
    "periods": N_("names of follow-ups"),
    "sheet": N_("sheets"),
    "skip": N_("rows passed by"),
    "unit": N_("unit"),
    "units": N_("names of units"),
    "values": N_("columns of values"),
    "year": N_("year"),
}
"""Those of an import profile that no other file has, or that mean something else there."""

_HIDDEN = frozenset(("thresholds", "document"))
"""Parts of names that say nothing more where another follows."""


def field_words(name: str, sort: Sort) -> tuple[str, ...]:
    """The words of a dotted name of something: `target.2026`, `thresholds.2026.green`, `document.status`."""
    parts = name.split(".")
    shown = parts[1:] if len(parts) > 1 and parts[0] in _HIDDEN else parts
    words = FIELD_WORDS | PROFILE_WORDS if sort is Sort.PROFILE else FIELD_WORDS
    return tuple(words.get(part, part) for part in shown)


def counted(what: What, n: int) -> Message:
    """So many things that something happened to."""
    match what:
        case What.ADDED:
            return Plural("{n} added", "{n} added", n=n)
        case What.REMOVED:
            return Plural("{n} removed", "{n} removed", n=n)
        case What.RENAMED:
            return Plural("{n} with a new id", "{n} with new ids", n=n)
        case What.MOVED:
            return Plural("{n} moved", "{n} moved", n=n)
    return Plural("{n} with changes", "{n} with changes", n=n)


def holding(sort: Sort, n: int) -> Message:
    """So many things of a sort, in a plan that came or went whole."""
    match sort:
        case Sort.UNIT:
            return Plural("{n} unit", "{n} units", n=n)
        case Sort.PLAN:
            return Plural("{n} plan", "{n} plans", n=n)
        case Sort.GOAL:
            return Plural("{n} goal", "{n} goals", n=n)
        case Sort.KPI:
            return Plural("{n} KPI", "{n} KPIs", n=n)
        case Sort.SERVICE:
            return Plural("{n} service", "{n} services", n=n)
        case Sort.ASSIGNMENT:
            return Plural("{n} assignment", "{n} assignments", n=n)
    return Plural("{n} activity", "{n} activities", n=n)
