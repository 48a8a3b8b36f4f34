"""Every option with a box before it, and those that hold crossed or ticked."""

from evaluation.generate.layout import Block, Layout
from evaluation.generate.marks import ShapeMark


def checks(layout: Layout, block: Block, x: float, y: float, width: float) -> float:
    """The options of `of`: method (as the Standards name it), or field (as printed, with `hours`
    a template such as " ({hours})"). `mark`: cross, tick, filled; or `typed`, what stands before
    an option that holds and before one that does not.
    """
    facts, wording = layout.wording.facts, layout.wording
    of = block.get("of", "method")
    wording.printed.add(of)
    chosen = (
        {facts.method: None} if of == "method" else {each.printed: each for each in facts.credits}
    )
    options = sorted({*block["checks"], *chosen})
    if len(chosen) > 1 and "hours" not in block:
        raise ValueError("Several boxes crossed say nothing of each field's credits.")
    count = block.get("count", 1)
    step = width / count
    end = y
    for index, option in enumerate(options):
        left = x + step * (index % count)
        if index % count == 0:
            y = end + (2 if index else 0)
        words = option + (block.get("hours", "") if chosen.get(option) else "")
        is_chosen = option in chosen
        if typed := block.get("typed") or (None if block.get("drawn", True) else ["[X] ", "[ ] "]):
            words, indent = typed[not is_chosen] + words, 0.0
        else:
            indent = _box(layout, block, is_chosen, left, y)
        reached = layout.set(words, block, left + indent, y, step - indent, chosen.get(option))
        end = max(end, reached)
    return end


def _box(layout: Layout, block: Block, is_chosen: bool, x: float, y: float) -> float:
    size = layout.style(block).size
    side, mark = size * 0.8, block.get("mark", "cross")
    shapes = layout.marks.shapes
    shapes.append(
        ShapeMark("ring" if mark == "filled" else "frame", x, y + size * 0.45, side, side)
    )
    if is_chosen and mark == "filled":
        inner = (x + side / 4, y + size * 0.45 + side / 4, side / 2, side / 2)
        shapes.append(ShapeMark("disc", *inner))
    elif is_chosen:
        shapes.append(ShapeMark(mark, x, y + size * 0.45, side, side))
    return side + 5
