"""Lays a design's blocks out on a page, from the top down."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from evaluation.generate.facts import Credit
from evaluation.generate.marks import Marks
from evaluation.generate.typeset import Style, set_lines
from evaluation.generate.wording import Wording

PAGES = {
    "letter": (612.0, 792.0),
    "wide": (792.0, 612.0),
    "a4": (595.0, 842.0),
    "a4wide": (842.0, 595.0),
    "legal": (612.0, 1008.0),
    "half": (612.0, 396.0),
}
Block = dict[str, Any]


@dataclass(slots=True)
class Layout:
    """Sets blocks in a face and a scale. `kinds` draws a block by the first of its keys that is
    a kind's name; what draws takes the place to start at and returns the y it reached."""

    marks: Marks
    wording: Wording
    face: str
    kinds: Mapping[str, "Draw"]
    scale: float = 1.0

    def lay_page(self, blocks: list[Block], x: float, y: float, width: float, more: float) -> float:
        """A page's own blocks, `more` points further apart than they ask for."""
        for block in blocks:
            y = self.lay([block], x, y, width) + more
        return y - more

    def lay(self, blocks: list[Block], x: float, y: float, width: float) -> float:
        for block in blocks:
            kind = next(name for name in self.kinds if name in block)
            inset = block.get("inset", 0) * width
            y = self.kinds[kind](self, block, x + inset, y, width - 2 * inset)
            y += block.get("gap", 4)
        return y

    def style(self, block: Block) -> Style:
        return Style.of(block, self.face, self.scale)

    def set(
        self,
        template: str,
        block: Block,
        x: float,
        y: float,
        width: float,
        credit: Credit | None = None,
    ) -> float:
        """Sets a template in the block's style. Returns where its last line ends."""
        runs = self.wording.fill(template, credit)
        return set_lines(self.marks, runs, self.style(block), x, y, width)


Draw = Callable[[Layout, Block, float, float, float], float]


def new_page(size: str) -> Marks:
    """An empty page of a named size."""
    return Marks(*PAGES[size])
