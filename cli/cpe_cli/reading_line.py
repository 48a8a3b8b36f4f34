"""One read file as a JSON line."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from certificate_reader.reading import Cell, Reading


def reading_line(path: str, reading: "Reading", seconds: float) -> dict[str, Any]:
    """`rows` are the values, `cells` what lies behind each of them, both as wide as `columns`.
    `page` counts from 1; `box` is left, top, right, bottom as fractions of the upright page."""
    return {
        "file": path,
        "is_certificate": reading.is_certificate,
        "columns": list(reading.columns),
        "rows": [[cell.value for cell in row] for row in reading.rows],
        "cells": [[_cell(cell) for cell in row] for row in reading.rows],
        "warnings": [{"code": w.code, "detail": w.detail} for w in reading.warnings],
        "reader": f"{reading.reader_name} {reading.reader_version}",
        "seconds": round(seconds, 3),
    }


def _cell(cell: "Cell") -> dict[str, Any]:
    evidence = cell.evidence
    box = evidence.box if evidence else None
    sides = (box.left, box.top, box.right, box.bottom) if box else ()
    return {
        "value": cell.value,
        "printed": cell.printed,
        "confidence": round(cell.confidence, 4),
        "page": evidence.page if evidence else None,
        "box": [round(side, 5) for side in sides] or None,
        "quote": evidence.quote if evidence else None,
    }
