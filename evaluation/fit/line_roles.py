"""Choices among the lines of certificates: which one is the participant, the title, the sponsor."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from certificate_reader.documents import Document
from certificate_reader.layout.caption_vote import caption_sides
from certificate_reader.layout.certificates import sheets_of
from certificate_reader.layout.from_labels import from_labels
from certificate_reader.layout.from_prose import from_prose
from certificate_reader.layout.line_features import Features, features_of, surroundings_of
from certificate_reader.layout.line_roles import ROLES, lines_for
from certificate_reader.layout.roles import families_for
from certificate_reader.layout.segments import text_of
from certificate_reader.layout.sheet import Candidate, Sheet
from certificate_reader.layout.tables import tables_of
from certificate_reader.layout.typed_values import typed_value
from certificate_reader.read import pages_of
from evaluation.fit.choices import Choice
from evaluation.score.columns import Column, load_columns
from evaluation.score.compare import is_right
from evaluation.score.folder import CertificateFile, files_of

TRUTHS = {"participant": "participant_name", "title": "course_title", "provider": "provider"}
KINDS = {"participant": "person", "title": "text", "provider": "text"}
# Where a line is looked for, the phrase that would lead to it is missing or not known.
LEADS = ("under_title_lead", "under_name_lead", "over_name_lead", "over_title_lead", "anchored")


def choices_of(folders: Sequence[Path]) -> dict[str, list[Choice]]:
    """For each role the choices on the pages with a text layer; a group is a design."""
    found: dict[str, list[Choice]] = {role: [] for role in ROLES}
    columns = load_columns()
    for folder in folders:
        for file in files_of(folder):
            if file.origin == "text layer" and "certificates" not in file.truth:
                for role, choice in _of_file(file, columns):
                    found[role].append(choice)
    return found


def _of_file(file: CertificateFile, columns: list[Column]) -> Iterator[tuple[str, Choice]]:
    _, lexicon = families_for([column.spec for column in columns])
    sheets = sheets_of(pages_of(Document(file.path.name, "", file.path.read_bytes()), 0), lexicon)
    if len(sheets) != 1 or file.truth.get("is_certificate") is False:
        return
    sheet = sheets[0]
    announced = _announced(sheet)
    person: int | None = None
    for role, kind in ROLES.items():
        known = [each for each in announced if each.family not in ROLES]
        lines = list(lines_for(sheet, role, known))
        truth = file.truth.get(TRUTHS[role])
        right = [
            number
            for number, line in enumerate(lines)
            if truth
            and (value := typed_value(kind, text_of(line)))
            and is_right(KINDS[role], value.value, [truth])
        ]
        if truth and not right:
            continue
        around = surroundings_of(sheet, person)
        if role == "participant" and right:
            person = lines[right[0]][0].segment.order
        features = tuple(features_of(line, around) for line in lines)
        chosen = right[0] if right else None
        yield role, Choice(features, chosen, str(file.truth["design"]))
        yield role, Choice(_without_leads(features), chosen, str(file.truth["design"]))


def _announced(sheet: Sheet) -> list[Candidate]:
    sides = caption_sides(sheet)
    return from_labels(sheet, sides, tables_of(sheet, sides)) + from_prose(sheet, sides)


def _without_leads(lines: tuple[Features, ...]) -> tuple[Features, ...]:
    return tuple(
        {name: value for name, value in features.items() if name not in LEADS} for features in lines
    )
