"""Loads the data files of this package, once per process."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load_data(package: str, name: str) -> dict[str, Any]:
    """The table of `<name>.toml` in the package `certificate_reader.<package>`."""
    source = resources.files(f"certificate_reader.{package}").joinpath(f"{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def belief(name: str) -> float:
    """A number of `beliefs.toml`."""
    return float(load_data("proposals", "beliefs")[name])
