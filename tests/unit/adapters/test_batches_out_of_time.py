"""A batch that runs out of time gives back what it has not begun."""

from uuid import UUID, uuid4

from pydantic import TypeAdapter

from cpe_tracker.adapters.sqs_batches import Record, handle_batch
from cpe_tracker.messages import TaskQueued


def test_what_no_time_is_left_for_goes_back_untouched_but_the_first_is_always_handled() -> None:
    messages = [TaskQueued(task_id=uuid4()) for _ in range(3)]
    records = [
        Record(str(number), f"handle-{number}", 1, message.model_dump_json())
        for number, message in enumerate(messages)
    ]
    handled: list[UUID] = []
    delayed: list[str] = []

    def handle(message: TaskQueued) -> None:
        handled.append(message.task_id)

    def delay(receipt_handle: str, _seconds: int) -> None:
        delayed.append(receipt_handle)

    answer = handle_batch(
        records,
        TypeAdapter(TaskQueued),
        handle,
        delay,
        may_begin=lambda: False,
    )

    assert handled == [messages[0].task_id]
    assert answer == {"batchItemFailures": [{"itemIdentifier": "1"}, {"itemIdentifier": "2"}]}
    assert delayed == ["handle-1", "handle-2"]
