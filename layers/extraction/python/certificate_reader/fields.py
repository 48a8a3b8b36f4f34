"""What is to be read from a document."""

from dataclasses import dataclass
from typing import Literal

DataType = Literal["text", "number", "date", "boolean", "choice"]


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One column of the table that a reading fills.

    `prompt` says in a sentence what belongs in the column; readers take their clues from it
    and from `name`. `choices` lists the canonical values of a `choice` (empty otherwise).
    `repeats` is true for a field that may differ between the rows of one certificate, such as
    the credits of each field of study; other fields have the same value in all its rows.
    """

    name: str
    data_type: DataType
    prompt: str = ""
    choices: tuple[str, ...] = ()
    repeats: bool = False
