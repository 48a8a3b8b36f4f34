"""Writes a part's certificates and their truth to a folder, laid out like the samples."""

import hashlib
import json
import random
import tomllib
from pathlib import Path
from typing import Any

from evaluation.generate.degrade import KINDS, RESOLUTION, spoiled
from evaluation.generate.facts import draw_facts
from evaluation.generate.layout import Layout, new_page
from evaluation.generate.marks import Marks
from evaluation.generate.paint import paint, pictures_of
from evaluation.generate.truth import NOTHING, truth_of
from evaluation.generate.typeset import FACES
from evaluation.generate.wording import Wording

PARTS = ("tune", "held_out")
MARGIN = 54


def write_part(part: str, folder: Path, contents: int, pictures: int, seed: int) -> int:
    """Writes `contents` certificates of every design of `part` as PDF under `folder/pdf`, and of
    each, `pictures` spoiled versions under `folder/img`. The same arguments give the same bytes.

    Returns how many certificates there are. `folder/truth.json` says what they say.
    Raises FileExistsError when `folder` is not empty.
    """
    source = Path(__file__).parent / part
    words = tomllib.loads((source / "words.toml").read_text("utf-8"))
    designs = [
        design
        for path in sorted(source.glob("designs*.toml"))
        for design in tomllib.loads(path.read_text("utf-8"))["design"]
    ]
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(f"{folder} holds something else: its truth would not fit")
    (folder / "pdf").mkdir()
    (folder / "img").mkdir()
    truth: dict[str, Any] = {}
    kinds = list(KINDS)
    for design in designs:
        for number in range(contents):
            name = f"{design['name']}_{number}"
            rng = random.Random(_seed(part, name, seed))  # noqa: S311
            pages, said = _draw(design, words, rng)
            layer = _layer(design, rng)
            truth[name] = {"design": design["name"], "layer": layer, **said}
            content = paint(pages, layer, rng)
            (folder / "pdf" / f"{name}.pdf").write_bytes(content)
            seen = pictures_of(paint(pages, "plain", rng), RESOLUTION) if pictures else []
            for kind in rng.sample(kinds, pictures):
                spoilt, extension = spoiled(seen, kind, rng)
                (folder / "img" / f"{name}.{kind}.{extension}").write_bytes(spoilt)
    text = json.dumps(truth, ensure_ascii=False, indent=1)
    (folder / "truth.json").write_text(text + "\n", "utf-8")
    return len(truth)


def _draw(
    design: dict[str, Any], words: dict[str, Any], rng: random.Random
) -> tuple[list[Marks], dict[str, Any]]:
    pages: list[Marks] = []
    said: list[dict[str, Any]] = []
    for _ in range(design.get("certificates", 1)):
        facts = draw_facts(rng, words, rng.choice(design.get("credits", [1, 1, 2, 3])))
        wording = Wording(facts, design | {"date": rng.choice(design["dates"])}, rng)
        page = new_page(design.get("page", "letter"))
        face = rng.choice(design.get("faces", list(FACES)))
        layout = Layout(page, wording, face, design.get("scale", 1.0) * rng.uniform(0.94, 1.1))
        top = MARGIN * rng.uniform(0.6, 1.5)
        layout.lay(design["blocks"], MARGIN, top, page.width - 2 * MARGIN)
        pages.append(page)
        said.append(truth_of(facts, wording.printed))
    if not design.get("is_certificate", True):
        return pages, NOTHING | {"is_certificate": False}
    if len(said) == 1:
        return pages, said[0]
    return pages, {"certificates": said}


def _layer(design: dict[str, Any], rng: random.Random) -> str:
    """The design's own layer, or mostly a good one."""
    good = ["plain"] * 5 + ["words", "chars", "shuffled", "repeated", "turned"]
    return str(rng.choice(design.get("layers", good)))


def _seed(part: str, name: str, seed: int) -> int:
    """A seed that does not move when a design is added before this one."""
    return int.from_bytes(hashlib.sha256(f"{part}/{name}/{seed}".encode()).digest()[:8], "big")
