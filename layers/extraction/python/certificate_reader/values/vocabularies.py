"""Closed vocabularies: fields of study and methods, with every spelling that stands for them."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from certificate_reader.lexicon.fold import fold, fold_with_places
from certificate_reader.lexicon.load import load_data
from certificate_reader.lexicon.phrases import PhraseMatcher

# Letters: a term as short as `IT` is one only in capitals.
SHORT = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A canonical value; `listed` is false for a printed term that is none of the list.

    `specific`: the spelling can hardly mean anything else, whatever stands around it; `likely`:
    it seldom does.
    """

    value: str
    listed: bool
    technical: bool | None
    specific: bool = False
    likely: bool = False

    @property
    def is_telling(self) -> bool:
        return self.specific or self.likely


@dataclass(frozen=True, slots=True)
class TermFound:
    """A term of a vocabulary in a text, and where it stands."""

    start: int
    end: int
    entry: Entry


class Vocabulary:
    """The terms of `vocabularies.toml` under a name, found in texts."""

    def __init__(self, name: str) -> None:
        # The same lines are looked at by many steps of a reading.
        self.named = lru_cache(maxsize=2048)(self._named)
        self.terms_in = lru_cache(maxsize=2048)(self._terms_in)
        self._entries: list[Entry] = []
        self._matcher = PhraseMatcher()
        for table in load_data("vocabularies").get(name, []):
            value, technical = table["value"], table.get("technical")
            self._add(table["spellings"] + [value], Entry(value, True, technical))
            self._add(table.get("specific", []), Entry(value, True, technical, specific=True))
            self._add(table.get("likely", []), Entry(value, True, technical, likely=True))
        for table in load_data("vocabularies").get(f"other_{name}", []):
            self._add(table["spellings"], Entry("", False, None))

    def _add(self, spellings: list[str], entry: Entry) -> None:
        self._entries.append(entry)
        self._matcher.add_all(
            (each.replace("(Governmental)", "Governmental") for each in spellings),
            len(self._entries) - 1,
        )

    def _named(self, text: str) -> Entry | None:
        """The entry that a whole text spells."""
        folded = fold(text)
        ends = [found for end, found in self._matcher.matches(folded, 0) if end == len(folded)]
        return self._entry(ends[-1]) if ends else None

    def _terms_in(self, text: str) -> tuple[TermFound, ...]:
        """The terms of a text, longest first at each place, from left to right, none overlapping.

        A term begins and ends where a word does.
        """
        folded, places = fold_with_places(text)
        found: list[TermFound] = []
        index = 0
        while index < len(folded):
            best = None
            specific: tuple[int, ...] = ()
            if _word_starts(text, places, index):
                for end, entries in self._matcher.matches(folded, index):
                    if _word_ends(text, places, end) and _is_closed(text, places, index, end):
                        best = (end, entries)
                        specific += tuple(n for n in entries if self._entries[n].is_telling)
            if best is None:
                index += 1
                continue
            start, stop = places[index], places[best[0] - 1] + 1
            if stop - start <= SHORT and not text[start:stop].isupper():
                index = best[0]
                continue
            if text[stop : stop + 1] == ")" and "(" in text[start:stop]:
                stop += 1
            found.append(TermFound(start, stop, self._entry((*best[1], *specific))))
            index = best[0]
        return tuple(found)

    def _entry(self, numbers: tuple[int, ...]) -> Entry:
        entries = [self._entries[number] for number in numbers]
        return max(entries, key=lambda entry: (entry.listed, entry.specific, entry.likely))


def _word_starts(text: str, places: tuple[int, ...], index: int) -> bool:
    place = places[index]
    if index and places[index - 1] == place:
        return False
    return (
        place == 0
        or not text[place - 1].isalpha()
        or (text[place].isupper() and text[place - 1].islower())
    )


def _word_ends(text: str, places: tuple[int, ...], end: int) -> bool:
    if end < len(places) and places[end] == places[end - 1]:
        return False
    after = places[end - 1] + 1
    return after == len(text) or not text[after].isalpha() or text[after].isupper()


def _is_closed(text: str, places: tuple[int, ...], index: int, end: int) -> bool:
    """Whether what a term opens in brackets ends with it: `in person (Group Live)` are two."""
    piece = text[places[index] : places[end - 1] + 2]
    return "(" not in piece or ")" in piece


@cache
def vocabulary(name: str) -> Vocabulary:
    """`field_of_study` or `method`."""
    return Vocabulary(name)


def is_term(text: str) -> bool:
    """Whether a whole text names a field of study or a method, and so nothing else."""
    return any(vocabulary(name).named(text) for name in ("method", "field_of_study"))


_KIND = re.compile(
    r"(?i)[\s,;:/(\[–—-]*\b(?:non[\s-]?technical|technical|non[\s-]?tech|tech)\b[\s)\]:–—-]*"
)
MOST_WORDS_AROUND = 3
LONGEST_CODE = 5


@lru_cache(maxsize=2048)
def field_of_study_in(text: str) -> Entry | None:
    """The field of study that a text names, alone or with a code or `Technical` beside it."""
    fields = vocabulary("field_of_study")
    text = text.strip(" :;,.-–—=")
    bare = _KIND.sub(" ", text).strip() or text
    named = fields.named(text) or fields.named(bare)
    if named:
        return named
    terms = [term for term in fields.terms_in(bare) if term.entry.listed]
    values = {term.entry.value for term in terms}
    if len(values) != 1:
        return None
    around = bare[: terms[0].start] + bare[terms[-1].end :]
    codes = re.findall(r"[^\W_]+", around)
    short = len(codes) <= MOST_WORDS_AROUND and all(
        code.isdigit() or (code.isupper() and len(code) <= LONGEST_CODE) for code in codes
    )
    return terms[0].entry if short else None
