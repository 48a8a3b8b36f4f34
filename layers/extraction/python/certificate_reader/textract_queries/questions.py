"""The questions that a template's fields become."""

import re
from collections.abc import Sequence

from certificate_reader.fields import FieldSpec
from certificate_reader.layout.roles import families_for
from certificate_reader.proposals.load import load_data

LONGEST = 200
# Textract takes plain characters only.
_NOT_TAKEN = re.compile(r"[^a-zA-Z0-9\s!\"#$%'&()*+,\-./:;=?@\[\\\]^_`{|}~><]")


def questions_for(fields: Sequence[FieldSpec]) -> dict[int, str]:
    """A question for each column that does not follow from another one, by column's index."""
    families, _ = families_for(fields)
    data = load_data("textract_queries", "questions")
    questions: dict[int, str] = {}
    for index, (field, family) in enumerate(zip(fields, families, strict=True)):
        if family == "technical" and "field_of_study" in families:
            continue
        asked = data["questions"].get(family) or data["other"].format(name=field.name)
        questions[index] = " ".join(_NOT_TAKEN.sub(" ", asked).split())[:LONGEST]
    return questions


def beginning_columns(fields: Sequence[FieldSpec]) -> list[int]:
    """The columns whose values tell one certificate from the next."""
    families, _ = families_for(fields)
    begins = load_data("textract_queries", "questions")["begins"]["families"]
    return [index for index, family in enumerate(families) if family in begins]
