"""The kinds of values a field can have. Seeded into `data_types`."""

from enum import StrEnum
from typing import NamedTuple


class DataTypeId(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    CHOICE = "choice"


class DataTypeSeed(NamedTuple):
    id: DataTypeId
    name: str
    normal_form: str
    export_form: str


DATA_TYPES = (
    DataTypeSeed(DataTypeId.TEXT, "Text", "As printed, spaces folded", "text"),
    DataTypeSeed(DataTypeId.NUMBER, "Number", "A plain decimal, such as 1.5", "number"),
    DataTypeSeed(DataTypeId.DATE, "Date", "YYYY-MM-DD", "date"),
    DataTypeSeed(DataTypeId.BOOLEAN, "Yes or no", "true or false", "boolean"),
    DataTypeSeed(DataTypeId.CHOICE, "Choice", "One of the field's choices", "text"),
)
