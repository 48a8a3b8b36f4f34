"""What is no certificate, several certificates, and certificates that leave things out."""

import pytest

from certificate_reader.fields import FieldSpec
from certificate_reader.layout.read_pages import read_pages
from tests.unit.certificate_reader.drawn_page import draw

RECEIPT = """
14|PAYMENT RECEIPT
Order Number: 5512     Order Date: 02/02/2024
Bill To: Jane Roe
Item: Annual Tax Update (8 CPE credits)      $249.00
Sales tax      $0.00
Total due      $249.00
"""
AGENDA = """
18^2024 Annual Tax Conference
14^Agenda
8:00 - 8:50   Registration and breakfast
8:50 - 9:40   Federal Tax Update, Maria Lopez (1 CPE, Taxes)
9:40 - 10:30  Ethics, John Smith (1 CPE, Regulatory Ethics)
Register now at www.example.org
"""
TRANSCRIPT = """
16|Thompson Ledger Learning
14|Transcript of Completed Courses
Learner: Ingrid Solberg

Course Title                          Completed       Field of Study          CPE
Ethics in Practice                    01/12/2024      Behavioral Ethics       2.0
Payroll Tax Update                    02/20/2024      Taxes                   4.0
Excel Macros                          03/08/2024      Computer Software       1.5
Total                                                                         7.5
"""
FAILED_EXAM = """
15|PageTurn CPE
15|Final Exam Results

Student:                      Satomi Espina-Grant
Course:                       Real Estate Taxation Vol. 2
CPE credits available:        2 (Taxes)
Exam date:                    04/17/2023
Your score:                   64%
Passing score:                70%
Result:                       NOT PASSED

You did not reach the minimum passing score, so a certificate of completion has not been issued and
no CPE credit has been earned. You may retake the exam as many times as necessary.

PageTurn CPE is a NASBA QAS sponsor, number 107726.
"""
PLAIN = """
22^Certificate of Completion
12^This certifies that
18^{name}
12^has completed
18^{title}
12^on {date}
Field of Study: Taxes      CPE Credits: 2.0
"""
WITHOUT_CREDITS = """
22^Certificate of Appreciation
12^is awarded to
18^Keith Day
12^for completing the course
18^Reading an Actuarial Report
12^June 10, 2025
10^Running time: 50 minutes
"""


@pytest.mark.parametrize(
    "page", [RECEIPT, AGENDA, FAILED_EXAM], ids=["receipt", "agenda", "failed"]
)
def test_a_document_that_is_no_certificate_gives_one_empty_row_and_a_warning(
    page: str, california: tuple[FieldSpec, ...]
) -> None:
    reading = read_pages([draw(page)], california)

    assert not reading.is_certificate
    assert [[cell.value for cell in row] for row in reading.rows] == [[None] * len(california)]
    assert [warning.code for warning in reading.warnings] == ["not_a_certificate"]


def test_a_page_without_text_is_no_certificate(california: tuple[FieldSpec, ...]) -> None:
    reading = read_pages([draw("")], california)

    assert not reading.is_certificate


def test_every_course_of_a_transcript_is_a_row_of_its_own(
    california: tuple[FieldSpec, ...],
) -> None:
    reading = read_pages([draw(TRANSCRIPT)], california)

    assert [[row[i].value for i in (0, 1, 3, 4, 5)] for row in reading.rows] == [
        ["Ingrid Solberg", "Ethics in Practice", "2024-01-12", "2", "Behavioral Ethics"],
        ["Ingrid Solberg", "Payroll Tax Update", "2024-02-20", "4", "Taxes"],
        ["Ingrid Solberg", "Excel Macros", "2024-03-08", "1.5", "Computer Software & Applications"],
    ]


def test_every_certificate_of_a_file_gives_its_rows(california: tuple[FieldSpec, ...]) -> None:
    pages = [
        draw(PLAIN.format(name=name, title=title, date=date), number)
        for number, (name, title, date) in enumerate(
            [
                ("Omar Haddad", "Payroll Tax Update", "May 4, 2024"),
                ("Nora Lindgren", "Audit Sampling Basics", "June 5, 2024"),
            ],
            start=1,
        )
    ]

    reading = read_pages(pages, california)

    assert [[row[i].value for i in (0, 1, 3)] for row in reading.rows] == [
        ["Omar Haddad", "Payroll Tax Update", "2024-05-04"],
        ["Nora Lindgren", "Audit Sampling Basics", "2024-06-05"],
    ]
    assert [row[0].evidence.page for row in reading.rows if row[0].evidence] == [1, 2]


def test_a_running_time_is_no_credit(california: tuple[FieldSpec, ...]) -> None:
    reading = read_pages([draw(WITHOUT_CREDITS)], california)

    assert reading.is_certificate
    assert [row[4].value for row in reading.rows] == [None]


def test_credits_that_do_not_add_up_are_doubted(california: tuple[FieldSpec, ...]) -> None:
    page = """
22^Certificate of Completion
Participant: Omar Haddad
Course Title: Payroll Tax Update
Completion Date: May 4, 2024

Field of Study       CPE Credits
Taxes                2.0
Accounting           1.0
Total                4.0
"""
    reading = read_pages([draw(page)], california)
    agreeing = read_pages([draw(page.replace("4.0", "3.0"))], california)

    assert [warning.code for warning in reading.warnings] == ["credits_do_not_add_up"]
    assert agreeing.warnings == ()
    assert reading.rows[0][4].confidence < agreeing.rows[0][4].confidence


def test_several_fields_with_one_total_say_so(california: tuple[FieldSpec, ...]) -> None:
    page = """
22^Certificate of Completion
Participant: Omar Haddad
Course Title: Payroll Tax Update
Completion Date: May 4, 2024
Fields of Study: Taxes, Accounting
CPE Credits: 3.0
"""
    reading = read_pages([draw(page)], california)

    assert [[row[5].value, row[4].value] for row in reading.rows] == [
        ["Taxes", "3"],
        ["Accounting", None],
    ]
    assert [warning.code for warning in reading.warnings] == ["credits_not_split"]
