"""The OCR that reads this process's pictures."""

from importlib.util import find_spec

from certificate_reader.errors import UnreadableDocumentError
from certificate_reader.ocr.port import Ocr

_at_hand: Ocr | None = None


def put_at_hand(ocr: Ocr | None) -> None:
    """Makes `ocr` read this process's pictures from now on; None: the embedded one."""
    global _at_hand
    _at_hand = ocr


def ocr_at_hand() -> Ocr:
    """The OCR put at hand, else the embedded one, loaded once.

    Raises UnreadableDocumentError `ocr_not_installed` where its packages are missing.
    """
    if _at_hand is None:
        put_at_hand(_embedded())
    assert _at_hand is not None
    return _at_hand


def _embedded() -> Ocr:
    if find_spec("rapidocr") is None or find_spec("onnxruntime") is None:
        raise UnreadableDocumentError(
            "ocr_not_installed",
            "Pictures and scans can't be read on this installation. Upload a PDF with text.",
        )
    from certificate_reader.ocr.rapid import RapidOcr

    return RapidOcr()
