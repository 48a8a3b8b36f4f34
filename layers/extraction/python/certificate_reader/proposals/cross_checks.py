"""Checks the rows of one certificate against each other and against the printed total."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from certificate_reader.fields import FieldSpec
from certificate_reader.proposals.load import belief
from certificate_reader.reading import Cell
from certificate_reader.values.vocabularies import field_of_study_in

Row = tuple[Cell, ...]
DO_NOT_ADD_UP = "credits_do_not_add_up"


def with_technical(
    rows: Sequence[Row], fields: Sequence[FieldSpec], families: Sequence[str]
) -> list[Row]:
    """The rows, technical or not as the field of study of each is.

    A field of study outside the list leaves what the page says.
    """
    if "technical" not in families or "field_of_study" not in families:
        return list(rows)
    place, studied = families.index("technical"), families.index("field_of_study")
    return [
        (*row[:place], _technical(fields[place], row[studied], row[place]), *row[place + 1 :])
        for row in rows
    ]


def _technical(field: FieldSpec, studied: Cell, own: Cell) -> Cell:
    entry = field_of_study_in(studied.value) if studied.value else None
    if entry is None or entry.technical is None:
        return own if own.evidence else replace(own, value=None, printed=None)
    if field.data_type == "boolean":
        value = "true" if entry.technical else "false"
    else:
        value = "Technical" if entry.technical else "Non-Technical"
    return Cell(value, None, studied.confidence, None)


def with_credits_checked(
    rows: Sequence[Row], families: Sequence[str], total: Cell | None
) -> tuple[list[Row], set[str]]:
    """The rows, their credits surer where they add up to the printed total, else less sure.

    A row without a field of study that holds the sum of the others is the total, not a row.
    """
    if "credits" not in families:
        return list(rows), set()
    place = families.index("credits")
    kept = _without_total(list(rows), place, families)
    amounts = [Decimal(value) for row in kept if (value := row[place].value) is not None]
    printed = Decimal(total.value) if total and total.value and total.evidence else None
    if printed is None or not amounts:
        return kept, set()
    if sum(amounts) != printed:
        factor = belief("does_not_add_up")
        return [_with(row, place, row[place].confidence * factor) for row in kept], {DO_NOT_ADD_UP}
    if len(amounts) < 2:
        return kept, set()
    stays = belief("adds_up")
    return [
        _with(row, place, 1 - stays * (1 - row[place].confidence)) if row[place].evidence else row
        for row in kept
    ], set()


def _without_total(rows: list[Row], place: int, families: Sequence[str]) -> list[Row]:
    if len(rows) < 3 or "field_of_study" not in families:
        return rows
    studied = families.index("field_of_study")
    for row in rows:
        others = [each[place].value for each in rows if each is not row]
        own = row[place].value
        if row[studied].value is None and own is not None and None not in others:
            amounts = [Decimal(value) for value in others if value is not None]
            if sum(amounts) == Decimal(own):
                return [each for each in rows if each is not row]
    return rows


def _with(row: Row, place: int, confidence: float) -> Row:
    return (*row[:place], replace(row[place], confidence=confidence), *row[place + 1 :])
