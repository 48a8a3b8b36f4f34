"""Writes a part's certificates and their truth to a folder, laid out like the samples."""

import hashlib
import json
import random
from pathlib import Path
from typing import Any

from evaluation.generate.degrade import KINDS, RESOLUTION, spoiled
from evaluation.generate.draw import drawn
from evaluation.generate.paint import paint, pictures_of
from evaluation.generate.source import Amounts, designs_of, words_of

SOURCE = Path(__file__).parent


def write_part(part: str, folder: Path, amounts: Amounts, seed: int) -> int:
    """Writes `part` in the `amounts` asked for: PDFs under `folder/pdf`, spoiled versions of their
    pages under `folder/img`. The same arguments give the same bytes.

    Returns how many certificates there are. `folder/truth.json` says what they say.
    Raises FileExistsError when `folder` is not empty.
    """
    words = words_of(SOURCE / part)
    designs = designs_of(SOURCE / part)
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(f"{folder} holds something else: its truth would not fit")
    (folder / "pdf").mkdir()
    (folder / "img").mkdir()
    truth: dict[str, Any] = {}
    kinds = list(KINDS)
    for design in designs:
        for number in range(amounts.contents):
            name = f"{design['name']}_{number}"
            rng = random.Random(seed_of(part, name, seed))  # noqa: S311
            pages, said = drawn(design, words, rng)
            layer = str(rng.choice(design.get("layers", amounts.layers)))
            truth[name] = {"design": design["name"], "layer": layer, **said}
            content = paint(pages, layer, rng)
            (folder / "pdf" / f"{name}.pdf").write_bytes(content)
            if amounts.pictured is not None and number >= amounts.pictured:
                continue
            seen = pictures_of(paint(pages, "plain", rng), RESOLUTION) if amounts.pictures else []
            for kind in rng.sample(kinds, amounts.pictures):
                spoilt, extension = spoiled(seen, kind, rng)
                (folder / "img" / f"{name}.{kind}.{extension}").write_bytes(spoilt)
    text = json.dumps(truth, ensure_ascii=False, indent=1)
    (folder / "truth.json").write_text(text + "\n", "utf-8")
    return len(truth)


def seed_of(part: str, name: str, seed: int) -> int:
    """A certificate's own seed, which does not move when a design is added before this one."""
    return int.from_bytes(hashlib.sha256(f"{part}/{name}/{seed}".encode()).digest()[:8], "big")
