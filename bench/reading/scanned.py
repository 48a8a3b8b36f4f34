"""CPU for a scanned page, from bytes to cells, against the bare OCR call at the same settings."""

import io

import numpy as np
from PIL import Image
from rapidocr import RapidOCR

from bench.reading.cpu import cpu_milliseconds
from bench.reading.scans import scans_of
from bench.table import Row
from certificate_reader.documents import Document
from certificate_reader.ocr.rapid import PARAMETERS
from certificate_reader.read import read
from evaluation.score.columns import load_columns

SCANS = 6


def scanned_pages(pdfs: list[bytes]) -> list[Row]:
    """Upright scans, which the bare call can read too."""
    scans = scans_of(pdfs[:: max(1, len(pdfs) // SCANS)][:SCANS])
    fields = [column.spec for column in load_columns()]
    engine = RapidOCR(params=dict(PARAMETERS))

    def whole() -> None:
        for scan in scans:
            read([Document("scan.jpg", "image/jpeg", scan)], fields)

    def bare() -> None:
        for scan in scans:
            engine(np.asarray(Image.open(io.BytesIO(scan)))[..., ::-1])

    ours, theirs = (each / len(scans) for each in cpu_milliseconds(whole, bare, 3))
    return [
        Row("CPU per scanned page", ours, "ms", "bare rapidocr, same settings", theirs, "<= 1.3")
    ]
