"""The families of labels, and the automaton that finds their phrases."""

from functools import cache
from typing import Literal

from certificate_reader.lexicon.load import load_data
from certificate_reader.lexicon.phrases import PhraseMatcher

PhraseKind = Literal["labels", "weak", "soft", "before", "after", "stop"]
KINDS: tuple[PhraseKind, ...] = ("labels", "weak", "before", "after", "stop")


Meanings = dict[PhraseKind, tuple[str, ...]]
"""What a phrase announces: the families of values, by the side of the phrase they stand on."""


OWN_TYPES = {"date": "date", "number": "number", "boolean": "boolean"}


@cache
def value_type_of(family: str) -> str:
    """How the family's values look. A template's own family says it: `field:<type>:<name>`."""
    if family.startswith("field:"):
        return OWN_TYPES.get(family.split(":")[1], "text")
    return str(load_data("families").get(family, {}).get("type", "text"))


class FamilyLexicon:
    """The phrases of all families. Templates may add families with labels of their own."""

    def __init__(self) -> None:
        self._matcher = PhraseMatcher()
        self._announced: list[tuple[str, PhraseKind]] = []
        self._meanings: dict[tuple[int, ...], Meanings] = {}
        for family, table in load_data("families").items():
            for kind in KINDS:
                self.add(family, kind, table.get(kind, []))
            self.add(family, "labels", _state_labels(table.get("state_labels", [])))

    def add(self, family: str, kind: PhraseKind, phrases: list[str]) -> None:
        if phrases:
            self._announced.append((family, kind))
            self._matcher.add_all(phrases, len(self._announced) - 1)

    def matches(self, folded: str, start: int) -> list[tuple[int, Meanings]]:
        """Every phrase that begins at `start` of a folded text: its end and its meanings."""
        found = self._matcher.matches(folded, start)
        return [(end, self._meanings.get(numbers) or self._of(numbers)) for end, numbers in found]

    def _of(self, numbers: tuple[int, ...]) -> Meanings:
        meanings: Meanings = {}
        for number in numbers:
            family, kind = self._announced[number]
            meanings[kind] = (*meanings.get(kind, ()), family)
        self._meanings[numbers] = meanings
        return meanings


def state_names() -> list[str]:
    """The names of states in small letters."""
    return list(load_data("states")["names"])


def _state_labels(phrases: list[str]) -> list[str]:
    states = load_data("states")
    choice = "|".join(states["names"] + states["abbreviations"])
    return [phrase.replace("(STATE)", f"({choice})") for phrase in phrases]


@cache
def standard_lexicon() -> FamilyLexicon:
    return FamilyLexicon()
