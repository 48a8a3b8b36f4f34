"""One field of study with its credits."""

from dataclasses import dataclass, field
from decimal import Decimal

from certificate_reader.layout.segments import Span
from certificate_reader.values.vocabularies import field_of_study_in


@dataclass(slots=True, eq=False)
class CreditLine:
    """One field of study with its credits; `amount` is None where none is printed for it."""

    term: str
    listed: bool
    technical: bool | None
    term_spans: tuple[Span, ...]
    amount: Decimal | None = None
    amount_spans: tuple[Span, ...] = ()
    belief: float = 0.9
    notes: set[str] = field(default_factory=set)


def credit_line(
    text: str, spans: tuple[Span, ...], amount: tuple[Decimal, Span] | None, belief: float
) -> CreditLine:
    """A line whose term is a text, known to the vocabulary or not."""
    text = text.strip(" :;,-–—=")
    entry = field_of_study_in(text)
    return CreditLine(
        entry.value if entry and entry.listed else text,
        bool(entry and entry.listed),
        entry.technical if entry else None,
        spans,
        amount[0] if amount else None,
        (amount[1],) if amount else (),
        belief if entry else 0.6 * belief,
    )
