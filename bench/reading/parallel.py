"""Pages read by two children at once against one."""

import time
from concurrent.futures import ThreadPoolExecutor

from bench.reading.scans import scans_of
from bench.table import Row
from certificate_reader.child.parent import ChildReader
from certificate_reader.documents import Document
from evaluation.score.columns import load_columns

SCANS = 12


def parallel_reading(pdfs: list[bytes]) -> list[Row]:
    """Scanned pages a second. Means something only on two cores with nothing else to do."""
    scans = (scans_of(pdfs) * SCANS)[:SCANS]
    one, two = _pages_a_second(scans, 1), _pages_a_second(scans, 2)
    return [Row("scanned pages read by two children", two, "pages/s", "one child", one, ">= 1.7")]


def _pages_a_second(scans: list[bytes], children: int) -> float:
    fields = [column.spec for column in load_columns()]
    readers = [ChildReader() for _ in range(children)]
    shares = [scans[number::children] for number in range(children)]

    def read(reader: ChildReader, share: list[bytes]) -> None:
        for scan in share:
            reader.read([Document("scan.jpg", "", scan)], fields)

    with ThreadPoolExecutor(children) as pool:
        list(pool.map(read, readers, [scans[:1]] * children))
        began = time.perf_counter()
        list(pool.map(read, readers, shares))
        seconds = time.perf_counter() - began
    for reader in readers:
        reader.close()
    return len(scans) / seconds
