"""Groups the words of a row into lines: what stands apart on a row is read apart."""

import itertools

from certificate_reader.text_layer.words import PlacedWord

# In heights of the type: a gap this wide separates two columns, whatever the spaces are like.
ALWAYS_APART = 2.5
SELDOM_A_SPACE = 0.85
SPACES_ARE_ALIKE = 2.3


def lines_of(words: list[PlacedWord]) -> list[list[PlacedWord]]:
    """The words of one row, cut where the gap is wider than a space of that row."""
    gaps = sorted(after.left - before.right for before, after in itertools.pairwise(words))
    usual = gaps[len(gaps) // 4] if gaps else 0.0
    lines = [[words[0]]]
    for before, after in itertools.pairwise(words):
        height = min(before.height, after.height)
        spacing = 3 * max(before.letter_gap, after.letter_gap)
        limit = max(SELDOM_A_SPACE * height + spacing, SPACES_ARE_ALIKE * usual)
        if after.left - before.right > min(limit, ALWAYS_APART * height + spacing):
            lines.append([])
        lines[-1].append(after)
    return lines
