"""Lays a design's blocks out on a page, from the top down."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from evaluation.generate.facts import Credit
from evaluation.generate.marks import Marks, ShapeMark, TextMark
from evaluation.generate.typeset import COLOURS, Style, set_lines
from evaluation.generate.wording import Wording

PAGES = {"letter": (612.0, 792.0), "wide": (792.0, 612.0), "a4": (595.0, 842.0)}
Block = dict[str, Any]


@dataclass(slots=True)
class Layout:
    """Sets blocks in a face and a scale. Every `lay` method returns the y it reached."""

    marks: Marks
    wording: Wording
    face: str
    scale: float = 1.0

    def lay(self, blocks: list[Block], x: float, y: float, width: float) -> float:
        for block in blocks:
            kind = next(name for name in self._kinds() if name in block)
            inset = block.get("inset", 0) * width
            y = self._kinds()[kind](block, x + inset, y, width - 2 * inset)
            y += block.get("gap", 4)
        return y

    def _kinds(self) -> dict[str, Callable[[Block, float, float, float], float]]:
        return {
            "text": self._text,
            "each": self._each,
            "pairs": self._pairs,
            "table": self._table,
            "columns": self._columns,
            "box": self._box,
            "checks": self._checks,
            "at": self._at,
            "rule": self._rule,
            "logo": self._logo,
            "space": lambda block, _x, y, _width: y + block["space"],
        }

    def _set(
        self, template: str, block: Block, x: float, y: float, width: float, **extra: Any
    ) -> float:
        style = Style.of(block | extra, self.face, self.scale)
        return set_lines(self.marks, self.wording.fill(template), style, x, y, width)

    def _text(self, block: Block, x: float, y: float, width: float) -> float:
        return self._set(block["text"], block, x, y, width)

    def _each(self, block: Block, x: float, y: float, width: float) -> float:
        style = Style.of(block, self.face, self.scale)
        for credit in self.wording.facts.credits:
            runs = self.wording.fill(block["each"], credit)
            y = set_lines(self.marks, runs, style, x, y, width)
        return y

    def _at(self, block: Block, _x: float, y: float, width: float) -> float:
        """Text at fractions of the page, outside the flow; `angle` turns it around its start."""
        left, top = block["at"][0] * self.marks.width, block["at"][1] * self.marks.height
        style = Style.of(block, self.face, self.scale)
        runs = self.wording.fill(block["words"])
        if block.get("angle"):
            text = "".join(run.text for run in runs)
            self.marks.texts.append(
                TextMark(
                    left,
                    top,
                    text,
                    style.font,
                    style.size,
                    any(run.is_fact for run in runs),
                    style.colour,
                    style.spacing,
                    block["angle"],
                )
            )
        else:
            set_lines(self.marks, runs, style, left, top, block.get("width", 1) * width)
        return y

    def _pairs(self, block: Block, x: float, y: float, width: float) -> float:
        """Labels and their values, in the arrangement `form` names."""
        pairs: list[list[str]] = block["pairs"]
        count = block.get("count", 1)
        cell = width / count
        form = block.get("form", "beside")
        if form == "stacked":
            return self._stacked(block, x, y, width)
        for start in range(0, len(pairs), count):
            ends = [
                self._pair(form, block, label, value, x + index * cell, y, cell - 8)
                for index, (label, value) in enumerate(pairs[start : start + count])
            ]
            if form == "grid":
                for index in range(len(ends)):
                    frame = (x + index * cell, y, cell, max(ends) - y + 5)
                    self.marks.shapes.append(ShapeMark("frame", *frame))
            y = max(ends) + block.get("pitch", 4)
        return y

    def _pair(
        self, form: str, block: Block, label: str, value: str, x: float, y: float, width: float
    ) -> float:
        head: Block = {"size": block.get("size", 11)} | block.get("label", {})
        body: Block = {"size": block.get("size", 11), "input": block.get("input", False)}
        body |= block.get("value", {})
        if form == "over":
            y = self._set(label, head, x + 3, y, width)
            return self._set(value, body, x + 3, y, width)
        if form == "under":
            y = self._set(value, body, x, y, width) + 3
            self.marks.shapes.append(ShapeMark("line", x, y, width, 0))
            return self._set(label, head, x, y, width)
        if form == "inline":
            return self._set(f"{label} {value}", body, x, y, width)
        split = block.get("split", 0.4) * width
        if form == "right":
            head = head | {"align": "right"}
        left = self._set(label, head, x + 3, y, split - 9)
        right = self._set(value, body, x + split, y, width - split)
        return max(left, right)

    def _stacked(self, block: Block, x: float, y: float, width: float) -> float:
        """All labels first, then all values below them."""
        for label, _ in block["pairs"]:
            y = self._set(label, block | block.get("label", {}), x, y, width)
        y += block.get("pitch", 4)
        for _, value in block["pairs"]:
            y = self._set(value, block | block.get("value", {}), x, y, width)
        return y

    def _table(self, block: Block, x: float, y: float, width: float) -> float:
        """A head, a row for each credit, and last rows such as a total."""
        shares = block.get("shares") or [1 / len(block["table"])] * len(block["table"])
        rows: list[tuple[list[str], Credit | None, Block]] = [
            (block["table"], None, {"bold": True} | block.get("head", {}))
        ]
        rows += [(block["row"], credit, {}) for credit in self.wording.facts.credits]
        rows += [(row, None, {"bold": True}) for row in block.get("last", [])]
        for cells, credit, extra in rows:
            style = Style.of({"size": block.get("size", 10)} | extra, self.face, self.scale)
            left, bottom = x, y
            for cell, share in zip(cells, shares, strict=True):
                runs = self.wording.fill(cell, credit)
                end = set_lines(self.marks, runs, style, left + 4, y, share * width - 8)
                bottom = max(bottom, end)
                left += share * width
            bottom += block.get("pad", 5)
            if block.get("ruled", True):
                self.marks.shapes.append(ShapeMark("frame", x, y, width, bottom - y))
            y = bottom
        return y

    def _columns(self, block: Block, x: float, y: float, width: float) -> float:
        ends = []
        for column in block["columns"]:
            share = column["share"] * width
            if shade := column.get("shade"):
                area = (x - 6, y, share - 4, self.marks.height * 0.8)
                self.marks.shapes.insert(0, ShapeMark("area", *area, COLOURS[shade]))
            ends.append(self.lay(column["blocks"], x, y, share - 14))
            x += share
        return max(ends)

    def _box(self, block: Block, x: float, y: float, width: float) -> float:
        end = self.lay(block["box"], x + 8, y + 2, width - 16) + 6
        self.marks.shapes.append(ShapeMark("frame", x, y, width, end - y))
        return end

    def _checks(self, block: Block, x: float, y: float, width: float) -> float:
        """Every method of delivery with a box, one of them crossed."""
        style = Style.of(block, self.face, self.scale)
        chosen = self.wording.facts.method
        self.wording.printed.add("method")
        options = sorted({*block["checks"], chosen})
        step = width / block.get("count", 1)
        for index, option in enumerate(options):
            left = x + step * (index % block.get("count", 1))
            top = y + style.size * 0.45
            side = style.size * 0.8
            if block.get("drawn", True):
                self.marks.shapes.append(ShapeMark("frame", left, top, side, side))
                if option == chosen:
                    self.marks.shapes.append(ShapeMark("cross", left, top, side, side))
                runs = self.wording.fill(option)
                end = set_lines(self.marks, runs, style, left + side + 5, y, step)
            else:
                mark = "[X] " if option == chosen else "[ ] "
                end = set_lines(self.marks, self.wording.fill(mark + option), style, left, y, step)
            if index % block.get("count", 1) == block.get("count", 1) - 1:
                y = end + 2
        return end

    def _rule(self, block: Block, x: float, y: float, width: float) -> float:
        colour = COLOURS[block.get("colour", "black")]
        share = block["rule"] * width
        left = x + (width - share) / 2
        self.marks.shapes.append(ShapeMark("line", left, y + 3, share, 0, colour))
        return y + 6

    def _logo(self, block: Block, x: float, y: float, width: float) -> float:
        """A disc with the sponsor's initial, which no text layer holds."""
        side = float(block["logo"])
        left = x + (width - side) / 2 if block.get("align") == "center" else x
        colour = COLOURS[block.get("colour", "blue")]
        self.marks.shapes.append(ShapeMark("disc", left, y, side, side, colour))
        return y + side


def new_page(size: str) -> Marks:
    """An empty page of a named size."""
    return Marks(*PAGES[size])
