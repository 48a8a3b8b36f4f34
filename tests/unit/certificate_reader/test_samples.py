"""The sample certificates, every cell against what their pages say."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from certificate_reader.documents import Document
from certificate_reader.fields import FieldSpec
from certificate_reader.read import read

SAMPLES = Path(__file__).parents[3] / "samples"
TRUTH: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parent / "samples_truth.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_a_sample_is_read_as_its_page_says(name: str, california: tuple[FieldSpec, ...]) -> None:
    content = (SAMPLES / f"{name}.pdf").read_bytes()

    reading = read([Document(f"{name}.pdf", "application/pdf", content)], california)

    assert reading.is_certificate
    assert reading.warnings == ()
    assert [[cell.value for cell in row] for row in reading.rows] == _expected(TRUTH[name])


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_every_printed_value_has_its_place_on_the_page(
    name: str, california: tuple[FieldSpec, ...]
) -> None:
    content = (SAMPLES / f"{name}.pdf").read_bytes()

    reading = read([Document(f"{name}.pdf", "application/pdf", content)], california)

    for row in reading.rows:
        for cell in row:
            assert (cell.evidence is None) == (cell.printed is None)
            if cell.evidence:
                assert cell.evidence.page == 1
                assert 0 <= cell.evidence.box.left < cell.evidence.box.right <= 1
                assert 0 <= cell.evidence.box.top < cell.evidence.box.bottom <= 1
                assert cell.evidence.quote


def _expected(truth: dict[str, Any]) -> list[list[str | None]]:
    return [
        [
            truth["participant_name"],
            truth["course_title"],
            truth["provider"],
            truth["completion_date"],
            format(Decimal(str(credit["hours"])).normalize(), "f"),
            credit["field"].replace("Communications and", "Communications &"),
            "Technical" if technical["technical"] else "Non-Technical",
            truth["delivery_method"],
            truth["sponsor_number"],
            None,
        ]
        for credit, technical in zip(truth["credits"], truth["technical"], strict=True)
    ]
