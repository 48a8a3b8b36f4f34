"""Turns what speaks for a value into the probability that it is right."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from certificate_reader.layout.organisation_names import is_known_sponsor, is_marked
from certificate_reader.layout.segments import Span
from certificate_reader.lexicon.label_words import word_set
from certificate_reader.lexicon.load import load_data
from certificate_reader.values.names import starts_with_given_name

# No evidence is better than this, and a value found at all is not worse than that.
LOWEST, HIGHEST = 0.02, 0.995
WEAK, STRONG = 0.4, 0.9
MOST_WORDS_OF_A_TITLE = 12


@dataclass(frozen=True, slots=True)
class Proof:
    """What speaks for a value of a family.

    `source` is the step that found it, `score` from 0 to 1 how strong it holds its evidence to be,
    `labelled` the share of the certificate's values that labels announce.
    """

    family: str
    source: str
    score: float
    notes: frozenset[str]
    spans: tuple[Span, ...]
    value: str
    labelled: float


Judge = Callable[[Proof], float]


def probability(proof: Proof) -> float:
    """The probability that the value is right: a logistic function of what speaks for it.

    Its weights are fitted on certificates that no rule was made on (see evaluation/README.md), less
    a margin for the wordings of sponsors that nobody has seen.
    """
    data = load_data("confidence")
    weights = data["weights"]
    power = sum(value * weights.get(name, 0.0) for name, value in signs_of(proof).items())
    return min(HIGHEST, max(LOWEST, 1 / (1 + math.exp(weights["none"] + data["margin"] - power))))


def signs_of(proof: Proof) -> dict[str, float]:
    """What the weights of `confidence.toml` weigh: names of signs, and how strong each is."""
    family = proof.family if not proof.family.startswith("field:") else "own"
    strength = (proof.score - WEAK) / (STRONG - WEAK)
    backed = float(_is_backed(family, proof.value))
    return {
        f"family_{family}": 1.0,
        f"source_{proof.source}": 1.0,
        "strength": max(-0.5, min(1.2, strength)),
        "labelled": proof.labelled,
        f"backed_{family}": backed,
        "recognised": float(_is_recognised(proof.spans)),
        "illegible": _illegibility(proof.spans),
    } | dict.fromkeys(proof.notes, 1.0)


def _is_backed(family: str, value: str) -> bool:
    """Whether the value's own words are such as the family's values have."""
    if family == "participant":
        return starts_with_given_name(value)
    if family == "provider":
        return is_marked(value) or is_known_sponsor(value)
    if family == "title":
        words = value.split()
        known = word_set("title_words", "words")
        return len(words) <= MOST_WORDS_OF_A_TITLE and any(map(known.has_word, words))
    return False


def _is_recognised(spans: Sequence[Span]) -> bool:
    return any(span.segment.page.origin != "text_layer" for span in spans)


def _illegibility(spans: Sequence[Span]) -> float:
    """The doubt of the least sure word, from 0 to 1; 0 for a text layer."""
    if not _is_recognised(spans):
        return 0.0
    words = [word for span in spans for word in span.segment.words_between(span.start, span.end)]
    return 1 - min((word.confidence for word in words), default=1.0)


def absence(family: str) -> float:
    """The probability that a certificate on which the family was not found has none."""
    absent = load_data("confidence")["absent"]
    return float(absent.get(family, absent["default"]))
