"""Makes a reading of proposed certificates."""

from collections.abc import Sequence

from certificate_reader.fields import FieldSpec
from certificate_reader.layout.roles import families_for
from certificate_reader.pages import Page
from certificate_reader.proposals.cross_checks import Row, with_credits_checked, with_technical
from certificate_reader.proposals.load import belief, load_data
from certificate_reader.proposals.page_text import PageText, page_text
from certificate_reader.proposals.proposal import ProposedCertificate
from certificate_reader.proposals.proposed_cell import proposed_cell
from certificate_reader.reading import Cell, Reading, ReadingWarning, Usage

TOTAL = FieldSpec("Total Credits", "number")


def proposed_reading(
    certificates: Sequence[ProposedCertificate],
    pages: Sequence[Page],
    fields: Sequence[FieldSpec],
    reader: tuple[str, str],
    usage: Usage,
    codes: set[str],
) -> Reading:
    """The rows of the certificates, every cell looked for on the pages; `codes` are warned of.

    A certificate of which no cell stands on a page is none.
    """
    families, _ = families_for(fields)
    texts = [text for page in pages if (text := page_text(page)).words]
    codes = set(codes)
    rows: list[Row] = []
    for certificate in certificates:
        found, told = _rows(certificate, texts, fields, families)
        codes |= told
        if any(cell.evidence and cell.confidence >= belief("trusted") for r in found for cell in r):
            rows.extend(found)
    is_certificate = bool(rows)
    if not is_certificate:
        codes.add("not_a_certificate")
        rows = [tuple(Cell(None, None, belief("absent"), None) for _ in fields)]
    return Reading(
        tuple(field.name for field in fields),
        tuple(rows),
        is_certificate,
        warnings_of(codes),
        *reader,
        usage,
    )


def _rows(
    certificate: ProposedCertificate,
    pages: Sequence[PageText],
    fields: Sequence[FieldSpec],
    families: Sequence[str],
) -> tuple[list[Row], set[str]]:
    rows: list[Row] = []
    codes: set[str] = set()
    for proposed in certificate.rows:
        cells = []
        for index, (field, family) in enumerate(zip(fields, families, strict=True)):
            cell, told = proposed_cell(field, family, proposed.get(index), pages)
            codes |= told
            cells.append(cell)
        rows.append(tuple(cells))
    rows = with_technical(rows, fields, families)
    total = None
    if certificate.printed_total:
        total, _ = proposed_cell(TOTAL, "credits", certificate.printed_total, pages)
    rows, told = with_credits_checked(rows, families, total)
    return rows, codes | told


def warnings_of(codes: set[str]) -> tuple[ReadingWarning, ...]:
    """The warnings with these codes, in the order of the data file."""
    sentences = load_data("proposals", "warnings")
    return tuple(ReadingWarning(code, text) for code, text in sentences.items() if code in codes)
