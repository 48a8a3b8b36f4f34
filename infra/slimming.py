"""What the layers leave out: parts that no function of ours can reach.

A test imports everything the functions use in an interpreter that has the layers and nothing else.
"""

import shutil
from pathlib import Path

# firebase-admin depends on the clients of every Firebase product. `firebase_admin.auth` verifies
# tokens with google-auth, cryptography and requests.
_OTHER_FIREBASE_PRODUCTS = {
    "google-api-core",
    "google-cloud-core",
    "google-cloud-firestore",
    "google-cloud-storage",
    "google-crc32c",
    "google-resumable-media",
    "googleapis-common-protos",
    "grpcio",
    "grpcio-status",
    "opentelemetry-api",
    "proto-plus",
    "protobuf",
    "pyjwt",
}
# It imports httpx for its messaging client, and nothing below httpx unless such a client is made.
_BELOW_HTTPX = {"anyio", "h11", "h2", "hpack", "httpcore", "hyperframe"}
# google-auth takes these where there is no cryptography; cffi takes its parser to build with.
_SECOND_CHOICES = {"pyasn1", "pyasn1-modules", "pycparser"}
UNREACHED_PACKAGES = frozenset(_OTHER_FIREBASE_PRODUCTS | _BELOW_HTTPX | _SECOND_CHOICES)

# botocore describes some 400 services in 25 MB; a client of any other service fails at its making.
REACHED_SERVICES = frozenset({"s3", "sqs", "secretsmanager", "bedrock-runtime", "textract"})

_UNREACHED_FOLDERS = (
    "sqlalchemy/testing",
    "sqlalchemy/dialects/mssql",
    "sqlalchemy/dialects/mysql",
    "sqlalchemy/dialects/oracle",
    "sqlalchemy/dialects/sqlite",
    "pypdfium2_cli",
    "bin",
)
_UNREAD_SUFFIXES = {".pyi", ".pyx", ".pxd", ".c", ".h"}


def slim(packages: Path) -> None:
    """Removes from an installed folder what is never read at run time."""
    for service in (packages / "botocore" / "data").glob("*/"):
        if service.name not in REACHED_SERVICES:
            shutil.rmtree(service)
    for folder in _UNREACHED_FOLDERS:
        shutil.rmtree(packages / folder, ignore_errors=True)
    for path in packages.rglob("*"):
        if path.suffix in _UNREAD_SUFFIXES:
            path.unlink()
