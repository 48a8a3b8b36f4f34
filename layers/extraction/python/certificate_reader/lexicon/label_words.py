"""Tells a label's family by its words, for wordings that are in no list."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from certificate_reader.lexicon.fold import fold
from certificate_reader.lexicon.load import load_data

MOST_WORDS = 8
# The share of a label's words that its family must explain.
EXPLAINED = 0.5
_WORD = re.compile(r"[^\W_]+|#")


@dataclass(frozen=True, slots=True)
class WordSet:
    """Exact words and beginnings of words, folded."""

    exact: frozenset[str]
    stems: tuple[str, ...]

    def has(self, folded: str) -> bool:
        return folded in self.exact or folded.startswith(self.stems)

    def has_word(self, word: str) -> bool:
        return self.has(fold(word))


@dataclass(frozen=True, slots=True)
class _Family:
    name: str
    groups: tuple[WordSet, ...]
    bars: WordSet


@cache
def _families() -> tuple[_Family, ...]:
    return tuple(
        _Family(name, tuple(_words(group) for group in table["groups"]), _words(table["bars"]))
        for name, table in load_data("label_words")["families"].items()
    )


@cache
def word_set(table: str, name: str) -> WordSet:
    """A list of words of a data file; `*` stands for any ending."""
    return _words(load_data(table)[name])


def _words(patterns: list[str]) -> WordSet:
    return WordSet(
        frozenset(fold(each) for each in patterns if not each.endswith("*")),
        tuple(fold(each[:-1]) for each in patterns if each.endswith("*")),
    )


@cache
def _small() -> frozenset[str]:
    return frozenset(fold(each) for each in load_data("label_words")["small"])


@lru_cache(maxsize=4096)
def _said_by(word: str) -> tuple[frozenset[tuple[int, int]], frozenset[int]]:
    """The families and their groups that a folded word belongs to, and the families it bars."""
    families = _families()
    groups = frozenset(
        (number, place)
        for number, family in enumerate(families)
        for place, group in enumerate(family.groups)
        if group.has(word)
    )
    return groups, frozenset(n for n, family in enumerate(families) if family.bars.has(word))


@lru_cache(maxsize=2048)
def family_by_words(label: str) -> str | None:
    """The family that explains most of a label's words, or None where none or several do.

    Of two that explain as many, the one whose word comes first: `Publisher of the course`.
    """
    words = [fold(word) for word in _WORD.findall(label)]
    words = [word for word in words if word]
    if not 1 <= len(words) <= MOST_WORDS:
        return None
    said = [_said_by(word) for word in words]
    barred = frozenset[int]().union(*(barring for _, barring in said))
    spoken = frozenset[tuple[int, int]]().union(*(groups for groups, _ in said))
    best: list[tuple[float, int, str]] = []
    for number in {number for number, _ in spoken} - barred:
        family = _families()[number]
        if any((number, group) not in spoken for group in range(len(family.groups))):
            continue
        told = [any(each == number for each, _ in groups) for groups, _ in said]
        untold = sum(
            not tells and word not in _small() for word, tells in zip(words, told, strict=True)
        )
        share = sum(told) / (sum(told) + untold)
        if share >= EXPLAINED:
            best.append((share + 0.1 * len(family.groups), -told.index(True), family.name))
    best.sort(reverse=True)
    if not best or (len(best) > 1 and best[0][:2] == best[1][:2]):
        return None
    return best[0][2]
