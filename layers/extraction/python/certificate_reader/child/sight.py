"""Answers a child that has no network and no credentials, and asks its parent to read pictures.

The child sends `SEE` and a picture's bytes; the parent answers with lines of words, or with why
there are none. The parent never decodes the picture.
"""

import json
from typing import Any, Protocol

from certificate_reader.child.messages import FAILURES, failure_frame
from certificate_reader.errors import ReadingError
from certificate_reader.ocr.port import Corners, SeenLine, SeenWord
from certificate_reader.pages import Origin

SEE = json.dumps({"see": True}).encode()
PICTURE_BYTES = 10 * 1024 * 1024


class RemoteOcr(Protocol):
    """An OCR service that takes a PNG or JPEG as bytes, such as `TextractOcr`."""

    @property
    def origin(self) -> Origin: ...

    def lines_in(self, content: bytes) -> list[SeenLine]: ...


def answer_frame(ocr: RemoteOcr, picture: bytes) -> bytes:
    """What the service finds in the picture, or why it finds nothing."""
    try:
        lines = ocr.lines_in(picture)
    except ReadingError as error:
        return failure_frame(error)
    said = [[[word.text, word.corners, word.confidence] for word in line.words] for line in lines]
    return json.dumps({"lines": said}).encode()


def parsed_answer(frame: bytes) -> list[SeenLine]:
    """The lines in an answer. Raises the failure that it tells of."""
    answer = json.loads(frame)
    if "failure" in answer:
        kind, code, detail = answer["failure"]
        raise FAILURES[kind](code, detail)
    return [SeenLine(tuple(_word(word) for word in line)) for line in answer["lines"]]


def _word(said: Any) -> SeenWord:
    text, places, confidence = said
    a, b, c, d = ((float(x), float(y)) for x, y in places)
    corners: Corners = a, b, c, d
    return SeenWord(text, corners, confidence)
