"""Blocks within columns, frames and coloured bands, and borders around the page."""

from evaluation.generate.layout import Block, Layout
from evaluation.generate.marks import ShapeMark
from evaluation.generate.typeset import COLOURS


def columns(layout: Layout, block: Block, x: float, y: float, width: float) -> float:
    """Columns side by side; `shade` colours one to the page's foot, `divided` rules between."""
    ends = []
    left = x
    for column in block["columns"]:
        share = column["share"] * width
        if shade := column.get("shade"):
            area = (left - 6, y, share - 4, layout.marks.height * 0.8)
            layout.marks.shapes.insert(0, ShapeMark("area", *area, COLOURS[shade]))
        ends.append(layout.lay(column["blocks"], left, y, share - 14))
        left += share
    if block.get("divided"):
        left = x
        for column in block["columns"][:-1]:
            left += column["share"] * width
            layout.marks.shapes.append(ShapeMark("line", left - 8, y, 0, max(ends) - y))
    return max(ends)


def box(layout: Layout, block: Block, x: float, y: float, width: float) -> float:
    """Blocks in a frame, on a ground of colour `shade`."""
    end = layout.lay(block["box"], x + 8, y + 2, width - 16) + 6
    if shade := block.get("shade"):
        area = ShapeMark("area", x, y, width, end - y, COLOURS[shade])
        layout.marks.shapes.insert(0, area)
    colour = COLOURS[block.get("colour", "black")]
    layout.marks.shapes.append(ShapeMark("frame", x, y, width, end - y, colour))
    return end


def band(layout: Layout, block: Block, x: float, y: float, width: float) -> float:
    """Blocks on a coloured band from edge to edge of the page."""
    end = layout.lay(block["band"], x, y + 4, width) + 6
    area = (0, y, layout.marks.width, end - y, COLOURS[block.get("colour", "blue")])
    layout.marks.shapes.insert(0, ShapeMark("area", *area))
    return end


def border(layout: Layout, block: Block, _x: float, y: float, _width: float) -> float:
    """`border` frames around the page, the outermost the heaviest; `corners` adds squares."""
    marks, colour = layout.marks, COLOURS[block.get("colour", "black")]
    for index in range(block["border"]):
        edge = 14 + 6 * index
        frame = (edge, edge, marks.width - 2 * edge, marks.height - 2 * edge)
        weight = block.get("weight", 3) if index == 0 else 0.8
        marks.shapes.append(ShapeMark("frame", *frame, colour, weight))
    if block.get("corners"):
        side = 22
        for left in (10, marks.width - 10 - side):
            for top in (10, marks.height - 10 - side):
                marks.shapes.append(ShapeMark("area", left, top, side, side, colour))
    return y
