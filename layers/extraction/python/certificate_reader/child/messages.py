"""What parent and child say to each other, as JSON.

A request is a header frame followed by one frame for each document. A reply is one frame: a
reading, or why there is none. To a request for contents see `page_messages`.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from certificate_reader.child.limits import Limits
from certificate_reader.contents.contents import Wanted
from certificate_reader.documents import Document
from certificate_reader.errors import (
    ReadingError,
    TransientReadingError,
    UnreadableDocumentError,
)
from certificate_reader.fields import FieldSpec
from certificate_reader.pages import Origin
from certificate_reader.reading import Box, Cell, Evidence, Reading, ReadingWarning, Usage

Read = Callable[[Sequence[Document], Sequence[FieldSpec]], Reading]
READY = b"ready"


NONSENSE = (KeyError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError)


class NonsenseError(Exception):
    """A reply that no reader would give."""


FAILURES: dict[str, type[ReadingError]] = {
    "unreadable": UnreadableDocumentError,
    "transient": TransientReadingError,
    "other": ReadingError,
}


def request_frames(
    documents: tuple[Document, ...],
    fields: tuple[FieldSpec, ...],
    limits: Limits,
    ocr_origin: Origin | None,
    wanted: Wanted | None = None,
) -> list[bytes]:
    """The header and the documents' bytes. `ocr_origin` names the parent's OCR, if it has one;
    `wanted` asks for the documents' contents instead of a reading.
    """
    header = {
        "documents": [[document.name, document.media_type] for document in documents],
        "fields": [
            [spec.name, spec.data_type, spec.prompt, list(spec.choices), spec.repeats]
            for spec in fields
        ],
        "ocr_origin": ocr_origin,
        "wanted": [wanted.service, wanted.with_reading] if wanted else None,
        "limits": {name: getattr(limits, name) for name in Limits.__slots__},
    }
    return [json.dumps(header).encode(), *(document.content for document in documents)]


@dataclass(frozen=True, slots=True)
class Header:
    """What a request asks; `names` are names and media types of the documents that follow."""

    names: list[tuple[str, str]]
    fields: tuple[FieldSpec, ...]
    limits: Limits
    ocr_origin: Origin | None
    wanted: Wanted | None


def parsed_header(frame: bytes) -> Header:
    """The header of a request. It comes from the parent, whom the child trusts."""
    header = json.loads(frame)
    fields = tuple(
        FieldSpec(name, data_type, prompt, tuple(choices), repeats)
        for name, data_type, prompt, choices, repeats in header["fields"]
    )
    names = [(name, media_type) for name, media_type in header["documents"]]
    wanted = Wanted(*header["wanted"]) if header["wanted"] else None
    return Header(names, fields, Limits(**header["limits"]), header["ocr_origin"], wanted)


def reading_frame(reading: Reading) -> bytes:
    """The reply that carries a reading."""
    return json.dumps({"reading": reading_json(reading)}).encode()


def reading_json(reading: Reading) -> dict[str, Any]:
    """A reading as JSON, for `parsed_reading`."""
    usage = reading.usage
    return {
        "columns": reading.columns,
        "rows": [[_cell_json(cell) for cell in row] for row in reading.rows],
        "is_certificate": reading.is_certificate,
        "warnings": [[warning.code, warning.detail] for warning in reading.warnings],
        "reader": [reading.reader_name, reading.reader_version],
        "usage": [usage.counts, str(usage.cost_usd)] if usage else None,
    }


def failure_frame(error: ReadingError) -> bytes:
    """The reply that says why there is no reading."""
    kind = next((name for name, of in FAILURES.items() if isinstance(error, of)), "other")
    return json.dumps({"failure": [kind, error.code, error.detail]}).encode()


def parsed_reply(frame: bytes, columns: tuple[str, ...], documents: int) -> Reading:
    """The reading in a reply, every value of it checked, for it comes from a process that has
    read something hostile. Raises the failure the reply tells of, or NonsenseError.
    """
    try:
        reply = json.loads(frame)
        if "failure" in reply:
            kind, code, detail = (parsed_text(part, 1000) for part in reply["failure"])
            failure = FAILURES[kind](code, detail)
        else:
            return parsed_reading(reply["reading"], columns, documents)
    except NONSENSE as error:
        raise NonsenseError("not a reply") from error
    raise failure


def parsed_reading(said: dict[str, Any], columns: tuple[str, ...], documents: int) -> Reading:
    """The reading that JSON holds. Raises NonsenseError, or one of NONSENSE."""
    if tuple(said["columns"]) != columns:
        raise NonsenseError("other columns than asked for")
    rows = tuple(tuple(_cell(cell, documents) for cell in row) for row in said["rows"])
    if any(len(row) != len(columns) for row in rows):
        raise NonsenseError("a row of another length")
    name, version = said["reader"]
    return Reading(
        columns=columns,
        rows=rows,
        is_certificate=_boolean(said["is_certificate"]),
        warnings=tuple(
            ReadingWarning(parsed_text(code, 100), parsed_text(detail))
            for code, detail in said["warnings"]
        ),
        reader_name=parsed_text(name, 100),
        reader_version=parsed_text(version, 100),
        usage=_usage(said["usage"]),
    )


def _usage(said: Any) -> Usage | None:
    if said is None:
        return None
    counts, cost = said
    return Usage(
        {parsed_text(kind, 100): int(count) for kind, count in counts.items()}, Decimal(cost)
    )


def _cell_json(cell: Cell) -> list[Any]:
    found = cell.evidence
    if found is None:
        return [cell.value, cell.printed, cell.confidence, None]
    box = found.box
    place = [found.document, found.page, box.left, box.top, box.right, box.bottom, found.quote]
    return [cell.value, cell.printed, cell.confidence, place]


def _cell(said: Any, documents: int) -> Cell:
    value, printed, confidence, place = said
    return Cell(
        None if value is None else parsed_text(value),
        None if printed is None else parsed_text(printed),
        parsed_fraction(confidence),
        None if place is None else _evidence(place, documents),
    )


def _evidence(said: Any, documents: int) -> Evidence:
    document, page, left, top, right, bottom, quote = said
    if not (isinstance(document, int) and isinstance(page, int)):
        raise NonsenseError("no document and page")
    if not (0 <= document < documents and page >= 1):
        raise NonsenseError("a document or a page that is not there")
    box = Box(
        parsed_fraction(left), parsed_fraction(top), parsed_fraction(right), parsed_fraction(bottom)
    )
    if box.left > box.right or box.top > box.bottom:
        raise NonsenseError("a box inside out")
    return Evidence(document, page, box, parsed_text(quote))


def parsed_text(said: Any, most: int = 100_000) -> str:
    """The text, if it is one of at most so many characters. Raises NonsenseError."""
    if not isinstance(said, str) or len(said) > most:
        raise NonsenseError("no text")
    return said


def _boolean(said: Any) -> bool:
    if not isinstance(said, bool):
        raise NonsenseError("no boolean")
    return said


def parsed_fraction(said: Any) -> float:
    """The number, if it lies between 0 and 1. Raises NonsenseError."""
    if isinstance(said, bool) or not isinstance(said, int | float) or not 0 <= said <= 1:
        raise NonsenseError("no fraction")
    return float(said)
