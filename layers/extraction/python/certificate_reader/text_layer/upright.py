"""Turns a page whose text runs sideways or upside down."""

from collections import Counter

from certificate_reader.text_layer.characters import SLANTED, Characters, turned


def upright(drawn: Characters, width: float, height: float) -> tuple[Characters, int, float, float]:
    """The characters of the page's main direction, the turn, and the upright page's size.

    The turn counts the quarter turns clockwise by which most of the text is rotated on the shown
    page. Text in other directions, such as a stamp along the margin, is left out.
    """
    if not drawn.texts:
        return drawn, 0, width, height
    turn, count = Counter(drawn.turns).most_common(1)[0]
    if count < len(drawn.turns):
        drawn = drawn.only([each == turn for each in drawn.turns])
    if turn in (0, SLANTED):
        return drawn, 0, width, height
    upright_size = (width, height) if turn == 2 else (height, width)
    return turned(drawn, 4 - turn, width, height), turn, *upright_size
