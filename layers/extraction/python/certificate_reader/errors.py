"""Why a document could not be read."""


class ReadingError(Exception):
    """Base of this library's errors. `code` is stable; `detail` is a sentence for the owner."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


class UnreadableDocumentError(ReadingError):
    """Reading this document again would fail again: encrypted, corrupt, over a limit."""


class TransientReadingError(ReadingError):
    """The reading may succeed when tried later: a service throttled, timed out or was away."""
