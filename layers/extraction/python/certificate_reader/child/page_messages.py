"""Contents in a reply: pages as JSON, files in frames of their own."""

import json
from typing import Any, get_args

from certificate_reader.child.limits import Limits
from certificate_reader.child.messages import (
    FAILURES,
    NONSENSE,
    NonsenseError,
    parsed_fraction,
    parsed_reading,
    parsed_text,
    reading_json,
)
from certificate_reader.contents.contents import Contents, ServiceFile
from certificate_reader.media_types import PDF, PICTURES
from certificate_reader.pages import Line, Origin, Page, Word
from certificate_reader.reading import Box

MOST_WORDS = 200_000
CORNERS = ((0, 0), (1, 0), (0, 1), (1, 1))


def contents_frames(contents: Contents) -> list[bytes]:
    """The reply that carries contents: one frame that describes them, then the files' bytes."""
    said = {
        "pages": [_page_json(page) for page in contents.pages],
        "files": [
            [file.document, file.page, file.media_type, file.content is not None]
            for file in contents.files
        ],
        "refused": contents.refused,
        "reading": reading_json(contents.reading) if contents.reading else None,
    }
    files = [file.content for file in contents.files if file.content is not None]
    return [json.dumps({"contents": said}).encode(), *files]


def parsed_contents(
    frame: bytes, columns: tuple[str, ...], documents: int, limits: Limits
) -> tuple[Contents, list[int]]:
    """The contents, every part checked, and which of their files have frames that follow.

    Raises the failure the reply tells of, or NonsenseError.
    """
    try:
        reply = json.loads(frame)
        if "failure" in reply:
            kind, code, detail = (parsed_text(part, 1000) for part in reply["failure"])
            failure = FAILURES[kind](code, detail)
        else:
            return _contents(reply["contents"], columns, documents, limits)
    except NONSENSE as error:
        raise NonsenseError("not a reply") from error
    raise failure


def _contents(
    said: dict[str, Any], columns: tuple[str, ...], documents: int, limits: Limits
) -> tuple[Contents, list[int]]:
    most = limits.pages * documents
    if len(said["pages"]) > most or len(said["files"]) > most + documents:
        raise NonsenseError("more pages than a document may have")
    pages = tuple(_page(page, documents) for page in said["pages"])
    if sum(len(line.words) for page in pages for line in page.lines) > MOST_WORDS:
        raise NonsenseError("more words than pages hold")
    files = tuple(_file(file, documents) for file in said["files"])
    following = [number for number, file in enumerate(said["files"]) if file[3] is True]
    refused = tuple(_index(document, documents) for document in said["refused"])
    told = said["reading"]
    reading = None if told is None else parsed_reading(told, columns, documents)
    return Contents(pages, files, refused, reading), following


def _page_json(page: Page) -> list[Any]:
    lines = [[_word_json(word) for word in line.words] for line in page.lines]
    size = [page.width, page.height]
    return [page.document, page.number, size, page.origin, lines, page.turn, page.to_shown]


def _word_json(word: Word) -> list[Any]:
    box = word.box
    return [word.text, box.left, box.top, box.right, box.bottom, word.confidence]


def _page(said: Any, documents: int) -> Page:
    document, number, (width, height), origin, lines, turn, to_shown = said
    if origin not in get_args(Origin) or turn not in (0, 1, 2, 3):
        raise NonsenseError("no page")
    return Page(
        _index(document, documents),
        _number(number),
        _size(width),
        _size(height),
        origin,
        tuple(Line(tuple(_word(word) for word in line)) for line in lines if line),
        turn,
        None if to_shown is None else _map(to_shown),
    )


def _map(said: Any) -> tuple[float, ...]:
    """A projective map under which no place of the page lies at infinity."""
    terms = tuple(_term(term) for term in said)
    if len(terms) != 8 or any(terms[6] * x + terms[7] * y + 1 <= 0 for x, y in CORNERS):
        raise NonsenseError("no map")
    return terms


def _word(said: Any) -> Word:
    text, left, top, right, bottom, confidence = said
    # Letters may reach over the edge of a page.
    box = Box(*(min(1.0, max(0.0, _term(edge))) for edge in (left, top, right, bottom)))
    return Word(parsed_text(text, 10_000), box, parsed_fraction(confidence))


def _file(said: Any, documents: int) -> ServiceFile:
    document, page, media_type, _ = said
    if media_type != PDF and media_type not in PICTURES:
        raise NonsenseError("no file")
    number = None if page is None else _number(page)
    return ServiceFile(_index(document, documents), number, media_type, None)


def _index(said: Any, count: int) -> int:
    if isinstance(said, bool) or not isinstance(said, int) or not 0 <= said < count:
        raise NonsenseError("a document that is not there")
    return said


def _number(said: Any) -> int:
    if isinstance(said, bool) or not isinstance(said, int) or said < 1:
        raise NonsenseError("no page number")
    return said


def _size(said: Any) -> float:
    size = _term(said)
    if not 0 < size < 1e7:
        raise NonsenseError("no size")
    return size


def _term(said: Any) -> float:
    if isinstance(said, bool) or not isinstance(said, int | float) or not abs(said) < 1e9:
        raise NonsenseError("no number")
    return float(said)
