"""Why a command ends with a status other than 0, in a sentence for the person who ran it."""

from collections.abc import Mapping
from typing import ClassVar


class CpeError(Exception):
    """Ends the command. `code` is stable and shown with `--json`; `sentence` says what to do."""

    exit_status: ClassVar[int] = 1

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


class UsageError(CpeError):
    """The command line can't be followed as it stands; nothing was done."""

    exit_status = 2


class InterruptedByUserError(CpeError):
    """Ctrl-C. The sentence says what is kept and how to go on."""

    exit_status = 130

    def __init__(self, sentence: str) -> None:
        super().__init__("interrupted", sentence)


class SomeFailedError(CpeError):
    """The command did what it could, showed its result, and something in it failed."""

    def __init__(self, sentence: str) -> None:
        super().__init__("some_failed", sentence)


class SignInError(CpeError):
    """Nobody is signed in, or the API does not accept who is."""


class AnswerLostError(CpeError):
    """A request that must not be sent twice may or may not have been carried out."""


class ApiProblemError(CpeError):
    """The API refused: its status, and its problem document's `code`, `detail` and members."""

    def __init__(self, status: int, code: str, detail: str, members: Mapping[str, object]) -> None:
        super().__init__(code, detail)
        self.status = status
        self.members = members
