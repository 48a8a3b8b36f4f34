"""The states a sheet can be kept for, and the columns each asks for.

This structure is the source: the seed makes it the public `cpe` templates. A template is found
again by its state's name, a field by its place. Fields of study and methods of study are those
of the NASBA/AICPA Standards for CPE Programs; what a licensee reports is 16 CCR § 89(a).
"""

from typing import NamedTuple

from cpe_tracker.catalog.data_types import DataTypeId

TECHNICAL_FIELDS_OF_STUDY = (
    "Accounting",
    "Accounting (Governmental)",
    "Auditing",
    "Auditing (Governmental)",
    "Business Law",
    "Economics",
    "Finance",
    "Information Technology",
    "Management Services",
    "Regulatory Ethics",
    "Specialized Knowledge",
    "Statistics",
    "Taxes",
)
NON_TECHNICAL_FIELDS_OF_STUDY = (
    "Behavioral Ethics",
    "Business Management & Organization",
    "Communications & Marketing",
    "Computer Software & Applications",
    "Personal Development",
    "Personnel/Human Resources",
    "Production",
)
METHODS_OF_STUDY = (
    "Group Live",
    "Group Internet Based",
    "QAS Self Study",
    "Nano Learning",
    "Blended Learning",
)


class StateField(NamedTuple):
    """One column. `repeats`: may differ between the rows of one certificate."""

    name: str
    data_type: DataTypeId
    prompt: str
    choices: tuple[str, ...] = ()
    repeats: bool = False


STATES: dict[str, tuple[StateField, ...]] = {
    "California": (
        StateField(
            "Participant Name",
            DataTypeId.TEXT,
            "The person who completed the course, without titles.",
        ),
        StateField("Course Title", DataTypeId.TEXT, "The title of the course or program."),
        StateField(
            "Provider",
            DataTypeId.TEXT,
            "The school, firm or organisation that sponsored the course.",
        ),
        StateField(
            "Completion Date",
            DataTypeId.DATE,
            "The day the course was completed; of a range, its last day. The date of issue only"
            " where no other date is given.",
        ),
        StateField(
            "CPE Credits",
            DataTypeId.NUMBER,
            "The CPE credits (hours of 50 minutes) earned in this row's field of study. Not CLE,"
            " PDU, CEU or other credits, and not a duration.",
            repeats=True,
        ),
        StateField(
            "Field of Study",
            DataTypeId.CHOICE,
            "The field of study the credits were earned in.",
            TECHNICAL_FIELDS_OF_STUDY + NON_TECHNICAL_FIELDS_OF_STUDY,
            repeats=True,
        ),
        StateField(
            "Technical or Non-Technical",
            DataTypeId.CHOICE,
            "Whether the field of study is technical.",
            ("Technical", "Non-Technical"),
            repeats=True,
        ),
        StateField(
            "Method of Study",
            DataTypeId.CHOICE,
            "The instructional delivery method.",
            METHODS_OF_STUDY,
        ),
        StateField(
            "NASBA Sponsor ID",
            DataTypeId.TEXT,
            "The sponsor's number in NASBA's National Registry of CPE Sponsors, not a state's.",
        ),
        StateField(
            "Regulatory Review Approval Number",
            DataTypeId.TEXT,
            "The California Board's approval number of a regulatory review course (RRL- or RRS-).",
        ),
    ),
}
