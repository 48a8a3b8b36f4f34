"""Tables that list several courses, each a certificate of its own."""

import re
from datetime import date

from certificate_reader.layout.credit_line import CreditLine, credit_line
from certificate_reader.layout.segments import Span, text_of
from certificate_reader.layout.sheet import Candidate
from certificate_reader.layout.tables import Table
from certificate_reader.layout.typed_values import typed_value
from certificate_reader.lexicon.families import value_type_of
from certificate_reader.values.amounts import amounts_in

IN_TABLE = 0.9
NAMED = 0.7
# Rows without days of their own are sooner the sessions of one course.
NAMED_OVER_SESSIONS = 0.4
DAYS_OF_AN_EVENT = 6
_SESSION = re.compile(r"(?i)\bsessions?\b")
OWN = ("title", "completion_date", "method", "provider", "sponsor_id", "participant")


def courses_of(
    tables: list[Table], chosen: dict[str, Candidate]
) -> list[tuple[dict[str, Candidate], CreditLine]]:
    """What each row of a table of courses says; empty where no table lists at least two.

    Where the page names a course outside the table, the rows are the sessions of that one.
    """
    for table in tables:
        rows = [row for row in table.rows if "title" in row]
        dated = sum("completion_date" in row for row in rows)
        named = chosen["title"].score if "title" in chosen else 0.0
        if named >= (NAMED if 2 * dated >= len(rows) else NAMED_OVER_SESSIONS):
            continue
        if len(rows) >= 2 and len(rows) == len(table.rows) and not _are_sessions(table):
            return [(_values(row), _line(row)) for row in rows]
    return []


def _are_sessions(table: Table) -> bool:
    """Whether the rows are what was attended at one event: of a few days on end."""
    if any(_SESSION.search(caption.text) for caption in table.header):
        return True
    days = [_values(row).get("completion_date") for row in table.rows]
    dates = sorted(date.fromisoformat(day.value) for day in days if day)
    return len(dates) == len(days) > 2 and (dates[-1] - dates[0]).days <= DAYS_OF_AN_EVENT


def _values(row: dict[str, list[Span]]) -> dict[str, Candidate]:
    found: dict[str, Candidate] = {}
    for family in OWN:
        spans = tuple(row.get(family, ()))
        value = typed_value(value_type_of(family), text_of(spans)) if spans else None
        if value:
            score = IN_TABLE * value.fit
            found[family] = Candidate(family, value.value, spans, score, "table")
    return found


def _line(row: dict[str, list[Span]]) -> CreditLine:
    terms = tuple(row.get("field_of_study", ()))
    line = (
        credit_line(text_of(terms), terms, None, IN_TABLE)
        if terms
        else CreditLine("", False, None, (), belief=IN_TABLE)
    )
    amounts = row.get("credits", [])
    numbers = amounts_in(amounts[0].text) if amounts else []
    if numbers:
        line.amount = numbers[0].value
        line.amount_spans = (Span(amounts[0].segment, numbers[0].start, numbers[0].end),)
    return line


def last_day_of(tables: list[Table]) -> Candidate | None:
    """The last date in a table of sessions."""
    found = [
        candidate
        for table in tables
        for row in table.rows
        if (candidate := _values(row).get("completion_date"))
    ]
    return max(found, key=lambda each: each.value, default=None)
