"""PDFs with a text layer, as many as a measurement wants."""

import json
import tempfile
from pathlib import Path

from evaluation.generate.source import Amounts
from evaluation.generate.write import write_part
from infra.sources import ROOT

_OF_EACH_DESIGN = 10


def invented_pdfs(count: int, seed: int) -> dict[str, bytes]:
    """Certificates with different texts, so that no reader finds one's words in its caches."""
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root) / "certificates"
        write_part("tune", folder, Amounts(_OF_EACH_DESIGN, pictures=0), seed)
        truth = json.loads((folder / "truth.json").read_text("utf-8"))
        # Round after round over the designs; bad text layers would be read by OCR.
        names = [name for name, said in truth.items() if said["layer"] == "plain"]
        names.sort(key=lambda name: int(name.rpartition("_")[2]))
        if len(names) < count:
            raise ValueError(f"the designs give {len(names)} of {count} certificates")
        return {
            f"{name}.pdf": (folder / "pdf" / f"{name}.pdf").read_bytes() for name in names[:count]
        }


def copies_of_samples(count: int) -> dict[str, bytes]:
    """The samples over and over, each with a comment that makes its bytes its own."""
    samples = [path.read_bytes() for path in sorted((ROOT / "samples").glob("*.pdf"))]
    return {
        f"{number:04}.pdf": samples[number % len(samples)] + b"\n%% copy %d\n" % number
        for number in range(count)
    }
