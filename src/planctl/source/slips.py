"""The slips that people make in YAML, each with what to type instead.

A parser says what it expected, in its own words; a person needs to know what they typed. Each function looks for one kind of slip and
answers with a `Slip`, or nothing. The first answer counts, so the order goes from the certain to the likely.
"""

from __future__ import annotations

from collections.abc import Callable

from planctl.source import slips_in_lines as in_lines
from planctl.source import slips_in_values as in_values
from planctl.source.mistake import Mistake, Slip


def recognise(mistake: Mistake) -> Slip | None:
    return next((slip for slip in (look(mistake) for look in _SLIPS) if slip), None)


_SLIPS: tuple[Callable[[Mistake], Slip | None], ...] = (
    in_values.too_deep,
    in_lines.conflict,
    in_lines.tab,
    in_lines.other_space,
    in_lines.directive,
    in_values.dash_first,
    in_values.sign_first,
    in_values.after_quotes,
    in_values.backslash,
    in_values.open_quote,
    in_lines.colon_without_space,
    in_values.colon_in_text,
    in_lines.indented_too_far,
    in_lines.missing_colon,
    in_values.missing_value,
    in_values.wrong_bracket,
    in_values.open_bracket,
    in_values.after_bracket,
    in_lines.first_line_indented,
    in_lines.wrong_indent,
)
