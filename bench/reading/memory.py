"""Peak memory of a reading child, with and without OCR."""

import re
from pathlib import Path

from bench.reading.scans import scans_of
from bench.table import Row
from certificate_reader.child.parent import ChildReader
from certificate_reader.documents import Document
from evaluation.score.columns import load_columns

BARE_CHILD = "bench.reading.nothing:read"


def child_memory(pdfs: list[bytes]) -> list[Row]:
    """The child's high-water mark of resident memory after all PDFs, and after turned scans."""
    bare = _peak(BARE_CHILD, pdfs[:1])
    digital = _peak("certificate_reader.read:read", pdfs)
    scanned = _peak("certificate_reader.read:read", scans_of(pdfs[::3]) + scans_of(pdfs[:2], 90))
    name = "a child that reads nothing"
    return [
        Row("peak memory of a child, digital pages", digital, "MiB", name, bare, "<= 200 MiB"),
        Row("peak memory of a child, scanned pages", scanned, "MiB", name, bare, "<= 700 MiB"),
    ]


def _peak(target: str, contents: list[bytes]) -> float:
    fields = [column.spec for column in load_columns()]
    reader = ChildReader(target=target)
    for content in contents:
        reader.read([Document("sample", "", content)], fields)
    status = Path(f"/proc/{reader.process_id}/status").read_text("utf-8")
    reader.close()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert found
    return int(found.group(1)) / 1024
