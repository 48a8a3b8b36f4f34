"""Why a file or a task did not make it: a stable code, and a sentence its owner can act on."""

from typing import NamedTuple


class Reason(NamedTuple):
    """`code` is for programs, `detail` for people."""

    code: str
    detail: str


MISSING = Reason("missing", "The file never arrived. Upload it again to the open run.")
WORKER_LOST = Reason("worker_lost", "Reading was cut off. It will be tried again.")
GAVE_UP = Reason(
    "gave_up", "Reading failed several times. Retry the file; if it fails again, check it."
)


def wrong_size(arrived: int, announced: int) -> Reason:
    """An upload of another size (bytes) than was registered."""
    return Reason(
        "wrong_size",
        f"{arrived:,} bytes arrived where {announced:,} were announced. Upload the file again.",
    )
