"""Cutting what a service takes only so many of at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def in_batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of up to `size` items, in order; none is empty."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch
