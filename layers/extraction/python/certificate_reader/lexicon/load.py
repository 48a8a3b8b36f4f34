"""Loads the lexicon's data files, once per process."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load_data(name: str) -> dict[str, Any]:
    """The table of `<name>.toml` in this package."""
    source = resources.files("certificate_reader.lexicon").joinpath(f"{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of `words.toml`, in capitals."""
    return frozenset(load_data("words")[name].split())
