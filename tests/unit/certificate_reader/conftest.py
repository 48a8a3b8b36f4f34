import pytest
from certificate_reader.fields import FieldSpec


@pytest.fixture
def california() -> tuple[FieldSpec, ...]:
    """The fields of the California template, as the product asks for them."""
    return (
        FieldSpec("Participant Name", "text"),
        FieldSpec("Course Title", "text"),
        FieldSpec("Provider", "text"),
        FieldSpec("Completion Date", "date"),
        FieldSpec("CPE Credits", "number", repeats=True),
        FieldSpec("Field of Study", "choice", repeats=True),
        FieldSpec("Technical or Non-Technical", "choice", repeats=True),
        FieldSpec("Method of Study", "choice"),
        FieldSpec("NASBA Sponsor ID", "text"),
        FieldSpec("Regulatory Review Approval Number", "text"),
    )
