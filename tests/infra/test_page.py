"""The page's way to AWS."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.stub import ANY, Stubber
from moto import mock_aws

from infra.page import Place, send_page, settings_of
from infra.page_policy import content_security_policy
from infra.sources import BuildError
from infra.stage import Stage

PLACE = Place("page", "E123", "https://d.cloudfront.test")
STAGE = Stage("prod", "us-east-1", "firebase", {"firebase_api_key": "key"})


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        client = boto3.client("s3", region_name="us-east-1")
        client.create_bucket(Bucket="page")
        yield client


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "index-abc.js").write_text("x")
    (tmp_path / "assets" / "index-abc.js.map").write_text("x")
    (tmp_path / "index.html").write_text("<!doctype html>")
    return tmp_path


def send(dist: Path, s3: Any) -> None:
    cloudfront = boto3.client("cloudfront", region_name="us-east-1")
    with Stubber(cloudfront) as stub:
        stub.add_response(
            "create_invalidation",
            {},
            {
                "DistributionId": "E123",
                "InvalidationBatch": {
                    "Paths": {"Quantity": 1, "Items": ["/*"]},
                    "CallerReference": ANY,
                },
            },
        )
        clients = {"s3": s3, "cloudfront": cloudfront}
        send_page(dist, PLACE, settings_of(STAGE, "https://api.test/v1"), clients.__getitem__)
        stub.assert_no_pending_responses()


def test_hashed_files_are_kept_for_good_and_the_rest_is_asked_for_anew(dist: Path, s3: Any) -> None:
    send(dist, s3)

    heads = {
        item["Key"]: s3.head_object(Bucket="page", Key=item["Key"])
        for item in s3.list_objects_v2(Bucket="page")["Contents"]
    }
    assert {key: (head["CacheControl"], head["ContentType"]) for key, head in heads.items()} == {
        "assets/index-abc.js": ("public, max-age=31536000, immutable", "text/javascript"),
        "index.html": ("no-cache", "text/html"),
        "config.json": ("no-cache", "application/json"),
    }


def test_the_page_learns_where_the_api_is_and_takes_no_local_sign_in(dist: Path, s3: Any) -> None:
    send(dist, s3)

    settings = json.loads(s3.get_object(Bucket="page", Key="config.json")["Body"].read())
    assert settings == {
        "api_url": "https://api.test/v1",
        "local_sign_in": False,
        "firebase": {"project_id": "firebase", "api_key": "key"},
    }


def test_a_page_that_is_not_built_is_said(tmp_path: Path, s3: Any) -> None:
    with pytest.raises(BuildError, match="make setup"):
        send_page(tmp_path, PLACE, {}, {"s3": s3}.__getitem__)


def test_a_stage_without_the_key_of_firebase_is_said() -> None:
    stage = Stage("prod", "us-east-1", "firebase", {})

    with pytest.raises(BuildError, match="firebase_api_key"):
        settings_of(stage, "https://api.test")


def test_no_inline_script_is_allowed() -> None:
    policy = dict(
        part.split(" ", 1) for part in content_security_policy("https://api.test").split("; ")
    )

    assert policy["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert policy["default-src"] == "'none'"
    assert "https://api.test" in policy["connect-src"]
