"""Files in S3."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from botocore.exceptions import BotoCoreError, ClientError

from cpe_tracker.adapters.aws_errors import is_transient
from cpe_tracker.adapters.batches import in_batches
from cpe_tracker.errors import ObjectChangedError, TemporarilyUnavailableError
from cpe_tracker.ports.objects import DOWNLOAD_SECONDS, UPLOAD_SECONDS, StoredObject
from cpe_tracker.schemas.files import Upload

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_GONE_OR_REPLACED = frozenset({"PreconditionFailed", "NoSuchKey", "404", "412"})


class S3Objects:
    """Implements ports.objects.ObjectStore on one bucket."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def presign_upload(self, key: str, content_type: str, largest: int) -> Upload:
        post = self._client.generate_presigned_post(
            self._bucket,
            key,
            Fields={"Content-Type": content_type},
            Conditions=[{"Content-Type": content_type}, ["content-length-range", 1, largest]],
            ExpiresIn=UPLOAD_SECONDS,
        )
        return Upload(url=post["url"], fields=post["fields"])

    def presign_download(self, key: str, content_type: str, filename: str, *, inline: bool) -> str:
        disposition = "inline" if inline else "attachment"
        return self._client.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._bucket,
                "Key": key,
                "ResponseContentType": content_type,
                "ResponseContentDisposition": (
                    f"{disposition}; filename*=UTF-8''{quote(filename, safe='')}"
                ),
            },
            ExpiresIn=DOWNLOAD_SECONDS,
        )

    def list_objects(self, prefix: str) -> dict[str, StoredObject]:
        with _translated_errors():
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self._bucket, Prefix=prefix
            )
            return {
                item["Key"]: StoredObject(item["Key"], item["Size"], item["ETag"])
                for page in pages
                for item in page.get("Contents", [])
            }

    def read(self, key: str, etag: str) -> bytes:
        with _translated_errors():
            answer = self._client.get_object(Bucket=self._bucket, Key=key, IfMatch=etag)
            return answer["Body"].read()

    def write(self, key: str, content: Path, content_type: str) -> None:
        with _translated_errors():
            self._client.upload_file(
                str(content), self._bucket, key, ExtraArgs={"ContentType": content_type}
            )

    def copy(self, source_key: str, etag: str, key: str) -> None:
        with _translated_errors():
            self._client.copy_object(
                Bucket=self._bucket,
                Key=key,
                CopySource={"Bucket": self._bucket, "Key": source_key},
                CopySourceIfMatch=etag,
            )

    def delete(self, keys: Iterable[str]) -> None:
        with _translated_errors():
            for batch in in_batches(keys, 1000):
                self._client.delete_objects(
                    Bucket=self._bucket,
                    Delete={"Objects": [{"Key": key} for key in batch], "Quiet": True},
                )


@contextmanager
def _translated_errors() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in _GONE_OR_REPLACED:
            raise ObjectChangedError from error
        if is_transient(error):
            raise TemporarilyUnavailableError("object store") from error
        raise
    except BotoCoreError as error:
        if is_transient(error):
            raise TemporarilyUnavailableError("object store") from error
        raise
