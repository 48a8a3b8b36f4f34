"""Turns what speaks for a value into the probability that it is right."""

from collections.abc import Sequence

from certificate_reader.layout.segments import Span
from certificate_reader.lexicon.load import load_data

WEAK, STRONG = 0.4, 0.9
# Two steps that agree leave this share of the doubt; a rival adds its own.
AGREED = 0.35
CONTESTED = 0.88
# What recognised characters add: the doubt of the least sure word, and some of their own.
RECOGNISED = 0.985
HIGHEST = 0.995


def probability(
    family: str, source: str, score: float, notes: set[str], spans: Sequence[Span]
) -> float:
    """The probability of a value found by a step (`source`) with a score, from 0 to 1."""
    data = load_data("confidence")
    ranges = data["default"] | data.get(family, {})
    low, high = ranges.get(source, ranges["inline"])
    share = min(1.0, max(0.0, (score - WEAK) / (STRONG - WEAK)))
    chance = low + (high - low) * share
    if "agreed" in notes:
        chance = 1 - AGREED * (1 - chance)
    if "contested" in notes:
        chance *= CONTESTED
    return float(min(HIGHEST, chance * _legibility(spans)))


def _legibility(spans: Sequence[Span]) -> float:
    """How far the characters themselves can be trusted: 1 for a text layer."""
    if not spans or all(span.segment.page.origin == "text_layer" for span in spans):
        return 1.0
    words = [word for span in spans for word in span.segment.words_between(span.start, span.end)]
    least = min((word.confidence for word in words), default=1.0)
    return RECOGNISED * (0.85 + 0.15 * least)


def absence(family: str) -> float:
    """The probability that a certificate on which the family was not found has none."""
    absent = load_data("confidence")["absent"]
    return float(absent.get(family, absent["default"]))
