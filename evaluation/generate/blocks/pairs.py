"""Labels and their values, in the arrangement a block's `form` names."""

from evaluation.generate.layout import Block, Layout
from evaluation.generate.marks import ShapeMark
from evaluation.generate.typeset import COLOURS


def pairs(layout: Layout, block: Block, x: float, y: float, width: float) -> float:
    """`count` pairs side by side.

    beside, right: the label left of its value, flush left or right; lined: so, with a line to
    write on under the value; lead: the value begins where its label ends; inline: one run of
    text; over, under: the label above or below; grid: framed cells; stacked: all labels first.
    """
    form = block.get("form", "beside")
    if form == "stacked":
        return _stacked(layout, block, x, y, width)
    count = block.get("count", 1)
    cell = width / count
    listed: list[list[str]] = block["pairs"]
    for start in range(0, len(listed), count):
        ends = [
            _pair(layout, form, block, label, value, (x + index * cell, y, cell - 8))
            for index, (label, value) in enumerate(listed[start : start + count])
        ]
        if form == "grid":
            for index in range(len(ends)):
                frame = (x + index * cell, y, cell, max(ends) - y + 5)
                layout.marks.shapes.append(ShapeMark("frame", *frame))
        y = max(ends) + block.get("pitch", 4)
    return y


def _pair(
    layout: Layout,
    form: str,
    block: Block,
    label: str,
    value: str,
    place: tuple[float, float, float],
) -> float:
    x, y, width = place
    head: Block = {"size": block.get("size", 11)} | block.get("label", {})
    body: Block = {"size": block.get("size", 11), "input": block.get("input", False)}
    body |= block.get("value", {})
    if form == "over":
        y = layout.set(label, head, x + 3, y, width)
        return layout.set(value, body, x + 3, y, width)
    if form == "under":
        y = layout.set(value, body, x, y, width) + 3
        layout.marks.shapes.append(ShapeMark("line", x, y, width, 0))
        return layout.set(label, head, x, y, width)
    if form == "inline":
        return layout.set(f"{label} {value}", body, x, y, width)
    if form == "lead":
        split = layout.style(head).width_of(label + "  ")
        layout.set(label, head, x, y, width)
        return layout.set(value, body, x + split, y, width - split)
    split = block.get("split", 0.4) * width
    if form == "right":
        head = head | {"align": "right"}
    left = layout.set(label, head, x + 3, y, split - 9)
    right = layout.set(value, body, x + split, y, width - split)
    if form == "lined":
        colour = COLOURS[block.get("colour", "black")]
        line = ShapeMark("line", x + split - 3, right + 3, width - split + 3, 0, colour)
        layout.marks.shapes.append(line)
    return max(left, right)


def _stacked(layout: Layout, block: Block, x: float, y: float, width: float) -> float:
    for label, _ in block["pairs"]:
        y = layout.set(label, block | block.get("label", {}), x, y, width)
    y += block.get("pitch", 4)
    for _, value in block["pairs"]:
        y = layout.set(value, block | block.get("value", {}), x, y, width)
    return y
