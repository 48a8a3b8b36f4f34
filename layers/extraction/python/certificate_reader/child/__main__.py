"""The child's side: reads one request after another until its parent hangs up.

Called as `python -m certificate_reader.child MODULE:FUNCTION`, the function being the reader.
"""

import gc
import math
import os
import sys
import traceback
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import TracebackType

from certificate_reader.child.failures import out_of_memory, reader_failed
from certificate_reader.child.frames import FrameError, receive, send
from certificate_reader.child.inspect import inspect
from certificate_reader.child.messages import (
    READY,
    Header,
    Read,
    failure_frame,
    parsed_header,
    reading_frame,
)
from certificate_reader.child.restrain import restrain, restrain_reading
from certificate_reader.contents.contents import Wanted
from certificate_reader.documents import Document
from certificate_reader.errors import ReadingError
from certificate_reader.fields import FieldSpec
from certificate_reader.pages import Origin

HEADER_BYTES = 1 << 24
DOCUMENT_BYTES = 1 << 32


def main() -> None:
    requests, replies = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(nowhere, standard)
    module, name = sys.argv[1].split(":")
    read: Read = getattr(import_module(module), name)
    _report_failures_to(replies)
    restrain()
    # What is loaded by now stays until the end: looking through it for rubbish finds none.
    gc.freeze()
    send(replies, [READY], math.inf)
    os.dup2(nowhere, 2)
    with suppress(FrameError):
        while True:
            header = parsed_header(receive(requests, HEADER_BYTES, math.inf))
            documents = tuple(
                Document(name, media_type, receive(requests, DOCUMENT_BYTES, math.inf))
                for name, media_type in header.names
            )
            if header.ocr_origin:
                _look_through_parent(header.ocr_origin, requests, replies)
            send(replies, _reply(read, documents, header), math.inf)


def _reply(read: Read, documents: tuple[Document, ...], header: Header) -> list[bytes]:
    restrain_reading(header.limits)
    try:
        for document in documents:
            inspect(document, header.limits)
        if header.wanted:
            return _contents(documents, header.fields, header.wanted)
        return [reading_frame(read(documents, header.fields))]
    except ReadingError as error:
        return [failure_frame(error)]
    except MemoryError:
        return [failure_frame(out_of_memory())]


def _contents(
    documents: tuple[Document, ...], fields: tuple[FieldSpec, ...], wanted: Wanted
) -> list[bytes]:
    # Imported only in the children of readers that ask a service.
    from certificate_reader.child.page_messages import contents_frames
    from certificate_reader.contents.contents_of import contents_of

    return contents_frames(contents_of(documents, fields, wanted))


def _look_through_parent(origin: Origin, requests: int, replies: int) -> None:
    from certificate_reader.child.parents_ocr import ParentsOcr
    from certificate_reader.ocr.at_hand import put_at_hand

    put_at_hand(ParentsOcr(origin, requests, replies))


def _report_failures_to(replies: int) -> None:
    """Makes a defect of the reader end this process with a reply that says where it is.

    The reply names the exception's type and place, never its message: that may quote the document.
    """

    def report(kind: type[BaseException], _: BaseException, trace: TracebackType | None) -> None:
        frames = traceback.extract_tb(trace)
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
        send(replies, [failure_frame(reader_failed(f"{kind.__name__} in {place}"))], math.inf)

    sys.excepthook = report


if __name__ == "__main__":
    main()
