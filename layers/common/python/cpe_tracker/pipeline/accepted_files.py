"""Which files a sheet takes."""

from cpe_tracker.schemas.files import FileToRegister, RefusedFile

ACCEPTED_TYPES = frozenset(
    {
        "application/pdf",
        "image/png",
        "image/jpeg",
        "image/webp",
        "image/tiff",
        "image/heic",
        "image/heif",
    }
)
LARGEST_FILE = 25 * 1024 * 1024
FILES_IN_A_RUN = 5000


def refusal_of(file: FileToRegister) -> RefusedFile | None:
    """Why this file can't be taken, judged by itself; None when it can."""
    if file.content_type.lower() not in ACCEPTED_TYPES:
        return RefusedFile(
            path=file.path,
            code="type_not_accepted",
            detail="Only PDF, PNG, JPEG, WebP, TIFF and HEIC files can be read.",
        )
    if file.size == 0:
        return RefusedFile(path=file.path, code="empty", detail="The file is empty.")
    if file.size > LARGEST_FILE:
        return RefusedFile(
            path=file.path,
            code="too_large",
            detail="The file is larger than 25 MB. Export it smaller and add it again.",
        )
    return None
