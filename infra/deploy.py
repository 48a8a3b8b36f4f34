"""Deploys a build with CloudFormation change sets, the same way to AWS and to the local stack."""

import json
from collections.abc import Mapping

from infra.artefacts import has_bucket, send_code
from infra.aws_clients import Client, Connect
from infra.build import Build
from infra.change_sets import can_be_updated, change_stack, execute_change, outputs

_CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]


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
    if not can_be_updated(cloudformation, stack):
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


def _take_in_bucket(cloudformation: Client, s3: Client, stack: str, bucket: str) -> None:
    """Imports the files bucket into a new stack, since a stack can't create what exists.

    An import may do nothing else, so the bucket's settings follow with the next change.
    """
    if not has_bucket(s3, bucket):
        return
    resource = {
        "Type": "AWS::S3::Bucket",
        "DeletionPolicy": "Retain",
        "UpdateReplacePolicy": "Retain",
        "Properties": {"BucketName": bucket},
    }
    execute_change(
        cloudformation,
        stack,
        "IMPORT",
        TemplateBody=json.dumps({"Resources": {"FilesBucket": resource}}),
        ResourcesToImport=[
            {
                "ResourceType": "AWS::S3::Bucket",
                "LogicalResourceId": "FilesBucket",
                "ResourceIdentifier": {"BucketName": bucket},
            }
        ],
    )
