"""Sets runs of words into lines: fonts, wrapping, alignment."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import reportlab
from reportlab.pdfbase.pdfmetrics import (
    EmbeddedType1Face,
    Font,
    registerFont,
    registerTypeFace,
    stringWidth,
)
from reportlab.pdfbase.ttfonts import TTFont

from evaluation.generate.marks import BLACK, Colour, Marks, TextMark
from evaluation.generate.wording import Run

FACES = {
    "sans": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
    "serif": ("Times-Roman", "Times-Bold", "Times-Italic"),
    "mono": ("Courier", "Courier-Bold", "Courier-Oblique"),
    "vera": ("Vera", "VeraBd", "VeraIt"),
    "italic": ("Times-Italic", "Times-BoldItalic", "Times-Italic"),
}
# The faces a page may be set in when its design asks for none.
PAGE_FACES = ("sans", "serif", "mono", "vera")
# A face for a name or a signature; too curled for a whole page.
DISPLAY = {"script": "callig15"}
COLOURS: dict[str, Colour] = {
    "black": BLACK,
    "grey": (0.42, 0.42, 0.42),
    "blue": (0.1, 0.2, 0.5),
    "red": (0.6, 0.1, 0.1),
    "green": (0.1, 0.4, 0.2),
    "white": (1, 1, 1),
    "pale": (0.93, 0.94, 0.96),
    "cream": (0.98, 0.96, 0.88),
    "faint": (0.87, 0.87, 0.87),
    "gold": (0.72, 0.55, 0.15),
    "teal": (0.0, 0.4, 0.45),
    "purple": (0.32, 0.16, 0.45),
    "orange": (0.8, 0.38, 0.05),
    "navy": (0.04, 0.1, 0.28),
}
for face in FACES["vera"]:
    registerFont(TTFont(face, f"{face}.ttf"))
for file in DISPLAY.values():
    source = Path(reportlab.__file__).parent / "fonts" / file
    type_face = EmbeddedType1Face(str(source.with_suffix(".afm")), str(source.with_suffix(".pfb")))
    registerTypeFace(type_face)
    registerFont(Font(file, type_face.name, "WinAnsiEncoding"))


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks. Sizes are points; `leading` is a multiple of the size."""

    font: str
    size: float
    align: str
    colour: Colour
    spacing: float
    leading: float
    is_input: bool

    @classmethod
    def of(cls, block: dict[str, Any], face: str, scale: float) -> "Style":
        named = block.get("face", face)
        if named in DISPLAY:
            font = DISPLAY[named]
        else:
            regular, bold, italic = FACES[named]
            font = bold if block.get("bold") else italic if block.get("italic") else regular
        return cls(
            font=font,
            size=block.get("size", 11) * scale,
            align=block.get("align", "left"),
            colour=COLOURS[block.get("colour", "black")],
            spacing=block.get("spacing", 0),
            leading=block.get("leading", 1.25),
            is_input=block.get("input", False),
        )

    def width_of(self, text: str) -> float:
        return stringWidth(text, self.font, self.size) + self.spacing * len(text)


def width_in(mark: TextMark, text: str) -> float:
    """How wide `text` is in the type of `mark`, in points."""
    return stringWidth(text, mark.font, mark.size) + mark.spacing * len(text)


def set_lines(
    marks: Marks, runs: Sequence[Run], style: Style, x: float, y: float, width: float
) -> float:
    """Puts the runs below `y`, wrapped to `width`. Returns where the last line ends."""
    for line in _wrap(runs, style, width):
        y += style.size * style.leading
        length = sum(style.width_of(run.text) for run in line)
        offset = {"left": 0.0, "center": (width - length) / 2, "right": width - length}[style.align]
        at = x + offset
        for run in line:
            marks.texts.append(
                TextMark(
                    at,
                    y,
                    run.text,
                    style.font,
                    style.size,
                    run.is_fact,
                    style.colour,
                    style.spacing,
                    is_input=style.is_input and run.is_fact,
                )
            )
            at += style.width_of(run.text)
    return y


def _wrap(runs: Sequence[Run], style: Style, width: float) -> list[list[Run]]:
    lines: list[list[Run]] = [[]]
    used = 0.0
    for word in _words(runs):
        length = sum(style.width_of(piece.text) for piece in word)
        if word[0].text == "\n":
            lines.append([])
            used = 0.0
            continue
        if used and used + length > width and word[0].text != " ":
            lines.append([])
            used = 0.0
        if not used and word[0].text == " ":
            continue
        lines[-1].extend(word)
        used += length
    return [_joined(line) for line in lines if line]


def _words(runs: Sequence[Run]) -> list[list[Run]]:
    """Words and the spaces between them; a word may change from design to fact in its middle."""
    words: list[list[Run]] = []
    is_open = False
    for run in runs:
        for index, line in enumerate(run.text.split("\n")):
            if index:
                words.append([Run("\n", False)])
                is_open = False
            for number, word in enumerate(line.split(" ")):
                if number:
                    words.append([Run(" ", run.is_fact)])
                    is_open = False
                if word and is_open:
                    words[-1].append(Run(word, run.is_fact))
                elif word:
                    words.append([Run(word, run.is_fact)])
                    is_open = True
    return words


def _joined(line: list[Run]) -> list[Run]:
    joined: list[Run] = []
    for run in line:
        if joined and joined[-1].is_fact == run.is_fact:
            joined[-1] = Run(joined[-1].text + run.text, run.is_fact)
        else:
            joined.append(run)
    while joined and not joined[-1].text.strip():
        joined.pop()
    return joined
