"""Reads a template's fields from pages: the steps in order."""

from collections.abc import Sequence

from certificate_reader.fields import FieldSpec
from certificate_reader.layout.assign import assign, with_issue_date
from certificate_reader.layout.caption_vote import caption_sides
from certificate_reader.layout.certificates import sheets_of
from certificate_reader.layout.checkboxes import marked_methods
from certificate_reader.layout.confidence import Judge, probability
from certificate_reader.layout.credit_rows import credit_rows
from certificate_reader.layout.from_labels import from_labels
from certificate_reader.layout.from_prose import from_prose
from certificate_reader.layout.is_certificate import is_certificate
from certificate_reader.layout.name_parts import with_joined_name
from certificate_reader.layout.roles import families_for
from certificate_reader.layout.rows import empty_row, rows_of
from certificate_reader.layout.segments import Span
from certificate_reader.layout.sheet import Candidate, Sheet
from certificate_reader.layout.soft_prose import from_soft_prose
from certificate_reader.layout.tables import tables_of
from certificate_reader.layout.transcript import courses_of, last_day_of
from certificate_reader.layout.unlabelled import unlabelled
from certificate_reader.pages import Page
from certificate_reader.reading import Cell, Reading, ReadingWarning

READER_NAME = "layout"
READER_VERSION = "1"


def read_pages(
    pages: Sequence[Page], fields: Sequence[FieldSpec], judge: Judge = probability
) -> Reading:
    """The rows of every certificate on the pages. Pages of one document follow each other.

    `judge` says how probable each value is.
    """
    families, lexicon = families_for(fields)
    rows: list[tuple[Cell, ...]] = []
    warnings: list[ReadingWarning] = []
    for sheet in sheets_of(list(pages), lexicon):
        found, codes = _read_sheet(sheet, fields, families, judge)
        rows.extend(found)
        warnings.extend(_WARNINGS[code] for code in codes)
    certified = bool(rows)
    if not certified:
        rows = [empty_row(fields)]
        warnings.append(_WARNINGS["not_a_certificate"])
    return Reading(
        tuple(field.name for field in fields),
        tuple(rows),
        certified,
        tuple(dict.fromkeys(warnings)),
        READER_NAME,
        READER_VERSION,
    )


def _read_sheet(
    sheet: Sheet, fields: Sequence[FieldSpec], families: Sequence[str], judge: Judge
) -> tuple[list[tuple[Cell, ...]], list[str]]:
    sides = caption_sides(sheet)
    tables = tables_of(sheet, sides)
    candidates = (
        from_labels(sheet, sides, tables) + from_prose(sheet, sides) + from_soft_prose(sheet)
    )
    candidates += unlabelled(sheet, candidates)
    candidates = with_joined_name(candidates)
    marked, options = marked_methods(sheet)
    candidates = marked + [each for each in candidates if not _is_option(each, options)]
    chosen = with_issue_date(assign(candidates))
    courses = courses_of(tables, chosen)
    if courses:
        chosen = courses[0][0] | chosen
    elif "completion_date" not in chosen and (last_day := last_day_of(tables)):
        chosen["completion_date"] = last_day
    lines, codes = ([], []) if courses else credit_rows(sheet, tables, candidates)
    if not is_certificate(sheet, chosen, bool(lines or courses)):
        return [], []
    if courses:
        rows = [rows_of(fields, families, chosen | own, [line], judge)[0] for own, line in courses]
        return rows, []
    return rows_of(fields, families, chosen, lines, judge), codes


def _is_option(candidate: Candidate, options: list[Span]) -> bool:
    return candidate.family == "method" and any(
        span.overlaps(option) for span in candidate.spans for option in options
    )


_WARNINGS = {
    "credits_not_split": ReadingWarning(
        "credits_not_split",
        "The page names several fields of study but only the total of their credits. The total "
        "stands in the first of their rows.",
    ),
    "not_a_certificate": ReadingWarning(
        "not_a_certificate", "This does not look like a certificate of completion."
    ),
    "credits_do_not_add_up": ReadingWarning(
        "credits_do_not_add_up",
        "The credits by field of study do not add up to the printed total. Check them.",
    ),
}
