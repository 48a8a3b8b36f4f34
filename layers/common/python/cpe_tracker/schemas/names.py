"""What a name that a person gives may look like."""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints


def _printable(name: str) -> str:
    if not name.isprintable():
        raise ValueError("must not contain control characters")
    return name


Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(_printable),
]
