"""Reads proposals from the input a model called the tool with, whatever that may hold."""

from collections.abc import Sequence
from typing import Any

from certificate_reader.model.tool_schema import column_key
from certificate_reader.proposals.load import load_data
from certificate_reader.proposals.proposal import Proposal, ProposedCertificate, ProposedRow

CUT = "answer_cut"


class UnusableAnswerError(Exception):
    """The answer has not even the outline that was asked for."""


def proposed_certificates(
    tool_input: Any, asked: Sequence[int]
) -> tuple[list[ProposedCertificate], set[str]]:
    """The certificates an answer proposes, and the codes of what was wrong with it.

    Whatever breaks the schema within is as if it was not said: unknown columns, cells without
    value or quote, text of other types. More than a certificate can hold is cut off. Raises
    UnusableAnswerError when there is no list of certificates.
    """
    said = tool_input.get("certificates") if isinstance(tool_input, dict) else None
    if not isinstance(said, list):
        raise UnusableAnswerError
    limits = load_data("model", "prompt")["answers"]
    codes = {CUT} if len(said) > limits["certificates"] else set()
    certificates = []
    for each in said[: limits["certificates"]]:
        rows = each.get("rows") if isinstance(each, dict) else None
        if not isinstance(rows, list):
            continue
        codes |= {CUT} if len(rows) > limits["rows"] else set()
        proposed = tuple(
            row for said_row in rows[: limits["rows"]] if (row := _row(said_row, asked))
        )
        if proposed:
            certificates.append(ProposedCertificate(proposed, proposal_in(each, "printed_total")))
    return certificates, codes


def _row(said: Any, asked: Sequence[int]) -> ProposedRow:
    cells = {index: proposal_in(said, column_key(index)) for index in asked}
    return {index: cell for index, cell in cells.items() if cell is not None}


def proposal_in(said: Any, key: str) -> Proposal | None:
    """The proposal under a key, or None where there is none that could be looked for."""
    cell = said.get(key) if isinstance(said, dict) else None
    if not isinstance(cell, dict):
        return None
    value, quote = _text(cell.get("value")), _text(cell.get("quote"))
    if value is None:
        return None
    number = _number(cell.get("document"))
    document = number - 1 if number else None
    return Proposal(value, quote or value, document, _number(cell.get("page")))


def _text(said: Any) -> str | None:
    """Text of a bearable length; a number is taken for its digits."""
    if isinstance(said, int | float) and not isinstance(said, bool):
        said = format(said, ".10g") if isinstance(said, float) else str(said)[:20]
    most = load_data("model", "prompt")["answers"]["characters"]
    return said.strip() if isinstance(said, str) and 0 < len(said.strip()) <= most else None


def _number(said: Any) -> int | None:
    return said if isinstance(said, int) and not isinstance(said, bool) and said > 0 else None
