"""CloudFormation's change sets: made, looked at, executed, waited for."""

import time
from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError

from infra.aws_clients import Client
from infra.sources import BuildError

_LONGEST_SECONDS = 3600


def change_stack(cloudformation: Client, stack: str, **template: Any) -> None:
    """Creates or updates a stack through a change set; raises BuildError if that fails."""
    kind = "UPDATE" if can_be_updated(cloudformation, stack) else "CREATE"
    execute_change(cloudformation, stack, kind, **template)


def can_be_updated(cloudformation: Client, stack: str) -> bool:
    """Whether there is a stack to update; deletes what is left of one whose creation failed."""
    status = _status(cloudformation, stack)
    if status == "ROLLBACK_COMPLETE":
        cloudformation.delete_stack(StackName=stack)
        cloudformation.get_waiter("stack_delete_complete").wait(StackName=stack)
        return False
    return status is not None


def outputs(cloudformation: Client, stack: str) -> dict[str, str]:
    described = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]
    return {output["OutputKey"]: output["OutputValue"] for output in described.get("Outputs", [])}


def _status(cloudformation: Client, stack: str) -> str | None:
    """None while there is no stack, or nothing but a change set for one."""
    try:
        described = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]
    except ClientError as error:
        if "does not exist" in error.response["Error"].get("Message", ""):
            return None
        raise
    status: str = described["StackStatus"]
    return None if status == "REVIEW_IN_PROGRESS" else status


def execute_change(cloudformation: Client, stack: str, kind: str, **change: Any) -> None:
    """Makes a change set and executes it, unless it changes nothing.

    Raises BuildError with CloudFormation's first reason.
    """
    name = f"change-{time.time_ns()}"
    cloudformation.create_change_set(
        StackName=stack, ChangeSetName=name, ChangeSetType=kind, **change
    )

    def change_set() -> tuple[str, str]:
        made = cloudformation.describe_change_set(StackName=stack, ChangeSetName=name)
        return made["Status"], made.get("StatusReason", "")

    status, reason = _settled(change_set)
    if status == "FAILED":
        cloudformation.delete_change_set(StackName=stack, ChangeSetName=name)
        if "didn't contain changes" in reason or "No updates" in reason:
            return
        raise BuildError(f"CloudFormation refused the change: {reason}")
    started = time.time()
    cloudformation.execute_change_set(StackName=stack, ChangeSetName=name)

    def progress() -> tuple[str, str]:
        described = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]
        return described["StackStatus"], described.get("StackStatusReason", "")

    status, reason = _settled(progress)
    if "ROLLBACK" in status or "FAILED" in status:
        raise BuildError(_first_failure(cloudformation, stack, started) or f"{status}: {reason}")


def _settled(look: Callable[[], tuple[str, str]]) -> tuple[str, str]:
    """Looks until nothing is in progress any more, at growing intervals."""
    pause, until = 0.05, time.monotonic() + _LONGEST_SECONDS
    while time.monotonic() < until:
        status, reason = look()
        if not status.endswith(("IN_PROGRESS", "PENDING")):
            return status, reason
        time.sleep(pause)
        pause = min(pause * 1.5, 5)
    raise BuildError("CloudFormation has not come to an end for an hour.")


def _first_failure(cloudformation: Client, stack: str, since: float) -> str | None:
    events = cloudformation.describe_stack_events(StackName=stack)["StackEvents"]
    for event in reversed(events):
        recent = event["Timestamp"].timestamp() >= since - 1
        if recent and event["ResourceStatus"].endswith("FAILED"):
            why = event.get("ResourceStatusReason", "no reason given")
            return f"{event['LogicalResourceId']} could not be made: {why}"
    return None
