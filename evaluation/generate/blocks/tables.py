"""Tables of credits: down the page, across it, or with every field of study listed."""

from evaluation.generate.facts import Credit
from evaluation.generate.layout import Block, Layout
from evaluation.generate.marks import ShapeMark
from evaluation.generate.typeset import COLOURS

Row = tuple[list[str], Credit | None, Block]


def table(layout: Layout, block: Block, x: float, y: float, width: float) -> float:
    """A head, a row for each credit, and `last` rows such as a total; `foot` is their style."""
    shares = block.get("shares") or [1 / len(block["table"])] * len(block["table"])
    rows: list[Row] = [(block["table"], None, {"bold": True} | block.get("head", {}))]
    rows += [(block["row"], credit, {}) for credit in layout.wording.facts.credits]
    rows += [(row, None, {"bold": True} | block.get("foot", {})) for row in block.get("last", [])]
    return _rows(layout, block, rows, shares, x, y, width)


def across(layout: Layout, block: Block, x: float, y: float, width: float) -> float:
    """A column for each credit, under the columns' heads; `first` and `last` are columns of
    their own, each a pair of head and value."""
    columns: list[tuple[list[str], Credit | None]] = [
        *((pair, None) for pair in block.get("first", [])),
        *((block["across"], credit) for credit in layout.wording.facts.credits),
        *((pair, None) for pair in block.get("last", [])),
    ]
    share = width / len(columns)
    for row, extra in enumerate([{"bold": True} | block.get("head", {}), {}]):
        ends = []
        for index, (cells, credit) in enumerate(columns):
            style = {"size": block.get("size", 10), "align": "center"} | extra
            left = x + index * share + 4
            ends.append(layout.set(cells[row], style, left, y, share - 8, credit))
        bottom = max(ends) + block.get("pad", 5)
        if block.get("ruled", True):
            for index in range(len(columns)):
                frame = (x + index * share, y, share, bottom - y)
                layout.marks.shapes.append(ShapeMark("frame", *frame))
        y = bottom
    return y


def tally(layout: Layout, block: Block, x: float, y: float, width: float) -> float:
    """Every field of study a sponsor offers, and its credits or `none` beside each."""
    earned = {credit.printed: credit for credit in layout.wording.facts.credits}
    fields = sorted({*block["tally"], *earned})
    count = block.get("count", 1)
    cell = width / count
    size: Block = {"size": block.get("size", 9)}
    for index, name in enumerate(fields):
        left = x + cell * (index % count)
        credit = earned.get(name)
        end = layout.set("{field}" if credit else name, size, left + 3, y, cell * 0.78, credit)
        hours = "{hours}" if credit else block.get("none", "")
        layout.set(hours, size | {"align": "right"}, left, y, cell - 12, credit)
        if index % count == count - 1 or index == len(fields) - 1:
            y = end + block.get("pitch", 2)
    return y


def _rows(
    layout: Layout,
    block: Block,
    rows: list[Row],
    shares: list[float],
    x: float,
    y: float,
    width: float,
) -> float:
    for number, (cells, credit, extra) in enumerate(rows):
        style = {"size": block.get("size", 10)} | extra
        left, bottom = x, y
        for cell, share in zip(cells, shares, strict=True):
            end = layout.set(cell, style, left + 4, y, share * width - 8, credit)
            bottom = max(bottom, end)
            left += share * width
        bottom += block.get("pad", 5)
        if not number and (shade := block.get("shade")):
            area = ShapeMark("area", x, y, width, bottom - y, COLOURS[shade])
            layout.marks.shapes.insert(0, area)
        if block.get("ruled", True):
            layout.marks.shapes.append(ShapeMark("frame", x, y, width, bottom - y))
        y = bottom
    return y
