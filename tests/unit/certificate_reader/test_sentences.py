"""The same facts in many sentences."""

from textwrap import wrap

import pytest

from certificate_reader.fields import FieldSpec
from certificate_reader.layout.read_pages import read_pages
from tests.unit.certificate_reader.drawn_page import draw

NAME, TITLE = "Renata Kowalczyk", "Segment Reporting under ASC 280"
SENTENCES = (
    "{name} was awarded 2 CPE credits for completing {title} on May 4, 2024.",
    "{name} earned 2.0 CPE credits for {title} held on May 4, 2024",
    "Let it be known that {name} attended {title} on May 4, 2024 and earned 2 CPE hours.",
    "The bearer, {name}, has completed {title} (2.0 CPE credits, Accounting) on May 4, 2024.",
    "Be it known that {name} has met all requirements of the course {title} on 5/4/2024",
    'We are pleased to confirm that {name} participated in "{title}" on May 4, 2024.',
    "On May 4, 2024, {name} successfully completed {title} and earned 2 CPE credits.",
    "On 05/04/2024 {name} took part in the webinar {title}.",
    "This confirms the attendance of {name} at {title} on May 4, 2024",
    "This document verifies that {name} completed the nano learning program {title} on May 4, 2024",
    "Credit has been granted to {name} for the course {title}, completed May 4, 2024",
    "{name} participated in all sessions of {title} on May 4, 2024 for a total of 2 CPE credits.",
    "Our records show that {name} viewed the on-demand course {title} on May 4, 2024",
    "I certify that {name} was in attendance for the program titled {title} on May 4, 2024",
    "Certificate holder {name} finished the course “{title}” on May 4, 2024.",
    "Presented to {name} upon completion of {title} on this 4th day of May, 2024",
    "Acknowledging that {name} joined us for {title} on May 4, 2024",
    "{name} attended the following session: {title}, May 4, 2024",
    "This is to certify that {name} has attended and completed {title} conducted by Ostrava "
    "Learning LLC on May 4, 2024",
)


@pytest.mark.parametrize("width", [200, 60], ids=["one_line", "wrapped"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_gives_name_title_and_day(
    sentence: str, width: int, california: tuple[FieldSpec, ...]
) -> None:
    body = wrap(sentence.format(name=NAME, title=TITLE), width)
    page = "\n".join(
        [
            "22^Certificate of Completion",
            *(f"11^{line}" for line in body),
            "",
            "Delivery method: Group Internet Based",
            "NASBA Sponsor ID: 112233",
        ]
    )

    reading = read_pages([draw(page)], california)

    row = reading.rows[0]
    assert [row[0].value, row[1].value, row[3].value] == [NAME, TITLE, "2024-05-04"]
