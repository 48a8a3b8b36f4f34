"""Turns a page whose text runs sideways or upside down."""

from collections import Counter
from dataclasses import replace

from certificate_reader.text_layer.characters import SLANTED, Character


def upright(
    characters: list[Character], width: float, height: float
) -> tuple[list[Character], int, float, float]:
    """The characters of the page's main direction, the turn, and the upright page's size.

    The turn counts the quarter turns clockwise by which most of the text is rotated on the shown
    page. Text in other directions, such as a stamp along the margin, is left out.
    """
    if not characters:
        return characters, 0, width, height
    turn, count = Counter(character.turn for character in characters).most_common(1)[0]
    kept = (
        characters
        if count == len(characters)
        else [character for character in characters if character.turn == turn]
    )
    if turn in (0, SLANTED):
        return kept, 0, width, height
    upright_size = (width, height) if turn == 2 else (height, width)
    return [_turned_back(each, turn, width, height) for each in kept], turn, *upright_size


def _turned_back(c: Character, turn: int, width: float, height: float) -> Character:
    if turn == 1:
        box = (c.top, width - c.right, c.bottom, width - c.left)
    elif turn == 2:
        box = (width - c.right, height - c.bottom, width - c.left, height - c.top)
    else:
        box = (height - c.bottom, c.left, height - c.top, c.right)
    return replace(c, left=box[0], top=box[1], right=box[2], bottom=box[3], turn=0)
