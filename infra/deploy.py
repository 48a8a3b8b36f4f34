"""Deploys a build with CloudFormation change sets, the same way to AWS and to the local stack."""

import copy
import json
import time
from collections.abc import Callable, Mapping
from typing import Any

from botocore.exceptions import ClientError

from infra.archives import content_key
from infra.build import Build
from infra.sources import BuildError
from infra.template import Template

Client = Any
"""A boto3 client; boto3's own are untyped."""

Connect = Callable[[str], Client]
"""Makes the client of a service by its name."""

_CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
_LONGEST_SECONDS = 3600


def deploy(
    build: Build, stack: str, parameters: Mapping[str, str], artefacts: str, connect: Connect
) -> dict[str, str]:
    """Brings `stack` to the build's template and returns its outputs.

    Code goes to the bucket `artefacts` under keys made of its content, so what is there already
    isn't sent again. A files bucket that an earlier stack left behind is taken in. Raises
    BuildError with CloudFormation's first reason when the change fails; the stack is as before.
    """
    template = send_code(build, artefacts, connect("s3"))
    body = json.dumps(template)
    key = f"templates/{stack}.json"
    connect("s3").put_object(Bucket=artefacts, Key=key, Body=body.encode())
    cloudformation = connect("cloudformation")
    if not _exists(cloudformation, stack):
        _take_in_bucket(cloudformation, connect("s3"), stack, parameters["FilesBucketName"])
    url = f"{connect('s3').meta.endpoint_url}/{artefacts}/{key}"
    change_stack(
        cloudformation,
        stack,
        TemplateURL=url,
        Capabilities=_CAPABILITIES,
        Parameters=[
            {"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()
        ],
    )
    return outputs(cloudformation, stack)


def change_stack(cloudformation: Client, stack: str, **template: Any) -> None:
    """Creates or updates a stack through a change set; raises BuildError if that fails."""
    kind = "UPDATE" if _exists(cloudformation, stack) else "CREATE"
    _change(cloudformation, stack, ChangeSetType=kind, **template)


def outputs(cloudformation: Client, stack: str) -> dict[str, str]:
    described = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]
    return {output["OutputKey"]: output["OutputValue"] for output in described.get("Outputs", [])}


def send_code(build: Build, artefacts: str, s3: Client) -> Template:
    """Uploads what the bucket lacks; returns the template with the code's places in it."""
    _make_sure_of_bucket(s3, artefacts)
    places = {}
    for name, archive in build.archives.items():
        key = content_key(archive)
        places[name] = {"Bucket": artefacts, "Key": key}
        if not _has_object(s3, artefacts, key):
            s3.upload_file(str(archive), artefacts, key)
    template = copy.deepcopy(build.template)
    for resource in template["Resources"].values():
        properties = resource["Properties"]
        for code in ("CodeUri", "ContentUri"):
            if code in properties:
                properties[code] = places[properties[code]]
    return template


def _make_sure_of_bucket(s3: Client, name: str) -> None:
    if _has_bucket(s3, name):
        return
    region = s3.meta.region_name
    place = {} if region == "us-east-1" else {"LocationConstraint": region}
    s3.create_bucket(Bucket=name, **({"CreateBucketConfiguration": place} if place else {}))


def _has_bucket(s3: Client, name: str) -> bool:
    try:
        s3.head_bucket(Bucket=name)
    except ClientError as error:
        if error.response["Error"]["Code"] in ("404", "NoSuchBucket"):
            return False
        raise
    return True


def _has_object(s3: Client, bucket: str, key: str) -> bool:
    try:
        s3.head_object(Bucket=bucket, Key=key)
    except ClientError as error:
        if error.response["Error"]["Code"] in ("404", "NoSuchKey"):
            return False
        raise
    return True


def _exists(cloudformation: Client, stack: str) -> bool:
    try:
        described = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]
    except ClientError as error:
        if "does not exist" in error.response["Error"].get("Message", ""):
            return False
        raise
    return bool(described["StackStatus"] != "REVIEW_IN_PROGRESS")


def _take_in_bucket(cloudformation: Client, s3: Client, stack: str, bucket: str) -> None:
    """Imports the files bucket into a new stack, since a stack can't create what exists.

    An import may do nothing else, so the bucket's settings follow with the next change.
    """
    if not _has_bucket(s3, bucket):
        return
    resource = {
        "Type": "AWS::S3::Bucket",
        "DeletionPolicy": "Retain",
        "UpdateReplacePolicy": "Retain",
        "Properties": {"BucketName": bucket},
    }
    _change(
        cloudformation,
        stack,
        TemplateBody=json.dumps({"Resources": {"FilesBucket": resource}}),
        ChangeSetType="IMPORT",
        ResourcesToImport=[
            {
                "ResourceType": "AWS::S3::Bucket",
                "LogicalResourceId": "FilesBucket",
                "ResourceIdentifier": {"BucketName": bucket},
            }
        ],
    )


def _change(cloudformation: Client, stack: str, **change: Any) -> None:
    """Makes a change set and executes it, unless it changes nothing."""
    name = f"change-{time.time_ns()}"
    cloudformation.create_change_set(StackName=stack, ChangeSetName=name, **change)

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

    def stack_status() -> tuple[str, str]:
        described = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]
        return described["StackStatus"], described.get("StackStatusReason", "")

    status, reason = _settled(stack_status)
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
