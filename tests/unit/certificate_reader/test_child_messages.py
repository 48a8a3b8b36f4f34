"""What a child says is believed only as far as it makes sense."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificate_reader.child.messages import (
    NonsenseError,
    failure_frame,
    parsed_reply,
    reading_frame,
)
from certificate_reader.errors import TransientReadingError, UnreadableDocumentError
from certificate_reader.reading import Box, Cell, Evidence, Reading, ReadingWarning, Usage

COLUMNS = ("Course title", "CPE credits")
READING = Reading(
    COLUMNS,
    (
        (
            Cell("Ethics", "ETHICS", 0.97, Evidence(1, 2, Box(0.1, 0.2, 0.3, 0.25), "ETHICS")),
            Cell(None, None, 0.4, None),
        ),
    ),
    True,
    (ReadingWarning("total_differs", "The credits don't add up."),),
    "layout",
    "1.2",
    Usage({"pages": 2}, Decimal("0.0030")),
)


def said() -> dict[str, Any]:
    reply: dict[str, Any] = json.loads(reading_frame(READING))
    return reply


def parsed(reply: Any) -> Reading:
    return parsed_reply(json.dumps(reply).encode(), COLUMNS, documents=2)


def test_a_reading_survives_the_pipe() -> None:
    assert parsed(said()) == READING


@pytest.mark.parametrize("error", [UnreadableDocumentError, TransientReadingError])
def test_a_failure_keeps_its_kind(error: type[UnreadableDocumentError]) -> None:
    frame = failure_frame(error("encrypted", "It is locked."))
    with pytest.raises(error, match="encrypted: It is locked"):
        parsed_reply(frame, COLUMNS, documents=1)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("columns",), ["Course title"]),
        (("rows", 0, 0, 2), 1.5),
        (("rows", 0, 0, 2), True),
        (("rows", 0, 0, 2), "0.9"),
        (("rows", 0, 0, 3, 0), 2),
        (("rows", 0, 0, 3, 1), 0),
        (("rows", 0, 0, 3, 2), 0.9),
        (("rows", 0, 0, 3, 5), 7),
        (("rows", 0, 0, 0), 5),
        (("rows", 0), [["Ethics", None, 0.9, None]]),
        (("is_certificate",), "yes"),
        (("usage",), [{"pages": 1}, "much"]),
        (("warnings",), [["only a code"]]),
    ],
)
def test_nonsense_is_refused(path: tuple[str | int, ...], value: Any) -> None:
    reply = said()
    place: Any = reply["reading"]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(NonsenseError):
        parsed(reply)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_do_more_than_be_refused(frame: bytes) -> None:
    with pytest.raises(NonsenseError):
        parsed_reply(frame, COLUMNS, documents=1)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from(["reading", "failure", "rows", "columns"]), inner)
        ),
        max_leaves=12,
    )
)
def test_no_json_does_more_than_be_refused(reply: Any) -> None:
    with pytest.raises(NonsenseError):
        parsed(reply)
