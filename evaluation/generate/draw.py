"""Draws one document of a design."""

import random
from dataclasses import replace
from typing import Any

from evaluation.generate.blocks import KINDS
from evaluation.generate.facts import Facts, draw_facts
from evaluation.generate.layout import Block, Layout, new_page
from evaluation.generate.marks import Marks
from evaluation.generate.truth import NOTHING, truth_of
from evaluation.generate.typeset import PAGE_FACES
from evaluation.generate.wording import Wording

MARGIN = 54
FOOT = 18


def drawn(
    design: dict[str, Any], words: dict[str, Any], rng: random.Random
) -> tuple[list[Marks], dict[str, Any]]:
    """A design's pages, filled from a part's `words` and its own, and what they say.

    Where a design has several `certificates`, its `shared` facts are the same on all of them.
    """
    pages: list[Marks] = []
    said: list[dict[str, Any]] = []
    own = design.get("words", {})
    words = words | own | {"extras": words["extras"] | own.get("extras", {})}
    first: Facts | None = None
    for _ in range(design.get("certificates", 1)):
        facts = draw_facts(rng, words, rng.choice(design.get("credits", [1, 1, 2, 3])))
        first = first or facts
        facts = replace(facts, **{name: getattr(first, name) for name in design.get("shared", [])})
        wording = Wording(facts, design | {"date": rng.choice(design["dates"])}, rng)
        face = rng.choice(design.get("faces", PAGE_FACES))
        scale = design.get("scale", 1.0) * rng.uniform(0.94, 1.1)
        top = MARGIN * rng.uniform(0.6, 1.5)
        for blocks in [design["blocks"], *design.get("next", [])]:
            page, wording.printed = _fitting(design, blocks, wording, face, scale, top)
            pages.append(page)
        said.append(truth_of(facts, wording.printed))
    if not design.get("is_certificate", True):
        return pages, NOTHING | {"is_certificate": False}
    if len(said) == 1:
        return pages, said[0]
    return pages, {"certificates": said}


def _fitting(
    design: dict[str, Any],
    blocks: list[Block],
    wording: Wording,
    face: str,
    scale: float,
    top: float,
) -> tuple[Marks, set[str]]:
    """A page with the blocks, and what was printed. They are set smaller until they end above
    the foot, and apart until they reach the share of the height that the design's `fill` asks.
    """
    before = frozenset(wording.printed)
    more, fill = 0.0, design.get("fill", 0)
    for _ in range(9):
        wording.printed = set(before)
        page = new_page(design.get("page", "letter"))
        layout = Layout(page, wording, face, KINDS, scale)
        margin = design.get("margin", MARGIN)
        end = layout.lay_page(blocks, margin, top, page.width - 2 * margin, more)
        if end > page.height - FOOT:
            more, fill, scale, top = 0.0, 0, scale * 0.93, top * 0.9
        elif not more and end < fill * page.height:
            more = (fill * page.height - end) / len(blocks)
        else:
            break
    return page, wording.printed
