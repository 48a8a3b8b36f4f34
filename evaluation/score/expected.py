"""The rows that a reading should have, from `truth.json`."""

from dataclasses import dataclass
from typing import Any

from evaluation.score.columns import Column


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """Accepted values by column; an empty list where the page says nothing. A column of which the
    truth does not speak is left out.

    `certificate` counts the certificates of the file. `is_first` of its certificate: what does not
    repeat is counted there alone.
    """

    accepted: dict[str, list[str]]
    certificate: int
    is_first: bool


def expected_rows(truth: dict[str, Any], columns: list[Column]) -> list[ExpectedRow]:
    """One row for each credit of each certificate, one for a certificate without credits."""
    rows: list[ExpectedRow] = []
    for number, certificate in enumerate(truth.get("certificates", [truth])):
        technical = {each["field"]: each["technical"] for each in certificate.get("technical", [])}
        for index, credit in enumerate(certificate["credits"] or [{}]):
            accepted = {
                column.spec.name: _accepted(column, certificate, credit, technical)
                for column in columns
                if column.truth in _OF_CREDITS or column.truth in certificate
            }
            rows.append(ExpectedRow(accepted, number, index == 0))
    return rows


_OF_CREDITS = frozenset({"field", "hours", "technical"})


def _accepted(
    column: Column, certificate: dict[str, Any], credit: dict[str, Any], technical: dict[str, bool]
) -> list[str]:
    if column.truth == "field":
        values = [credit.get("field"), credit.get("canonical")]
    elif column.truth == "hours":
        values = [credit.get("hours")]
    elif column.truth == "technical":
        known = technical.get(str(credit.get("field")))
        values = [None if known is None else str(known).lower()]
    else:
        values = [certificate[column.truth]]
    return [str(value) for value in values if value is not None]
