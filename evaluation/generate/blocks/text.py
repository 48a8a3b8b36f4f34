"""Text in the flow of the page, and text at a place of its own."""

from evaluation.generate.layout import Block, Layout
from evaluation.generate.marks import TextMark
from evaluation.generate.typeset import set_lines


def text(layout: Layout, block: Block, x: float, y: float, width: float) -> float:
    return layout.set(block["text"], block, x, y, width)


def each(layout: Layout, block: Block, x: float, y: float, width: float) -> float:
    """A line for each credit."""
    for credit in layout.wording.facts.credits:
        y = layout.set(block["each"], block, x, y, width, credit)
    return y


def at(layout: Layout, block: Block, _x: float, y: float, width: float) -> float:
    """Text at fractions of the page, outside the flow; `angle` turns it around its start."""
    marks = layout.marks
    left, top = block["at"][0] * marks.width, block["at"][1] * marks.height
    style = layout.style(block)
    runs = layout.wording.fill(block["words"])
    if block.get("angle"):
        marks.texts.append(
            TextMark(
                left,
                top,
                "".join(run.text for run in runs),
                style.font,
                style.size,
                any(run.is_fact for run in runs),
                style.colour,
                style.spacing,
                block["angle"],
            )
        )
    else:
        set_lines(marks, runs, style, left, top, block.get("width", 1) * width)
    return y


def space(_layout: Layout, block: Block, _x: float, y: float, _width: float) -> float:
    return float(y + block["space"])
