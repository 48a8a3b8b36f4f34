"""`python -m bench.reading`: a table of digital, scanned, memory, parallel, reliability."""

import argparse
from pathlib import Path

from bench.reading.digital import digital_pages
from bench.reading.memory import child_memory
from bench.reading.parallel import parallel_reading
from bench.reading.reliability import reliability
from bench.reading.scanned import scanned_pages
from bench.table import Row, table

MEASUREMENTS = {
    "digital": digital_pages,
    "scanned": scanned_pages,
    "memory": child_memory,
    "parallel": parallel_reading,
    "reliability": reliability,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.reading")
    parser.add_argument("only", nargs="*", choices=[*MEASUREMENTS, []], help="default: all")
    parser.add_argument("--samples", type=Path, default=Path("samples"), help="digital PDFs")
    arguments = parser.parse_args()
    pdfs = [path.read_bytes() for path in sorted(arguments.samples.rglob("*.pdf"))]
    rows: list[Row] = []
    for name, measure in MEASUREMENTS.items():
        if not arguments.only or name in arguments.only:
            rows += measure(pdfs)
    print(table(rows))


if __name__ == "__main__":
    main()
