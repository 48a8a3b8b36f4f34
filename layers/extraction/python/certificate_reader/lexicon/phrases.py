"""Phrases with choices and optional parts, found in folded text by one automaton.

Syntax: `(a|b c)` is a choice, `[a|b]` may be missing. Spaces and case mean nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from certificate_reader.lexicon.fold import fold

BEGINNING = 5
MOST_DEAD = 60_000


@dataclass(slots=True)
class _Node:
    """A place in the automaton: what a character leads to, and where it may slip for nothing."""

    steps: dict[str, list[int]] = field(default_factory=dict)
    slips: list[int] = field(default_factory=list)
    meanings: list[int] = field(default_factory=list)


class PhraseMatcher:
    """Finds phrases at a given place; meanings are the integers that `add` was given."""

    def __init__(self) -> None:
        self._nodes = [_Node()]
        self._states: dict[frozenset[int], int] = {}
        self._moves: list[dict[str, int]] = []
        self._members: list[frozenset[int]] = []
        self._accepted: list[tuple[int, ...]] = []
        # Most places begin no phrase, and their first characters tell.
        self._dead: set[str] = set()

    def add(self, phrase: str, meaning: int) -> None:
        """To be called before the first match. Raises ValueError where a bracket of the phrase is
        not closed."""
        end = self._build(_parsed(phrase), 0)
        self._nodes[end].meanings.append(meaning)

    def add_all(self, phrases: Iterable[str], meaning: int) -> None:
        for phrase in phrases:
            self.add(phrase, meaning)

    def matches(self, folded: str, start: int) -> list[tuple[int, tuple[int, ...]]]:
        """Every phrase that begins at `start`: where it ends, shortest first, and its meanings."""
        beginning = folded[start : start + BEGINNING]
        if beginning in self._dead:
            return []
        if not self._members:
            self._state(frozenset([0]))
        found: list[tuple[int, tuple[int, ...]]] = []
        state = 0
        for index in range(start, len(folded)):
            character = folded[index]
            move = self._moves[state].get(character)
            state = self._move(state, character) if move is None else move
            if state < 0:
                if index - start < BEGINNING and not found and len(self._dead) < MOST_DEAD:
                    self._dead.add(beginning)
                break
            if self._accepted[state]:
                found.append((index + 1, self._accepted[state]))
        return found

    def _move(self, state: int, character: str) -> int:
        targets: set[int] = set()
        for member in self._members[state]:
            targets.update(self._nodes[member].steps.get(character, ()))
        self._moves[state][character] = reached = self._state(frozenset(targets)) if targets else -1
        return reached

    def _state(self, nodes: frozenset[int]) -> int:
        if nodes in self._states:
            return self._states[nodes]
        closed, waiting = set(nodes), list(nodes)
        while waiting:
            for slip in self._nodes[waiting.pop()].slips:
                if slip not in closed:
                    closed.add(slip)
                    waiting.append(slip)
        self._states[nodes] = number = len(self._members)
        self._members.append(frozenset(closed))
        self._moves.append({})
        meanings = {each for node in closed for each in self._nodes[node].meanings}
        self._accepted.append(tuple(sorted(meanings)))
        return number

    def _build(self, part: "_Part", start: int) -> int:
        if isinstance(part, str):
            for character in part:
                self._nodes.append(_Node())
                self._nodes[start].steps.setdefault(character, []).append(len(self._nodes) - 1)
                start = len(self._nodes) - 1
            return start
        if isinstance(part, list):
            for each in part:
                start = self._build(each, start)
            return start
        self._nodes.append(_Node())
        end = len(self._nodes) - 1
        for alternative in part.alternatives:
            self._nodes[self._build(alternative, self._slipped(start))].slips.append(end)
        if part.optional:
            self._nodes[start].slips.append(end)
        return end

    def _slipped(self, start: int) -> int:
        self._nodes.append(_Node())
        self._nodes[start].slips.append(len(self._nodes) - 1)
        return len(self._nodes) - 1


@dataclass(frozen=True, slots=True)
class _Choice:
    alternatives: "list[list[_Part]]"
    optional: bool


_Part = str | _Choice | list["_Part"]
_CLOSING = {"(": ")", "[": "]"}


def _parsed(phrase: str) -> "list[_Part]":
    alternatives, end = _alternatives(phrase, 0, "")
    if end != len(phrase) or len(alternatives) != 1:
        raise ValueError(f"not a phrase: {phrase}")
    return alternatives[0]


def _alternatives(phrase: str, index: int, closing: str) -> "tuple[list[list[_Part]], int]":
    found: list[list[_Part]] = [[]]
    literal = ""
    while index < len(phrase) and phrase[index] != closing:
        character = phrase[index]
        if character in "([|":
            found[-1].append(fold(literal))
            literal = ""
        if character in _CLOSING:
            inner, index = _alternatives(phrase, index + 1, _CLOSING[character])
            if index >= len(phrase):
                raise ValueError(f"a bracket is not closed: {phrase}")
            found[-1].append(_Choice(inner, character == "["))
        elif character == "|" and closing:
            found.append([])
        else:
            literal += character
        index += 1
    found[-1].append(fold(literal))
    return found, index
