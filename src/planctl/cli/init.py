"""`planctl init`: an empty folder becomes a working repository."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planctl.cli.ask import asked, can_ask
from planctl.cli.language import CODES
from planctl.cli.session import Session
from planctl.cli.texts import _
from planctl.cli.words import one_of
from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.render.language import Language

if TYPE_CHECKING:
    from planctl.adoption.init import Begun, Place
    from planctl.adoption.origin import Origin
    from planctl.adoption.repository import Around, Beginning
    from planctl.notation.period import Years

_CODE = re.compile(r"[0-9]{4}")


def init(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar=_("FOLDER"), help=_("Where to begin; else this folder."), show_default=False)
    ] = None,
    name: Annotated[str, typer.Option(metavar=_("NAME"), help=_("What the organisation is called."), show_default=False)] = "",
    id_: Annotated[str, typer.Option("--id", metavar="ID", help=_("Its id; else made from its name."), show_default=False)] = "",
    language: Annotated[str, typer.Option(metavar="sv|en", help=_("The language of plans and reports."), show_default=False)] = "",
    municipality_code: Annotated[
        str, typer.Option(metavar=_("CODE"), help=_("The four digits of the municipality."), show_default=False)
    ] = "",
    unit: Annotated[str, typer.Option(metavar=_("TITLE"), help=_("What the first unit is called."), show_default=False)] = "",
    head: Annotated[str, typer.Option(metavar=_("ROLE"), help=_("The role that leads it."), show_default=False)] = "",
    years: Annotated[str, typer.Option(metavar=_("YEARS"), help=_("The years of its plan; else three, from this one."))] = "",
    ci: Annotated[str, typer.Option(metavar="github|gitlab|none", help=_("Where plans are checked when they are changed."))] = "",
    planctl: Annotated[
        str,
        typer.Option(metavar=_("ADDRESS"), help=_("The repository of planctl for CI and hooks: https://…/planctl@v1."), show_default=False),
    ] = "",
    no_git: Annotated[bool, typer.Option("--no-git", help=_("Make no repository of git."))] = False,
) -> None:
    from planctl.adoption.init import begin, place_of, settings_of
    from planctl.adoption.repository import files_around, workspace_files
    from planctl.cli.years import years_or_stop
    from planctl.source.discover import name_of
    from planctl.source.writing.write import recover

    session: Session = context.obj
    where = folder or session.directory
    recover(where)
    place = place_of(where, not no_git)
    chosen = years_or_stop(years)
    said = settings_of(place.workspace) if place.workspace else {}
    spoken = Language.of(said.get("language") or _language(session, language))
    session.chosen = session.chosen or spoken
    beginning = None if said else _beginning(session, place, (name, id_, municipality_code, unit, head), chosen)
    around = _around(session, place, said.get("name") or (beginning.name if beginning else ""), spoken, chosen, ci, planctl)

    begun = begin(place, lambda: (workspace_files(beginning, spoken) if beginning else {}) | files_around(around), not no_git)
    _tell(session, place, begun, around, ci)
    if not no_git:
        _set_up(session, place.folder)
    if beginning:
        session.say(Message("next: write the first plan in {path}, then run planctl check", path=name_of(place.folder / begun.written[1])))
    _say_what_to_fill_in(session, place, begun, around)


def _language(session: Session, given: str) -> str:
    if given:
        return one_of(CODES, given, "--language")
    default = session.chosen.code if session.chosen else "sv"
    return asked(session, Message("Language / Språk (sv, en)"), default, lambda text: one_of(CODES, text.strip(), "--language"))


def _beginning(session: Session, place: Place, given: tuple[str, str, str, str, str], years: Years) -> Beginning:
    """What the organisation and its first unit are called; asked for where it is not given.

    Raises:
        PlanctlError: what is given can't be a name, an id or a code.
    """
    from planctl.adoption.identity import id_of, id_or_stop, line_or_stop
    from planctl.adoption.repository import Beginning
    from planctl.render.words import capital

    name, id_, code, unit, head = given
    own = place.folder.absolute().name.replace("-", " ").replace("_", " ").strip()
    default = capital(own) if own.isprintable() and own else "Exempel"
    name = name or asked(session, Message("Name of the organisation"), default, lambda text: line_or_stop(text, "--name"))
    first = session.language.text(Message("Municipal executive office"))
    unit = unit or asked(session, Message("Name of the first unit"), first, lambda text: line_or_stop(text, "--unit"))
    if code and not _CODE.fullmatch(code):
        raise PlanctlError(Message("{code} is not the code of a municipality", code=code), Message("it has four digits: 2422"))
    made = id_or_stop(id_, "--id") if id_ else id_of(name, "organisation")
    title = line_or_stop(unit, "--unit")
    unit_id = id_of(title, "unit")
    head = head or session.language.text(Message("Head of unit"))
    return Beginning(
        line_or_stop(name, "--name"), made, code, f"{unit_id}-1" if unit_id == made else unit_id, title, line_or_stop(head, "--head"), years
    )


def _around(session: Session, place: Place, name: str, language: Language, years: Years, ci: str, address: str) -> Around:
    """Where the files are checked, and what lies around them."""
    from planctl.adoption.ci import guessed
    from planctl.adoption.origin import origin_of, own_origin
    from planctl.adoption.repository import CI, WORKSPACE, Around

    origin = origin_of(address) if address else own_origin()
    wanted = one_of(CI, ci, "--ci") if ci else ""
    if not wanted and place.is_top:
        default = guessed(place.folder, place.top) if origin or can_ask() else "none"
        wanted = asked(
            session, Message("Check changes with (github, gitlab, none)"), default, lambda text: one_of(CI, text.strip(), "--ci")
        )
    if wanted not in ("", "none") and origin is None and can_ask():
        origin = _origin_asked(session)
    inside = place.workspace.relative_to(place.folder).as_posix() if place.workspace else WORKSPACE
    return Around(name, inside, wanted or "none", origin, language, years, place.is_top)


def _origin_asked(session: Session) -> Origin | None:
    """None where it is to be filled in later."""
    from planctl.adoption.origin import origin_of

    later = session.language.text(Message("later"))
    question = Message("Address of planctl's own repository, for CI (https://…, or {later})", later=later)
    said = asked(session, question, later, lambda text: text.strip() == later or origin_of(text))
    return None if said == later else origin_of(said)


def _tell(session: Session, place: Place, begun: Begun, around: Around, ci: str) -> None:
    from planctl.source.discover import name_of

    for path in begun.written:
        session.say(Message("written: {path}", path=name_of(place.folder / path)))
    for path in begun.left:
        session.say(Message("left as it is: {path}", path=name_of(place.folder / path)))
    if place.workspace:
        session.say(Message("{folder} is a workspace already: nothing was written in it", folder=name_of(place.workspace)))
    if not place.is_top:
        top = name_of(place.top or "")
        session.say(Message("hooks and CI belong to the top of the repository: run planctl init in {top} for them", top=top))
    elif around.origin is None and around.ci == "none" and not ci:
        session.say(Message("no CI was written: say where it gets planctl from, with --planctl https://…"))


def _say_what_to_fill_in(session: Session, place: Place, begun: Begun, around: Around) -> None:
    """Of CI that was written without anyone knowing where it is to get planctl from."""
    from planctl.adoption.origin import FILL_IN
    from planctl.adoption.repository import ACTION, GITLAB
    from planctl.source.discover import name_of

    for path in {ACTION, GITLAB}.intersection(begun.written if around.origin is None else ()):
        where = name_of(place.folder / path)
        session.say(
            Message(
                "to do: write in {path} where it gets planctl from, in the place of {word}; it fails until then", path=where, word=FILL_IN
            ),
        )


def _set_up(session: Session, folder: Path) -> None:
    from planctl.setup.install import set_up
    from planctl.source.git.work_tree import WorkTree

    for message in set_up(WorkTree.around(folder), False, session.language.text):
        session.say(message)
