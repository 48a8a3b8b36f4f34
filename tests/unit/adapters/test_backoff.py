"""How long a message that can't be handled now stays away."""

import pytest

from cpe_tracker.adapters.sqs_batches import backoff_seconds

LONGEST_VISIBILITY = 43_200
"""The most SQS takes."""


@pytest.mark.parametrize(
    ("receives", "shortest", "longest"),
    [(1, 2, 4), (2, 4, 8), (5, 32, 64), (8, 256, 512), (9, 300, 600), (400, 300, 600)],
)
def test_it_doubles_up_to_ten_minutes(receives: int, shortest: int, longest: int) -> None:
    drawn = {backoff_seconds(receives) for _ in range(500)}
    assert shortest <= min(drawn)
    assert max(drawn) <= longest <= LONGEST_VISIBILITY


@pytest.mark.parametrize("receives", [0, -1])
def test_a_count_that_makes_no_sense_still_waits(receives: int) -> None:
    assert 1 <= backoff_seconds(receives) <= 4


def test_messages_delayed_together_do_not_come_back_together() -> None:
    assert len({backoff_seconds(9) for _ in range(100)}) > 10
