"""From a cell to a KPI's number, exactly: what the cell shows, in the KPI's unit. What is not clear is refused, never guessed."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from planctl.exchange.imports.notations import otherwise_written
from planctl.exchange.reading.cells import MAX_TEXT, Cell, Kind
from planctl.message import Message
from planctl.notation.absence import absence
from planctl.notation.number import NUMBER, is_ambiguous, normalise, parse_number
from planctl.notation.refusal import Refusal
from planctl.notation.units import PERCENT, unit_meant, units_in
from planctl.source.entry import shortened
from planctl.workspace.entries import KpiEntry

_EXACT_DIGITS = 15
"""What Excel shows of a number at most. More digits are noise of its binary arithmetic: 0.1 + 0.2 is 0.30000000000000004."""
_MOST_SHOWN = 20
_LARGEST = Decimal(10) ** _EXACT_DIGITS
_QUANTITY = re.compile(rf"(?P<number>[-+]?\s?(?:{NUMBER})|\((?:{NUMBER})\))\s*(?P<unit>(?:[^\W\d_]|[%‰€$]).*)")
_AMBIGUOUS = re.compile(rf"[-+]?\s?(?P<number>{NUMBER})")
_BEGINNING = re.compile(rf"[-+]?\s?(?:{NUMBER})\s*[(;]")
_ALONE = Message("type the number alone; words about it belong in the comment")
_IN_FORMAT = Message("the words stand in the number format of the cell: give it the format General, and look whether its value is right")
_DATE_HINT = Message("give the cell a number format, and type the number again: Excel has made a date of it")

_TIME_HINT = Message("give the cell a number format, and type the value as a plain number: Excel has made a time of it")


def refused(message: Message, hint: Message | None = None) -> Refusal:
    """Why a cell is not taken for what its column asks for, and what to do about it."""
    return Refusal(message, hint=hint)


def quoted(text: str) -> Message:
    """The words of a cell in a sentence; of a long text only its beginning."""
    return Message("“{words}”", words=shortened(text))


def number_in(cell: Cell, kpi: KpiEntry, year: int) -> Decimal | str | Refusal:
    """The number of a KPI that a cell holds, or one of the words for no value; else why it can be neither."""
    unit = unit_of(kpi, year)
    found: Decimal | str | Refusal
    match cell.kind:
        case Kind.NUMBER | Kind.PERCENT:
            assert isinstance(cell.value, int | float | Decimal)
            value = cell.value if isinstance(cell.value, Decimal) else _of_binary(cell.value)
            found = _from_percent(value, unit) if cell.kind is Kind.PERCENT else value
            found = _as_shown(found, cell, unit) if isinstance(found, Decimal) else found
        case Kind.TEXT:
            found = _from_text(cell.text, unit)
            found = _as_shown(found, cell, unit) if isinstance(found, Decimal) else found
        case _:
            found = unusable(cell, Message("a number"))
    return _possible(found, kpi, year) if isinstance(found, Decimal) else found


UNREADABLE = (
    Message("the cell says what the row is of, and can't be read"),
    Message("type what it should say"),
)


def is_readable(cell: Cell, *, dates: bool = False) -> bool:
    """Whether a cell can say what its row is of: a unit, a group, a follow-up."""
    return cell.kind in (Kind.TEXT, Kind.NUMBER) or (dates and cell.kind is Kind.DATE)


def unusable(cell: Cell, wanted: Message) -> Refusal:
    """For cells that hold what no column of outcomes takes."""
    match cell.kind:
        case Kind.UNCALCULATED:
            return refused(
                Message("the formula here has no value: the file was never calculated"),
                Message("open the file in Excel or LibreOffice and save it, or type the value"),
            )
        case Kind.ERROR:
            return refused(
                Message("the cell shows the error {error}", error=str(cell.value)), Message("mend the formula, or type the value")
            )
        case Kind.DATE:
            return refused(Message("{date} is a date, and {wanted} is expected", date=plain_date(cell), wanted=wanted), _DATE_HINT)
        case Kind.TIME | Kind.DURATION:
            return refused(Message("{time} is a time, and {wanted} is expected", time=str(cell.value), wanted=wanted), _TIME_HINT)
        case Kind.BOOLEAN:
            word = Message("TRUE") if cell.value else Message("FALSE")
            return refused(Message("{word} stands here, and {wanted} is expected", word=word, wanted=wanted), Message("type the value"))
        case Kind.DISGUISED | Kind.UNSTYLED:
            return _unclear(cell)
        case Kind.OVERLONG:
            return refused(Message("the text in the cell is longer than {limit} characters", limit=MAX_TEXT), Message("shorten the text"))
    return refused(Message("{value} is not {wanted}", value=quoted(str(cell.value)), wanted=wanted))


def _unclear(cell: Cell) -> Refusal:
    """For numbers that may not be what the cell shows."""
    assert isinstance(cell.value, int | float)
    value = _in_words(_of_binary(cell.value))
    return refused(
        Message("the cell holds {value}, but its number format shows something else", value=value)
        if cell.kind is Kind.DISGUISED
        else Message("the cell holds {value}, but its number format is missing in the file", value=value),
        Message("give the cell the number format General, and look whether its value is right"),
    )


def _in_words(value: Decimal) -> Decimal | str:
    """A number in a message: with an exponent where nobody would count its digits."""
    return value if abs(value.adjusted()) < _MOST_SHOWN else f"{value:E}"


def plain_date(cell: Cell) -> str:
    """A date as it is shown: Excel has none without a time of day, and writes midnight where only the day is meant."""
    return str(cell.value).removesuffix(" 00:00:00")


@lru_cache(maxsize=65536)
def unit_of(kpi: KpiEntry, year: int) -> str:
    """What a KPI is counted in: as it says, or as its target is written; empty where neither does."""
    if kpi.model.unit:
        return kpi.model.unit
    target = kpi.scheme(year).target
    return next(units_in(target), "") if target is not None else ""


def _of_binary(number: int | float) -> Decimal:
    """A number of a workbook as it was typed: the shortest that the same binary number stands for."""
    if isinstance(number, int):
        return Decimal(number)
    short = Decimal(repr(number))
    return _plain(short if len(short.as_tuple().digits) <= _EXACT_DIGITS else Decimal(f"{number:.{_EXACT_DIGITS}g}"))


def _plain(value: Decimal) -> Decimal:
    """The same number without zeros at its end and without an exponent."""
    plain = value.normalize()
    exponent = plain.as_tuple().exponent
    return plain.quantize(Decimal(1)) if isinstance(exponent, int) and 0 < exponent <= _EXACT_DIGITS else plain


def _from_percent(share: Decimal, unit: str) -> Decimal | Refusal:
    """0.064 in a cell that shows 6,4 % is 6.4 of a KPI in per cent."""
    shown = _plain(share.scaleb(2))
    if unit_meant(unit) == PERCENT:
        return shown
    if unit:
        return refused(
            Message("the cell shows {value} %, and the KPI is counted in {unit}", value=_in_words(shown), unit=shortened(unit)),
            Message("give the cell a number format without %, and look at its value"),
        )
    return refused(
        Message("the cell shows {value} %, and the KPI does not say what it is counted in", value=_in_words(shown)),
        Message("write unit: with the KPI in the plan, or give the cell a number format without %"),
    )


def _as_shown(value: Decimal, cell: Cell, unit: str) -> Decimal | Refusal:
    """A number beside which the cell's number format shows words: they are read as if they were typed."""
    if not cell.words:
        return value
    written = f"{PERCENT} {cell.words}" if cell.kind is Kind.PERCENT else cell.words
    return _in_unit(value, written, unit, Message("“{value} {unit}”", value=value, unit=shortened(written)), _IN_FORMAT)


def _from_text(text: str, unit: str) -> Decimal | str | Refusal:
    """A number typed as text, with or without its unit, or the word for no value."""
    word = absence(text)
    if word is not None:
        return word
    plain = normalise(text).strip()
    value = parse_number(plain)
    if value is not None:
        return value
    quantity = _QUANTITY.fullmatch(plain)
    doubtful = quantity or _AMBIGUOUS.fullmatch(plain)
    if doubtful and is_ambiguous(doubtful["number"].strip("()+- ")):
        return refused(
            Message("{value} may be meant as thousands or with decimals", value=quoted(text)),
            Message("make the cell a number, or write it without the mark, or with another number of decimals"),
        )
    if why := otherwise_written(plain, quoted(text)):
        return why
    if quantity and (value := parse_number(quantity["number"])) is not None:
        return _in_unit(value, quantity["unit"].strip(), unit, quoted(text), _ALONE)
    if _BEGINNING.match(plain):
        return refused(_more_than(quoted(text), unit), _ALONE)
    return refused(Message("{value} is not a number", value=quoted(text)), _ALONE)


def _in_unit(value: Decimal, written: str, unit: str, said: Message, hint: Message) -> Decimal | Refusal:
    """The value, where the words beside it are its unit; `said` is both as a message cites them."""
    if _is_same(written, unit):
        return value
    if not unit and unit_meant(written):
        return refused(
            Message("{value} is written with a unit, and the KPI does not say what it is counted in", value=said),
            Message("type the number alone, or write unit: with the KPI in the plan") if hint is _ALONE else hint,
        )
    if unit and unit_meant(written) not in (None, "", unit_meant(unit)):
        return refused(
            Message("{value} is in another unit than the KPI, which is counted in {unit}", value=said, unit=shortened(unit)),
            Message("write the value in {unit}", unit=shortened(unit)) if hint is _ALONE else hint,
        )
    return refused(_more_than(said, unit), hint)


def _more_than(said: Message, unit: str) -> Message:
    """For a number with words that are no unit."""
    return (
        Message("{value} is more than a number in {unit}", value=said, unit=shortened(unit))
        if unit
        else Message("{value} is more than a number", value=said)
    )


def _is_same(written: str, unit: str) -> bool:
    """Whether two names mean one unit: by the table of units, or by being the same word."""
    meant, other = unit_meant(written), unit_meant(unit)
    if meant and other:
        return meant == other and len(written.split()) <= len(unit.split())
    return written.casefold().rstrip(".") == unit.casefold().rstrip(".")


def _possible(value: Decimal, kpi: KpiEntry, year: int) -> Decimal | Refusal:
    """The value, where it lies in the KPI's scale and can be written exactly."""
    if len(value.normalize().as_tuple().digits) > _EXACT_DIGITS or abs(value) >= _LARGEST or parse_number(float(value)) != value:
        return refused(Message("{value} has more digits than can be kept exactly", value=_in_words(value)), Message("look at the value"))
    scale = kpi.scheme(year).scale
    if scale is None or scale.holds(value):
        return value if value else value.copy_abs()  # a minus zero is zero
    return refused(
        Message("{value} lies outside the scale, {scale}", value=value, scale=kpi.scale_text(year)),
        Message("check the value; or the scale in {file}", file=kpi.plan.file),
    )
