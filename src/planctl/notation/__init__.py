"""The value languages: numbers, thresholds, periods and due dates, read and written in Swedish and English. Pure, no I/O."""
