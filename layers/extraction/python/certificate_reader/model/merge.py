"""Brings the layout reader's cell and the model's together."""

from dataclasses import replace

from certificate_reader.lexicon.fold import fold
from certificate_reader.proposals.load import load_data
from certificate_reader.reading import Cell


def merged(layout: Cell, model: Cell) -> Cell:
    """One cell of two. What stands on the page wins over what does not.

    Agreement raises the confidence and disagreement lowers it. A value of the model's that stands
    on no page changes nothing.
    """
    weigh = load_data("model", "doubts")
    if model.value is not None and model.evidence is None:
        return layout
    if layout.value is None and model.value is None:
        doubt = (1 - layout.confidence) * weigh["both_absent"]
        return replace(layout, confidence=1 - doubt)
    if layout.value is None:
        return replace(model, confidence=model.confidence * weigh["only_model"])
    if model.value is None:
        return replace(layout, confidence=layout.confidence * weigh["model_has_none"])
    surer = max(layout, model, key=lambda cell: (cell.evidence is not None, cell.confidence))
    if _same(layout, model):
        # The model was given the same page: its agreement is worth something, but no second look.
        confidence = 1 - weigh["agreed"] * (1 - surer.confidence)
        kept = layout if layout.evidence else model
        return replace(
            kept, confidence=max(surer.confidence, min(confidence, weigh["agreed_at_most"]))
        )
    return replace(surer, confidence=surer.confidence * weigh["disagreed"])


def _same(one: Cell, other: Cell) -> bool:
    if one.value == other.value:
        return True
    # Folding drops the point: amounts and dates must be the same to the letter.
    if any(character.isdigit() for character in f"{one.value}{other.value}"):
        return (one.value or "").casefold().split() == (other.value or "").casefold().split()
    return fold(one.value or "") == fold(other.value or "")
