"""What a reader found: a table of cells, each with its confidence and its evidence."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle on a page as it is shown (its rotation applied).

    Fractions of the page's width and height from its top left corner:
    0 <= left <= right <= 1 and 0 <= top <= bottom <= 1.
    """

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value stands: document (index in the request), page (from 1), box, verbatim text."""

    document: int
    page: int
    box: Box
    quote: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One value.

    `value` is the normalised form as text: a date as `YYYY-MM-DD`, a number as a plain decimal
    (`1.5`, `2`), a boolean as `true` or `false`, a choice in its canonical spelling. None: the
    document does not say. `printed` is the form on the page. `confidence` is the probability that
    `value` is right (for None: that the page really has none). `evidence` is None where no place
    on a page holds the value, for instance because it follows from another cell.
    """

    value: str | None
    printed: str | None
    confidence: float
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """Something the owner should know about the whole reading: a stable code and a sentence."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Usage:
    """What a reading consumed of a paid service. Counts by kind, and the price in US dollars."""

    counts: dict[str, int]
    cost_usd: Decimal


@dataclass(frozen=True, slots=True)
class Reading:
    """The rows read from the documents of one request.

    Every row has one cell for each of `columns`, in order. A document that is no certificate
    gives `is_certificate` False and one row of empty cells, with a warning that says so.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    is_certificate: bool
    warnings: tuple[ReadingWarning, ...]
    reader_name: str
    reader_version: str
    usage: Usage | None = None
