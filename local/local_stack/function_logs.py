"""What the functions wrote, read from the emulator's log group."""

from collections.abc import Iterator

from local_stack import emulator
from local_stack.state import StackState

_BOOKKEEPING = ("START RequestId", "END RequestId", "REPORT RequestId")


def function_logs(state: StackState) -> Iterator[str]:
    """The lines of all functions since the stack started, oldest first."""
    pages = (
        emulator.connect(state.s3_endpoint, "logs")
        .get_paginator("filter_log_events")
        .paginate(logGroupName=state.function_logs)
    )
    for page in pages:
        for event in page["events"]:
            if not event["message"].startswith(_BOOKKEEPING):
                yield event["message"].rstrip()
