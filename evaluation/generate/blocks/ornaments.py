"""What is drawn and says nothing: rules, logos, seals, QR codes and barcodes."""

from typing import Any

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

from evaluation.generate.layout import Block, Layout
from evaluation.generate.marks import ShapeMark
from evaluation.generate.typeset import COLOURS


def rule(layout: Layout, block: Block, x: float, y: float, width: float) -> float:
    """A line of a share of the width, in its middle or where `align` says."""
    share = block["rule"] * width
    left = _aligned(block, x, width, share, "center")
    colour, weight = COLOURS[block.get("colour", "black")], block.get("weight", 0.8)
    layout.marks.shapes.append(ShapeMark("line", left, y + 3, share, 0, colour, weight))
    return y + 6


def logo(layout: Layout, block: Block, x: float, y: float, width: float) -> float:
    """A disc, square or two overlapping discs, which no text layer holds."""
    side = float(block["logo"])
    left = _aligned(block, x, width, side)
    colour = COLOURS[block.get("colour", "blue")]
    shapes = layout.marks.shapes
    if block.get("shape") == "square":
        shapes.append(ShapeMark("area", left, y, side, side, colour))
    elif block.get("shape") == "pair":
        shapes.append(ShapeMark("disc", left, y, side, side, colour))
        shapes.append(ShapeMark("disc", left + side * 0.6, y, side, side, COLOURS["gold"]))
    else:
        shapes.append(ShapeMark("disc", left, y, side, side, colour))
    return y + side


def seal(layout: Layout, block: Block, x: float, y: float, width: float) -> float:
    """A notary's seal: rings around a few words."""
    side = float(block["seal"])
    left = _aligned(block, x, width, side)
    colour = COLOURS[block.get("colour", "gold")]
    for inset in (0.0, 4.0):
        ring = (left + inset, y + inset, side - 2 * inset, side - 2 * inset)
        layout.marks.shapes.append(ShapeMark("ring", *ring, colour, 2.0 - inset / 4))
    words = {"size": side / 9, "align": "center", "colour": block.get("colour", "gold")}
    layout.set(block.get("words", "OFFICIAL\nSEAL"), words, left, y + side * 0.3, side)
    return y + side


def qr(layout: Layout, block: Block, x: float, y: float, width: float) -> float:
    """A code that leads to `words`."""
    code: Any = QRCode(None, QRErrorCorrectLevel.L)
    code.addData("".join(run.text for run in layout.wording.fill(block["words"])))
    code.make()
    side = float(block["qr"])
    count = code.getModuleCount()
    left, module = _aligned(block, x, width, side), side / count
    for row in range(count):
        for column in range(count):
            if code.isDark(row, column):
                place = (left + column * module, y + row * module)
                layout.marks.shapes.append(ShapeMark("area", *place, module, module))
    return y + side


def barcode(layout: Layout, block: Block, x: float, y: float, width: float) -> float:
    """Bars of drawn widths over a share of the width."""
    share = block["barcode"] * width
    left = _aligned(block, x, width, share)
    end = left + share
    height = block.get("height", 22)
    while left < end - 4:
        thick = layout.wording.rng.choice((0.8, 1.6, 2.4))
        layout.marks.shapes.append(ShapeMark("area", left, y, thick, height))
        left += thick + layout.wording.rng.choice((0.8, 1.6, 2.4))
    return float(y + height)


def _aligned(block: Block, x: float, width: float, side: float, default: str = "left") -> float:
    align = block.get("align", default)
    return x + {"left": 0.0, "center": (width - side) / 2, "right": width - side}[align]
