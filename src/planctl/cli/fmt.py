"""`planctl fmt`: the files of a workspace in one form."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planctl.cli.session import Session
from planctl.cli.texts import _
from planctl.errors import ExitCode, PlanctlError
from planctl.message import Message, Plural

if TYPE_CHECKING:
    from planctl.formatting.form import Formatted
    from planctl.render.language import Language
    from planctl.source.discover import Root

_STANDARD_INPUT = Path("-")


def fmt(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar=_("PATH"), help=_("Folders or files; - for standard input; else this folder."))
    ] = None,
    check: Annotated[bool, typer.Option("--check", help=_("Name the files that are not in the form, and write nothing."))] = False,
    diff: Annotated[bool, typer.Option("--diff", help=_("Show what would change, and write nothing."))] = False,
) -> None:
    from planctl.source.writing.write import locked

    session: Session = context.obj
    given = paths or []
    if _STANDARD_INPUT in given:
        _format_input(session, given, check, diff)
        return
    roots = session.roots(given)
    language = session.language_for(roots)
    results: list[Formatted] = []
    for root in roots:
        with nullcontext() if check or diff else locked(root.folder):
            found = _found(root, given)
            results += found.values()
            session.exit_code = _exit_code(results, check)
            _show_problems(list(found.values()), language)
            if not (check or diff):
                _write(root, found)
        _show(list(found.values()), language, check, diff)
    _sum_up(results, language, written=not (check or diff))


def _found(root: Root, given: Sequence[Path]) -> dict[Path, Formatted]:
    """The files of a workspace that are asked for, in their form."""
    from planctl.formatting.files import formatted_files
    from planctl.source.discover import covering

    covered = covering(given)
    return formatted_files(root, [file for file in root.files if not given or covered(str(file))])


def _exit_code(results: Sequence[Formatted], check: bool) -> ExitCode:
    wrong = any(result.problems or (check and result.is_changed) for result in results)
    return ExitCode.FINDINGS if wrong else ExitCode.FINE


def _write(root: Root, found: dict[Path, Formatted]) -> None:
    from planctl.source.writing.write import write_files

    changed = {path: result for path, result in found.items() if result.is_changed}
    if changed:
        new = {path: result.after for path, result in changed.items()}
        write_files(root.folder, new, {path: result.before for path, result in changed.items()})


def _show_problems(results: Sequence[Formatted], language: Language) -> None:
    """What is wrong with files that stay as they are, on standard error."""
    problems = [problem for result in results for problem in result.problems]
    if not problems:
        return
    from planctl.diagnostics import START, Diagnostic, Severity
    from planctl.render.diagnostics.human import show_findings
    from planctl.render.diagnostics.report import Report
    from planctl.rules.check import Checked
    from planctl.source.walk import content_in

    placed = [
        Diagnostic(problem.code, Severity.ERROR, problem.file, problem.span or START, problem.message, problem.hint) for problem in problems
    ]
    show_findings(Report(Checked(len(results), placed), language, sys.stderr, sys.stderr, content_in(())))


def _show(results: Sequence[Formatted], language: Language, check: bool, diff: bool) -> None:
    from planctl.render.text_diff import write_text_diff

    for result in results:
        if not result.is_changed:
            continue
        if diff:
            write_text_diff(result.before.decode(), result.after.decode(), result.file, sys.stdout)
        elif check:
            print(language.text(Message("would be formatted: {path}", path=result.file)))  # noqa: T201
        else:
            print(language.text(Message("formatted: {path}", path=result.file)))  # noqa: T201


def _sum_up(results: Sequence[Formatted], language: Language, *, written: bool) -> None:
    changed = sum(result.is_changed for result in results)
    refused = sum(bool(result.problems) for result in results)
    parts: list[Message] = []
    if changed and written:
        parts.append(Plural("{n} file formatted", "{n} files formatted", n=changed))
    elif changed:
        parts.append(Plural("{n} file would be formatted", "{n} files would be formatted", n=changed))
    if refused:
        parts.append(Plural("{n} file left as it is", "{n} files left as they are", n=refused))
    if same := len(results) - changed - refused:
        parts.append(Plural("{n} file in the form already", "{n} files in the form already", n=same))
    if parts:
        print(", ".join(map(language.text, parts)) + ".", file=sys.stderr)  # noqa: T201


def _format_input(session: Session, given: Sequence[Path], check: bool, diff: bool) -> None:
    """For editors: from standard input to standard output.

    Raises:
        PlanctlError: other files are named too.
    """
    from planctl.formatting.form import formatted

    if len(given) > 1:
        raise PlanctlError(Message("- is standard input, and no other file can be named beside it"), Message("name files, or - alone"))
    result = formatted(sys.stdin.buffer.read(), "-", _calendar(session))
    session.exit_code = _exit_code([result], check)
    _show_problems([result], session.language)
    if check or diff:
        _show([result], session.language, check, diff)
    elif not result.problems:
        sys.stdout.flush()
        sys.stdout.buffer.write(result.after)
        sys.stdout.buffer.flush()


def _calendar(session: Session) -> tuple[str, ...]:
    """The follow-ups of the workspace around; those that are usual where there is none."""
    from planctl.formatting.files import calendar_in
    from planctl.formatting.form import calendar_of

    try:
        roots = session.roots()
    except PlanctlError:
        roots = []
    return calendar_in(roots[0]) if len(roots) == 1 else calendar_of(None)
