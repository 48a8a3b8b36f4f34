"""The bucket that code is deployed from."""

import copy

from botocore.exceptions import ClientError

from infra.archives import content_key
from infra.aws_clients import Client
from infra.build import Build
from infra.template import Template


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
    if has_bucket(s3, name):
        return
    region = s3.meta.region_name
    place = {} if region == "us-east-1" else {"LocationConstraint": region}
    s3.create_bucket(Bucket=name, **({"CreateBucketConfiguration": place} if place else {}))


def has_bucket(s3: Client, name: str) -> bool:
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
