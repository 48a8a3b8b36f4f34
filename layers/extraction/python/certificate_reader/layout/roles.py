"""Decides which family of values each column of a template asks for."""

from certificate_reader.fields import FieldSpec
from certificate_reader.lexicon.families import FamilyLexicon, standard_lexicon, value_type_of
from certificate_reader.lexicon.fold import fold
from certificate_reader.lexicon.load import load_data

_TYPES = {
    "number": {"credits"},
    "date": {"date"},
    "boolean": {"technical"},
}


def families_for(fields: list[FieldSpec]) -> tuple[list[str], FamilyLexicon]:
    """The family of each field, and a lexicon that knows them all.

    A field that no family of the lexicon matches becomes a family of its own, `field:<name>`,
    whose label is the field's name.
    """
    named = _family_names()
    lexicon = standard_lexicon()
    families: list[str] = []
    own: list[tuple[str, FieldSpec]] = []
    for field in fields:
        family = named.get(fold(field.name)) or _by_label(lexicon, field)
        if family is None or not _fits(family, field) or family in families:
            family = f"field:{field.name}"
            own.append((family, field))
        families.append(family)
    if own:
        lexicon = FamilyLexicon()
        for family, field in own:
            lexicon.add(family, "labels", [_as_phrase(field.name)])
    return families, lexicon


def _family_names() -> dict[str, str]:
    return {
        fold(name): family
        for family, table in load_data("families").items()
        for name in [family.replace("_", " "), *table.get("columns", [])]
    }


def _by_label(lexicon: FamilyLexicon, field: FieldSpec) -> str | None:
    folded = fold(field.name)
    for end, meanings in lexicon.matches(folded, 0):
        if end == len(folded):
            for meaning in meanings:
                if meaning.kind in ("labels", "weak"):
                    return meaning.family
    return None


def _fits(family: str, field: FieldSpec) -> bool:
    kind = value_type_of(family)
    if field.data_type in _TYPES:
        return kind in _TYPES[field.data_type]
    return True


def _as_phrase(name: str) -> str:
    return "".join(character if character not in "()[]|" else " " for character in name)
