"""The OCR of a child whose parent reads pictures in its stead."""

import math

from PIL import Image

from certificate_reader.child.frames import receive, send
from certificate_reader.child.sight import SEE, parsed_answer
from certificate_reader.ocr.port import SeenLine
from certificate_reader.pages import Origin
from certificate_reader.pictures.encode import encoded

ANSWER_BYTES = 1 << 24


class ParentsOcr:
    """Sends each picture to the parent over the pipes of this process."""

    def __init__(self, origin: Origin, requests: int, replies: int) -> None:
        self.origin = origin
        self._requests = requests
        self._replies = replies

    def lines(self, picture: Image.Image) -> list[SeenLine]:
        """The lines the parent's service finds. Raises what that raises."""
        send(self._replies, [SEE, encoded(picture)], math.inf)
        return parsed_answer(receive(self._requests, ANSWER_BYTES, math.inf))
