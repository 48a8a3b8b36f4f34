"""Decides which family of values each column of a template asks for."""

from collections.abc import Sequence
from functools import cache, lru_cache

from certificate_reader.fields import FieldSpec
from certificate_reader.lexicon.families import FamilyLexicon, standard_lexicon, value_type_of
from certificate_reader.lexicon.fold import fold, fold_with_places
from certificate_reader.lexicon.label_words import family_by_words
from certificate_reader.lexicon.load import load_data

# Folded characters: a shorter label in a prompt may be any word of its sentence.
TELLING_LABEL = 10

_TYPES = {
    "number": {"credits"},
    "date": {"date"},
    "boolean": {"technical"},
}


def families_for(fields: Sequence[FieldSpec]) -> tuple[tuple[str, ...], FamilyLexicon]:
    """The family of each field, and a lexicon that knows them all.

    A field that no family of the lexicon matches becomes a family of its own,
    `field:<type>:<name>`, whose label is the field's name.
    """
    return _families_for(tuple(fields))


@lru_cache(maxsize=16)
def _families_for(fields: tuple[FieldSpec, ...]) -> tuple[tuple[str, ...], FamilyLexicon]:
    families: list[str] = []
    own: list[str] = []
    for field in fields:
        family = _family_of(field)
        if family is None or family in families:
            family = f"field:{field.data_type}:{field.name}"
            own.append(family)
        families.append(family)
    return tuple(families), _lexicon_with(tuple(own)) if own else standard_lexicon()


def _family_of(field: FieldSpec) -> str | None:
    named = _family_names().get(fold(field.name))
    for family in (
        named,
        _by_label(field.name),
        family_by_words(field.name),
        _by_prompt(field.prompt),
    ):
        if family and _fits(family, field):
            return family
    return None


def _by_prompt(prompt: str) -> str | None:
    """The family of the longest label that a prompt speaks of."""
    folded, places = fold_with_places(prompt)
    best: tuple[int, str] | None = None
    for start in range(len(folded)):
        if places[start] and prompt[places[start] - 1].isalnum():
            continue
        for end, meanings in standard_lexicon().matches(folded, start):
            ends = end == len(folded) or not prompt[places[end - 1] + 1].isalnum()
            families = meanings.get("labels")
            if ends and families and (not best or end - start > best[0]):
                best = (end - start, families[0])
    return best[1] if best and best[0] >= TELLING_LABEL else None


@lru_cache(maxsize=16)
def _lexicon_with(names: tuple[str, ...]) -> FamilyLexicon:
    lexicon = FamilyLexicon()
    for name in names:
        lexicon.add(name, "labels", [_as_phrase(name.split(":", 2)[2])])
    return lexicon


@cache
def _family_names() -> dict[str, str]:
    return {
        fold(name): family
        for family, table in load_data("families").items()
        for name in [family.replace("_", " "), *table.get("columns", [])]
    }


def _by_label(name: str) -> str | None:
    folded = fold(name)
    for end, meanings in standard_lexicon().matches(folded, 0):
        families = meanings.get("labels") or meanings.get("weak")
        if end == len(folded) and families:
            return families[0]
    return None


def _fits(family: str, field: FieldSpec) -> bool:
    kind = value_type_of(family)
    if field.data_type in _TYPES:
        return kind in _TYPES[field.data_type]
    return True


def _as_phrase(name: str) -> str:
    return "".join(character if character not in "()[]|" else " " for character in name)
