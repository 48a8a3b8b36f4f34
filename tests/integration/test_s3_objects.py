"""Files in S3, on moto and on a real endpoint."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from cpe_tracker.adapters.s3 import S3Objects
from cpe_tracker.errors import ObjectChangedError, TemporarilyUnavailableError
from tests.integration.conftest import Aws, client_of_nothing

KEY = "users/ada/jobs/1/runs/2/files/3"


@pytest.fixture
def objects(aws: Aws) -> S3Objects:
    return S3Objects(aws.s3, aws.bucket)


def put(aws: Aws, key: str, content: bytes) -> str:
    return aws.s3.put_object(Bucket=aws.bucket, Key=key, Body=content)["ETag"]


def test_what_is_listed_has_its_size_and_etag(aws: Aws, objects: S3Objects) -> None:
    etag = put(aws, KEY, b"12345")
    put(aws, "users/eve/other", b"x")

    listed = objects.list_objects("users/ada/")

    assert [(one.key, one.size, one.etag) for one in listed.values()] == [(KEY, 5, etag)]


def test_a_listing_goes_on_after_a_thousand(aws: Aws, objects: S3Objects) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda number: put(aws, f"many/{number:04}", b"x"), range(1003)))

    assert len(objects.list_objects("many/")) == 1003


def test_exactly_what_was_submitted_is_read(aws: Aws, objects: S3Objects) -> None:
    etag = put(aws, KEY, b"submitted")

    assert objects.read(KEY, etag) == b"submitted"


def test_what_was_replaced_or_removed_is_not_read(aws: Aws, objects: S3Objects) -> None:
    etag = put(aws, KEY, b"submitted")
    put(aws, KEY, b"replaced!")

    with pytest.raises(ObjectChangedError):
        objects.read(KEY, etag)
    aws.s3.delete_object(Bucket=aws.bucket, Key=KEY)
    with pytest.raises(ObjectChangedError):
        objects.read(KEY, etag)


def test_a_copy_is_made_of_exactly_what_was_submitted(aws: Aws, objects: S3Objects) -> None:
    etag = put(aws, KEY, b"submitted")

    objects.copy(KEY, etag, "users/ada/copy")

    assert aws.s3.get_object(Bucket=aws.bucket, Key="users/ada/copy")["Body"].read() == b"submitted"
    with pytest.raises(ObjectChangedError):
        objects.copy("users/ada/nothing", etag, "users/ada/copy2")


def test_objects_are_written_and_deleted_in_batches(
    aws: Aws, objects: S3Objects, tmp_path: Path
) -> None:
    (tmp_path / "export").write_bytes(b"rows")
    objects.write("users/ada/export.csv", tmp_path / "export", "text/csv")
    stored = aws.s3.get_object(Bucket=aws.bucket, Key="users/ada/export.csv")
    assert (stored["Body"].read(), stored["ContentType"]) == (b"rows", "text/csv")

    objects.delete(["users/ada/export.csv", "users/ada/never-was"])

    assert objects.list_objects("users/") == {}


def test_a_download_is_saved_under_the_name_given(aws: Aws, objects: S3Objects) -> None:
    put(aws, KEY, b"x")

    url = objects.presign_download(KEY, "text/csv", 'Ärger "2026".csv', inline=False)

    asked = parse_qs(urlsplit(url).query)
    assert asked["response-content-disposition"] == [
        "attachment; filename*=UTF-8''%C3%84rger%20%222026%22.csv"
    ]
    assert asked["X-Amz-Expires"] == ["300"]


def test_a_form_uploads_exactly_its_key_and_type(aws: Aws, objects: S3Objects) -> None:
    form = objects.presign_upload(KEY, "application/pdf", 100)

    answer = (
        httpx.post(form.url, data=form.fields, files={"file": b"%PDF"}) if aws.endpoint else None
    )

    assert form.fields["key"] == KEY
    assert form.fields["Content-Type"] == "application/pdf"
    assert answer is None or answer.status_code == 204
    assert answer is None or objects.list_objects(KEY)[KEY].size == 4


def test_an_endpoint_that_is_away_is_a_passing_fault() -> None:
    away = client_of_nothing("s3")

    with pytest.raises(TemporarilyUnavailableError):
        S3Objects(away, "bucket").list_objects("users/")
