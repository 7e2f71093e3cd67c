"""Rules about files: what the reader and the models find before anyone asks what a plan means."""

from __future__ import annotations

from planctl.message import Message
from planctl.model import validate
from planctl.rules.registry import found_by_reader
from planctl.source import codes

_UNREAD = Message("A file that can't be read takes part in nothing: its plan is not followed up, and what refers into it can't be checked.")

found_by_reader(
    codes.NOT_YAML,
    title=Message("The file is not valid YAML"),
    reason=Message(
        "Indentation, colons and quotes tell planctl what belongs to what. Where they are wrong, the rest of the file could mean anything, "
        "so none of it is used."
    ),
)
found_by_reader(
    codes.TAB,
    title=Message("A line is indented with a tab"),
    reason=Message(
        "A tab is as wide as each editor likes, so YAML allows only spaces: what belongs to what must look the same to everyone."
    ),
)
found_by_reader(
    codes.NOT_UTF8,
    title=Message("The file is not saved as UTF-8"),
    reason=Message("Older programs save å, ä and ö in ways of their own. Read as UTF-8, the letters would come out wrong in every report."),
)
found_by_reader(
    codes.DUPLICATE_KEY,
    title=Message("A key stands twice in the same place"),
    reason=Message(
        "Most programs keep the last one and say nothing. A whole goal with its KPIs can vanish in that way, often after a merge."
    ),
)
found_by_reader(
    codes.EMPTY,
    title=Message("The file is empty"),
    reason=Message("A file without content is most often one that was never finished or that was saved by mistake."),
)
found_by_reader(
    codes.NOT_A_MAPPING,
    title=Message("The file does not consist of keys with values"),
    reason=Message("planctl knows what a value means by its key. A list, a lone text or several documents in one file have none."),
)
found_by_reader(codes.UNREADABLE, title=Message("The file can't be read"), reason=_UNREAD)
found_by_reader(codes.IS_A_FOLDER, title=Message("A folder has the name of a file"), reason=_UNREAD)
found_by_reader(
    codes.LINK_OUT,
    title=Message("A link leads out of the workspace"),
    reason=Message("What lies outside the folder is not in the same repository: a plan would change without a trace in its history."),
)
found_by_reader(
    codes.TOO_LARGE,
    title=Message("The file is too large or too deeply nested"),
    reason=Message("No plan is that large. The limit protects everyone who checks files that someone else has written."),
)
found_by_reader(
    codes.SPLIT_AT_COMMA,
    title=Message("A decimal comma has split a value in two"),
    reason=Message(
        "Within braces and brackets a comma ends a value, so 6,5 becomes 6 and a 5 that belongs to nothing. The target is then another one."
    ),
)
found_by_reader(
    codes.TOO_MANY_DIGITS,
    title=Message("A number has more digits than are kept"),
    reason=Message("Without quotes a number is stored in binary, and some of its digits would change without anyone noticing."),
)
found_by_reader(
    codes.NOT_A_NUMBER,
    title=Message("A value is infinite or not a number"),
    reason=Message("It can't be compared with anything, so it never gets a colour. A value that is missing says so with a word: missing."),
)
found_by_reader(
    codes.KEY_NOT_TEXT,
    title=Message("A key is neither a word nor a year"),
    reason=Message("Keys are the names that outcomes, references and reports use. yes, no, null and fractions are not names to YAML."),
)
found_by_reader(
    codes.SWALLOWED,
    title=Message("Part of a value is gone, for it begins with a sign that means something to YAML"),
    reason=Message(
        "The file can be read, but not as it was meant: the sign and what follows it have been taken for something else than text."
    ),
)
found_by_reader(
    validate.WRONG_KIND,
    title=Message("The file does not say what kind it is"),
    reason=Message("The key kind decides how everything else in the file is read; where the file lies decides nothing."),
)
found_by_reader(
    validate.WRONG_FORMAT,
    title=Message("The format is newer than this planctl reads"),
    reason=Message(
        "A newer format may mean something else by the same words. Reading it anyway would give wrong results without a sign of it."
    ),
)
found_by_reader(
    validate.UNKNOWN_KEY,
    title=Message("A key is not known"),
    reason=Message("A misspelt key would otherwise count for nothing without anyone noticing: treshold: is no threshold."),
)
found_by_reader(
    validate.WRONG_TYPE,
    title=Message("A value is of the wrong type"),
    reason=Message(
        "A text where a list should be, or the word yes where a text should be, has most often lost its quotes or its indentation."
    ),
)
found_by_reader(
    validate.MISSING_KEY,
    title=Message("A key is missing that must be there"),
    reason=Message("Without a title, a unit or a period nobody can tell what the rest speaks of."),
)
found_by_reader(
    validate.NOT_ALLOWED,
    title=Message("A value is not one of those that can stand there"),
    reason=Message(
        "Statuses, frequencies, dates and ids are written in one way, so that everyone's files can be put together in one report."
    ),
)
