"""What a service proposes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value that a service says stands in a document.

    `value` as it understood it, `quote` the words it says stand on the page. `document` is the
    index in the request and `page` counts from 1; both are hints, None where it named none.
    `sureness` is the service's own belief from 0 to 1, where it gives one.
    """

    value: str
    quote: str
    document: int | None = None
    page: int | None = None
    sureness: float = 1.0


ProposedRow = dict[int, Proposal]
"""Proposals by column's index. A column without one: the service says the page has no value."""


@dataclass(frozen=True, slots=True)
class ProposedCertificate:
    """The rows of one certificate, and the total of its credits where one is printed."""

    rows: tuple[ProposedRow, ...]
    printed_total: Proposal | None = None
