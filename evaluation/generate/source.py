"""A part's source: its designs and its vocabulary."""

import tomllib
from pathlib import Path
from typing import Any


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
