"""What the layers leave out: parts that no function of ours can reach.

A test imports everything the functions use in an interpreter that has the layers and nothing else.
"""

import shutil
from pathlib import Path

# firebase-admin depends on the clients of every Firebase product. `firebase_admin.auth` verifies
# tokens with google-auth, requests and PyJWT; these serve Firestore, Storage and the rest.
UNREACHED_PACKAGES = frozenset(
    {
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
        "pycparser",
    }
)

# botocore describes some 400 services in 25 MB; a client of any other service fails at its making.
REACHED_SERVICES = frozenset({"s3", "sqs", "secretsmanager", "bedrock-runtime", "textract"})

_UNREAD_SUFFIXES = {".pyi", ".pyx", ".pxd", ".c", ".h"}
_UNREAD_FOLDERS = {"tests", "bin"}


def slim(packages: Path) -> None:
    """Removes from an installed folder what is never read at run time."""
    for service in (packages / "botocore" / "data").glob("*/"):
        if service.name not in REACHED_SERVICES:
            shutil.rmtree(service)
    for path in sorted(packages.rglob("*")):
        if path.is_dir() and path.name in _UNREAD_FOLDERS:
            shutil.rmtree(path)
        elif path.is_file() and path.suffix in _UNREAD_SUFFIXES:
            path.unlink()
