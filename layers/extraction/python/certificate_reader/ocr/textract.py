"""Amazon Textract's DetectDocumentText in the role of the OCR."""

from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError
from PIL import Image

from certificate_reader.errors import TransientReadingError, UnreadableDocumentError
from certificate_reader.ocr.port import Corners, SeenLine, SeenWord
from certificate_reader.pages import Origin
from certificate_reader.pictures.encode import encoded

if TYPE_CHECKING:
    from mypy_boto3_textract import TextractClient

REFUSALS = frozenset(
    {
        "BadDocumentException",
        "UnsupportedDocumentException",
        "DocumentTooLargeException",
        "InvalidParameterException",
    }
)


class TextractOcr:
    """Sends each page as a picture; `pages` counts those that were paid for."""

    origin: Origin = "textract"

    def __init__(self, client: "TextractClient") -> None:
        self._client = client
        self.pages = 0

    def lines(self, picture: Image.Image) -> list[SeenLine]:
        """The lines Textract finds. Raises like `lines_in`."""
        return self.lines_in(encoded(picture))

    def lines_in(self, content: bytes) -> list[SeenLine]:
        """The lines Textract finds in a PNG or JPEG.

        Raises TransientReadingError `ocr_unavailable` when it throttles, fails or can't be
        reached, UnreadableDocumentError `ocr_refused` when it can't read the picture.
        """
        try:
            answer = self._client.detect_document_text(Document={"Bytes": content})
        except ClientError as error:
            if error.response["Error"]["Code"] in REFUSALS:
                raise UnreadableDocumentError(
                    "ocr_refused", "The text recognition can't read this picture. Scan it again."
                ) from error
            raise _unavailable() from error
        except BotoCoreError as error:
            raise _unavailable() from error
        self.pages += 1
        return lines_of(answer["Blocks"])


def lines_of(blocks: Any) -> list[SeenLine]:
    """The lines in a DetectDocumentText answer's blocks."""
    words = {block["Id"]: block for block in blocks if block["BlockType"] == "WORD"}
    lines = [
        tuple(_word(words[each]) for each in _children(block) if each in words)
        for block in blocks
        if block["BlockType"] == "LINE"
    ]
    return [SeenLine(line) for line in lines if line]


def _children(block: Any) -> list[str]:
    return [
        each
        for relation in block.get("Relationships", [])
        if relation["Type"] == "CHILD"
        for each in relation["Ids"]
    ]


def _word(block: Any) -> SeenWord:
    a, b, c, d = (
        (float(point["X"]), float(point["Y"])) for point in block["Geometry"]["Polygon"][:4]
    )
    corners: Corners = a, b, c, d
    return SeenWord(block["Text"], corners, float(block["Confidence"]) / 100)


def _unavailable() -> TransientReadingError:
    return TransientReadingError(
        "ocr_unavailable", "The text recognition is busy or away. Try again later."
    )
