"""docs/tidy-data.md, with the columns as they are declared."""

from __future__ import annotations

from planctl.exchange.tidy.columns import SECTIONS, Column
from planctl.exchange.tidy.headings import HEADINGS
from planctl.render.language import Language

INTRODUCTION = """\
# Tidy data

*The tables of columns are generated from `src/planctl/exchange/tidy/columns.py`.*

`planctl export` writes what the plans and outcomes say as one flat table, for any program that analyses.

```
planctl export csv -o lindsjo.csv                      # everything that is reported, in all years
planctl export csv --excel -o lindsjo.csv              # the same for a Swedish Excel: double-click it
planctl export json personal --period 2026-T2          # one unit with all below it, one follow-up, to standard output
planctl export parquet -o lindsjo.parquet              # needs: pip install "planctl[parquet]"
planctl export csv plans examples                      # several organisations in one table
```

## Rows

There is one row for each KPI at each follow-up, and below it one for each group that its value is broken down by.

- **Which follow-ups**: with `--period` that one; without, every follow-up that any unit of the organisation has reported anything
  for.
- **Which KPIs**: those of the plan in force in the year of the follow-up, where they are due then or something is reported of them.
  So a KPI that should have been reported and was not has a row with the status `missing`, and one whose report is not due yet has
  `pending`.
- **Status** is that of the follow-up: judged by the plan, the target and the bands that held then. `--as-of` decides what is missing
  and what is still pending; it hides nothing that is reported.
- **Groups** have a value and no status: `status`, `change`, `previous_value`, `forecast` and the words are those of the whole, since
  the target is decided for the whole, and its bands may speak of peers or of last year. So whoever counts statuses counts no KPI
  twice. Target and bands stand in the rows of groups too, for those who want to compare. `group_name` is empty in the row of the
  whole.
- **No value is never zero**: `value` is empty, and `no_value` says why. Where the whole is confidential, so are all of its groups,
  whatever is reported of them, and its forecast: from them it could be reckoned. A single confidential group can be reckoned too,
  from the whole and the other groups of a breakdown: those who report decide how much they tell.
- Values of `baseline` are not outcomes and have no rows; they show as `previous_value`.

Rows come by organisation, unit (in the order of organisation.yaml), follow-up, and the KPI's place in its plan. The same files, day,
language and working directory give the same bytes.

## Columns

Names, statuses and other codes are the same in every language; sentences that planctl makes are in the language of `--lang`, else of
the organisation. So is the first line of `csv --excel`, for those who read and sort: it holds the headings of the last column below.
New columns may come: find a column by its name. A name or a meaning does not change without a new `format`.
"""
FORMATS = """\
## Formats

| | csv | csv --excel | json | parquet |
|---|---|---|---|---|
| encoding | UTF-8 | UTF-8 with a byte order mark | UTF-8 | its own |
| between cells | comma | semicolon | | |
| ends of lines | LF | CR LF | LF | |
| first line | names | headings | | |
| number | `6.449` | `6,449` | `"6.449"` | decimal(38, 18) |
| whole number | `2026` | `2026` | `2026` | int64 |
| date | `2026-08-31` | `2026-08-31` | `"2026-08-31"` | date32 |
| true or false | `true` | `true` | `true` | boolean |
| nothing | empty | empty | `null` | null |

**Exact numbers.** Values keep the digits they were reported with; none passes through a binary float. Parquet has them as decimals of
38 digits, 18 of them after the point: planctl reads numbers of at most 18 digits, so each of them fits whatever it is, and files of
different years and organisations have the same types. A float holds 6.4 only nearly, and a type chosen by the file's
own numbers would change from file to file. Cast to `DOUBLE` where you divide or multiply.

**CSV** is quoted as RFC 4180 says. Its lines end with LF, as most programs and git want them; for Excel they end with CR LF.

**Formulas.** Text that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@` or their full-width forms, also behind
blanks of any sort; or with a tab or a line break) gets an apostrophe before it, in both kinds of CSV: a target `+25` is written `'+25`.
Text that begins with apostrophes and then so gets one more, so taking away one apostrophe where such text begins with one gives back
what there was. Numbers are left alone: `-3.2` is a number.

**Excel** takes some texts for dates. With `--excel` a text that is only `6-10` is written with a longer dash, `6–10`, and one that is
only `6.5` with a comma, `6,5`. Nothing else is changed.

**JSON** is described in [json.md](json.md#planctl-export).

**Parquet** needs pyarrow (`pip install "planctl[parquet]"`); the same version of it gives the same bytes for the same rows. Each
column carries its meaning as metadata.

Standard output takes every format, but Parquet is not written to a terminal. A file's name after `-o` ends as the format's do
(`.csv`, `.json`, `.parquet`) or has no ending; an existing file is replaced only where its name ends so, all of it or not at all.

## Asking with DuckDB

[DuckDB](https://duckdb.org) reads the file as it is. Share of green per unit and year, where a colour was given:

```sql
SELECT unit, year,
       count(*) AS coloured,
       count(*) FILTER (status = 'green') AS greens,
       round(100.0 * greens / coloured) AS percent
FROM 'lindsjo.parquet'
WHERE follow_up = 'year' AND status IN ('red', 'yellow', 'green')
GROUP BY unit, year
ORDER BY unit, year;
```

The same KPIs at the same follow-up of two years, those that have moved most first, as a share of what they were:

```sql
SELECT kpi, new.kpi_title, old.value AS value_2025, new.value AS value_2026, new.value - old.value AS moved, new.measured_in, new.change
FROM 'lindsjo.parquet' AS new
JOIN 'lindsjo.parquet' AS old USING (organisation, kpi, follow_up)
WHERE new.year = 2026 AND old.year = 2025 AND follow_up = 'T2'
  AND new.group_name IS NULL AND old.group_name IS NULL
  AND new.value IS NOT NULL AND old.value <> 0
ORDER BY abs(moved::DOUBLE / old.value::DOUBLE) DESC, kpi;
```

How far apart the groups of a breakdown lie:

```sql
SELECT kpi, period, breakdown,
       arg_min(group_name, value) AS lowest, min(value) AS low,
       arg_max(group_name, value) AS highest, max(value) AS high
FROM 'lindsjo.parquet'
WHERE group_name IS NOT NULL AND value IS NOT NULL
GROUP BY kpi, period, breakdown
HAVING count(*) > 1
ORDER BY kpi, period;
```

What was due and is not reported, by who answers for it:

```sql
SELECT owner, count(*) AS missing, string_agg(kpi || ' ' || period, ', ' ORDER BY kpi, period) AS which
FROM 'lindsjo.parquet'
WHERE status = 'missing'
GROUP BY owner
ORDER BY missing DESC, owner;
```

They answer the same of `'lindsjo.csv'`, but DuckDB takes the numbers of a CSV file for floats. To have them exact, name the type:

```sql
SELECT kpi, period, value
FROM read_csv('lindsjo.csv', types = {'value': 'DECIMAL(38, 18)'})
WHERE group_name IS NULL AND value IS NOT NULL
ORDER BY kpi, period;
```
"""


def tidy_page() -> str:
    """The whole page."""
    tables = (f"### {title}\n\n{_table(columns)}" for title, columns in SECTIONS.items())
    return "\n".join([INTRODUCTION, *tables, FORMATS])


def _table(columns: tuple[Column, ...]) -> str:
    swedish = Language.of("sv")
    rows = (
        f"| `{column.name}` | {column.kind} | {column.meaning} | {swedish.text(column.meaning)} | {swedish.text(HEADINGS[column.name])} |"
        for column in columns
    )
    return "| column | holds | meaning | på svenska | csv --excel |\n|---|---|---|---|---|\n" + "\n".join(rows) + "\n"
