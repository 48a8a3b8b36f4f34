"""A part's source: its designs, its vocabulary, and how much of it to draw."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much of a part is drawn: `contents` certificates of every design as PDF, and of the
    first `pictured` of them `pictures` spoiled versions each (None: of all). `layers` are what a
    PDF's text layer is drawn from where its design does not say.
    """

    contents: int = 4
    pictures: int = 1
    pictured: int | None = None
    layers: Sequence[str] = (*["plain"] * 5, "words", "chars", "shuffled", "repeated", "turned")


def amounts_of(source: Path) -> Amounts:
    """What a part's `part.toml` asks for, if it has one."""
    path = source / "part.toml"
    asked: dict[str, Any] = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    return Amounts(**asked)


def designs_of(source: Path) -> list[dict[str, Any]]:
    """The designs of `designs*.toml` in a part's folder."""
    return [
        design
        for path in sorted(source.glob("designs*.toml"))
        for design in tomllib.loads(path.read_text("utf-8"))["design"]
    ]


def words_of(source: Path) -> dict[str, Any]:
    """The vocabulary of a part: its `words*.toml`, lists of the same name put together."""
    words: dict[str, Any] = {}
    for path in sorted(source.glob("words*.toml")):
        _add(words, tomllib.loads(path.read_text("utf-8")))
    return words


def _add(words: dict[str, Any], more: dict[str, Any]) -> None:
    for name, value in more.items():
        if isinstance(value, dict):
            _add(words.setdefault(name, {}), value)
        else:
            words[name] = words.get(name, []) + value
