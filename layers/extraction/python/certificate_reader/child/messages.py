"""What parent and child say to each other, as JSON.

A request is a header frame followed by one frame for each document. A reply is one frame: a
reading, or why there is none.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from certificate_reader.child.limits import Limits
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
) -> list[bytes]:
    """The header and the documents' bytes. `ocr_origin` names the parent's OCR, if it has one."""
    header = {
        "documents": [[document.name, document.media_type] for document in documents],
        "fields": [
            [spec.name, spec.data_type, spec.prompt, list(spec.choices), spec.repeats]
            for spec in fields
        ],
        "ocr_origin": ocr_origin,
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


def parsed_header(frame: bytes) -> Header:
    """The header of a request. It comes from the parent, whom the child trusts."""
    header = json.loads(frame)
    fields = tuple(
        FieldSpec(name, data_type, prompt, tuple(choices), repeats)
        for name, data_type, prompt, choices, repeats in header["fields"]
    )
    names = [(name, media_type) for name, media_type in header["documents"]]
    return Header(names, fields, Limits(**header["limits"]), header["ocr_origin"])


def reading_frame(reading: Reading) -> bytes:
    """The reply that carries a reading."""
    usage = reading.usage
    said = {
        "columns": reading.columns,
        "rows": [[_cell_json(cell) for cell in row] for row in reading.rows],
        "is_certificate": reading.is_certificate,
        "warnings": [[warning.code, warning.detail] for warning in reading.warnings],
        "reader": [reading.reader_name, reading.reader_version],
        "usage": [usage.counts, str(usage.cost_usd)] if usage else None,
    }
    return json.dumps({"reading": said}).encode()


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
            kind, code, detail = (_text(part, 1000) for part in reply["failure"])
            failure = FAILURES[kind](code, detail)
        else:
            return _reading(reply["reading"], columns, documents)
    except NONSENSE as error:
        raise NonsenseError("not a reply") from error
    raise failure


def _reading(said: dict[str, Any], columns: tuple[str, ...], documents: int) -> Reading:
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
            ReadingWarning(_text(code, 100), _text(detail)) for code, detail in said["warnings"]
        ),
        reader_name=_text(name, 100),
        reader_version=_text(version, 100),
        usage=_usage(said["usage"]),
    )


def _usage(said: Any) -> Usage | None:
    if said is None:
        return None
    counts, cost = said
    return Usage({_text(kind, 100): int(count) for kind, count in counts.items()}, Decimal(cost))


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
        None if value is None else _text(value),
        None if printed is None else _text(printed),
        _fraction(confidence),
        None if place is None else _evidence(place, documents),
    )


def _evidence(said: Any, documents: int) -> Evidence:
    document, page, left, top, right, bottom, quote = said
    if not (isinstance(document, int) and isinstance(page, int)):
        raise NonsenseError("no document and page")
    if not (0 <= document < documents and page >= 1):
        raise NonsenseError("a document or a page that is not there")
    box = Box(_fraction(left), _fraction(top), _fraction(right), _fraction(bottom))
    if box.left > box.right or box.top > box.bottom:
        raise NonsenseError("a box inside out")
    return Evidence(document, page, box, _text(quote))


def _text(said: Any, most: int = 100_000) -> str:
    if not isinstance(said, str) or len(said) > most:
        raise NonsenseError("no text")
    return said


def _boolean(said: Any) -> bool:
    if not isinstance(said, bool):
        raise NonsenseError("no boolean")
    return said


def _fraction(said: Any) -> float:
    if isinstance(said, bool) or not isinstance(said, int | float) or not 0 <= said <= 1:
        raise NonsenseError("no fraction")
    return float(said)
