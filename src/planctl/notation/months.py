"""The months: their names, whole and shortened, in Swedish and English, and their lengths."""

import datetime

MONTHS = {
    name: number
    for names in (
        "januari februari mars april maj juni juli augusti september oktober november december",
        "january february march april may june july august september october november december",
        "jan feb mar apr maj jun jul aug sep okt nov dec",
        "jan feb mar apr may jun jul aug sept oct nov dec",
    )
    for number, name in enumerate(names.split(), start=1)
}


def last_day(year: int, month: int) -> int:
    """How many days a month has. Python's `calendar` knows it too, but takes a millisecond to import, at every start."""
    return 31 if month == 12 else (datetime.date(year, month + 1, 1) - datetime.timedelta(days=1)).day
