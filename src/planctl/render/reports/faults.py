"""What can be wrong with a template, in words: the file, the line, what is wrong there and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError

from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.nearest import did_you_mean
from planctl.render.reports.budget import Limits, OverLimit
from planctl.render.reports.environment import ReportEnvironment, UndefinedName
from planctl.render.reports.syntax_words import in_own_words
from planctl.source.walk import name_of

_UNKNOWN = re.compile(r"No (filter|test) named '([^']*)'")


def in_words(error: BaseException, name: str, environment: ReportEnvironment, values: Iterable[str]) -> PlanctlError:
    """The error of a template as a message. `values` are the names that the template is given."""
    if isinstance(error, TemplateSyntaxError):
        return _unreadable(error, name, environment)
    at = _line(error) or name
    match error:
        case UndefinedName():
            return _undefined(error, at, [*values, *environment.globals])
        case TemplateNotFound():
            return _not_found(str(error.name or error), at, name, environment)
        case OverLimit():
            return _over(error.limit, at, environment.limits)
        case RecursionError():
            return PlanctlError(Message("{place}: the template calls itself without end", place=at), _HINT)
        case SecurityError():
            text = Message("{place}: a template may not do this: {reason}", place=at, reason=str(error))
            return PlanctlError(text, Message("docs/templates.md lists what templates can use"))
    return PlanctlError(Message("{place}: {reason}", place=at, reason=f"{type(error).__name__}: {error}"), _HINT)


_HINT = Message("mend the template, or delete it to use the one that comes with planctl")


def _line(error: BaseException) -> str:
    """The last line of a template that was being run."""
    found, trace = "", error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(".j2"):
            found = f"{name_of(Path(file))}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found


def _unreadable(error: TemplateSyntaxError, name: str, environment: ReportEnvironment) -> PlanctlError:
    at = f"{name_of(Path(error.filename or error.name or name))}:{error.lineno}"  # Jinja calls the file a name where text ends too early
    if match := _UNKNOWN.match(error.message or ""):
        what = Message("{place}: there is no filter {name}", place=at, name=match[2])
        if match[1] == "test":
            what = Message("{place}: there is no test {name}", place=at, name=match[2])
        known = environment.filters if match[1] == "filter" else environment.tests
        return PlanctlError(what, did_you_mean(match[2], known) or Message("docs/templates.md lists what templates can use"))
    return PlanctlError(Message("{place}: the template can't be read: {reason}", place=at, reason=in_own_words(error.message or "")), _HINT)


def _undefined(error: UndefinedName, at: str, names: Iterable[str]) -> PlanctlError:
    if error.holder is None:
        message = Message("{place}: there is no {name}", place=at, name=error.name)
        known = list(names)
    else:
        fields = getattr(error.holder, "_fields", None)
        known = list(fields or (error.holder if isinstance(error.holder, dict) else ()))
        message = Message("{place}: {holder} has no {name}", place=at, holder=type(error.holder).__name__, name=error.name)
    return PlanctlError(message, did_you_mean(error.name, map(str, known)) or Message("docs/templates.md lists what templates can use"))


def _not_found(missing: str, at: str, name: str, environment: ReportEnvironment) -> PlanctlError:
    known = environment.list_templates()
    hint = did_you_mean(missing, known) or Message("planctl templates list shows all of them")
    if missing == name:
        return PlanctlError(Message("there is no template {name}", name=missing), hint)
    return PlanctlError(Message("{place}: there is no template {name}", place=at, name=missing), hint)


def _over(limit: str, at: str, limits: Limits) -> PlanctlError:
    amount = int(getattr(limits, limit))
    messages = {
        "steps": Message("{place}: the template goes on after {n} turns of its loops", place=at, n=amount),
        "characters": Message("{place}: the template makes more than {n} characters", place=at, n=amount),
        "seconds": Message("{place}: the template goes on after {n} seconds", place=at, n=amount),
    }
    return PlanctlError(messages[limit], Message("look for a loop that does not end, or for one within another"))
