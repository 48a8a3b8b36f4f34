"""What can't be read says why."""

import pytest
from certificate_reader.documents import Document
from certificate_reader.errors import UnreadableDocumentError
from certificate_reader.fields import FieldSpec
from certificate_reader.read import read


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"hello", "unsupported_type"),
        (b" %PDF-1.4", "unsupported_type"),
        (b"%PDF-1.7\nnothing of a PDF follows", "corrupt"),
    ],
)
def test_what_is_no_readable_file_is_refused_with_its_reason(
    content: bytes, code: str, california: tuple[FieldSpec, ...]
) -> None:
    with pytest.raises(UnreadableDocumentError) as refusal:
        read([Document("certificate.pdf", "application/pdf", content)], california)

    assert refusal.value.code == code
    assert refusal.value.detail.endswith(".")
