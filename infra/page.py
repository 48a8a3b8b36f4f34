"""The page's home on AWS: a private bucket behind CloudFront, and the built page in it."""

import json
import mimetypes
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.aws_clients import Client, Connect
from infra.change_sets import change_stack, outputs
from infra.page_policy import content_security_policy
from infra.sources import ROOT, BuildError
from infra.stage import Stage

_HASHED = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Place:
    """Where the page lives: its bucket, its distribution, and the origin people open."""

    bucket: str
    distribution: str
    origin: str


def make_place(stage: Stage, files_bucket: str, cloudformation: Client) -> Place:
    """Makes or updates the page's stack. It comes before the functions': they name its origin.

    So the API's address is not known yet, and the policy allows API Gateway's in the region.
    """
    stack = f"{stage.stack}-page"
    region = stage.region
    policy = content_security_policy(
        f"https://*.execute-api.{region}.amazonaws.com",
        f"https://{files_bucket}.s3.{region}.amazonaws.com",
        f"https://{files_bucket}.s3.amazonaws.com",
    )
    parameters = {
        "ContentSecurityPolicy": policy,
        "Domain": stage.page.get("domain", ""),
        "CertificateArn": stage.page.get("certificate_arn", ""),
    }
    change_stack(
        cloudformation,
        stack,
        TemplateBody=(ROOT / "infra" / "page.yaml").read_text(),
        Parameters=[
            {"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()
        ],
    )
    made = outputs(cloudformation, stack)
    return Place(made["PageBucketName"], made["DistributionId"], made["PageOrigin"])


def settings_of(stage: Stage, api_url: str) -> dict[str, Any]:
    """The page's `/config.json`; raises BuildError with what the stage lacks."""
    if not stage.page.get("firebase_api_key"):
        raise BuildError("The stage's [page] lacks firebase_api_key.")
    return {
        "api_url": api_url,
        "local_sign_in": False,
        "firebase": {
            "project_id": stage.firebase_project,
            "api_key": stage.page["firebase_api_key"],
        },
    }


def send_page(dist: Path, place: Place, settings: Mapping[str, Any], connect: Connect) -> None:
    """Uploads the built page and its settings, then lets CloudFront fetch them anew.

    Files whose names hold a hash go first and stay for good, so that a page that is open goes on
    working. Raises BuildError when the page is not built.
    """
    if not (dist / "index.html").is_file():
        raise BuildError(f"There is no page in {dist}. `make setup` builds it.")
    s3 = connect("s3")
    files = sorted(file for file in dist.rglob("*") if file.is_file() and file.suffix != ".map")
    files.sort(key=lambda file: not _is_hashed(file, dist))
    for file in files:
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        s3.upload_file(
            str(file),
            place.bucket,
            file.relative_to(dist).as_posix(),
            ExtraArgs={
                "ContentType": kind,
                "CacheControl": _HASHED if _is_hashed(file, dist) else "no-cache",
            },
        )
    s3.put_object(
        Bucket=place.bucket,
        Key="config.json",
        Body=json.dumps(settings).encode(),
        ContentType="application/json",
        CacheControl="no-cache",
    )
    connect("cloudfront").create_invalidation(
        DistributionId=place.distribution,
        InvalidationBatch={
            "Paths": {"Quantity": 1, "Items": ["/*"]},
            "CallerReference": str(time.time_ns()),
        },
    )


def _is_hashed(file: Path, dist: Path) -> bool:
    return file.relative_to(dist).parts[0] == "assets"
