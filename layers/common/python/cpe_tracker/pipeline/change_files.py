"""What an owner may do with a single file: remove it, read it again, look at it."""

from uuid import UUID, uuid4

from cpe_tracker.errors import TooManyFilesError
from cpe_tracker.pipeline.accepted_files import FILES_IN_A_RUN
from cpe_tracker.pipeline.object_keys import file_key
from cpe_tracker.ports.files import FileStore, NewFile
from cpe_tracker.ports.objects import DOWNLOAD_SECONDS, ObjectStore
from cpe_tracker.schemas.files import FileContent, RetriedFile


def remove_file(
    user_id: str,
    job_id: UUID,
    run_id: UUID | None,
    file_id: UUID,
    *,
    store: FileStore,
    objects: ObjectStore,
) -> None:
    """Take a file out of a pending run. Raises NotFoundError, RunNotEditableError.

    The row goes first: an object without a row is never read, and goes with its sheet.
    """
    with store.edit_run(user_id, job_id, run_id) as run:
        key = run.remove(file_id)
    objects.delete([key])


def retry_file(
    user_id: str, job_id: UUID, file_id: UUID, *, store: FileStore, objects: ObjectStore
) -> RetriedFile:
    """Put a file whose reading failed into the open run, without another upload.

    Raises NotFoundError, RunNotEditableError (no run is open), FileNotRetryableError,
    ObjectChangedError, TooManyFilesError.
    """
    with store.edit_run(user_id, job_id, None) as run:
        failed = run.failed_file(file_id)
        if run.files_total >= FILES_IN_A_RUN:
            raise TooManyFilesError(FILES_IN_A_RUN)
        new_id = uuid4()
        key = file_key(user_id, job_id, run.run_id, new_id)
        objects.copy(failed.object_key, failed.object_etag, key)
        run.add(
            [
                NewFile(
                    file_id=new_id,
                    position=run.next_position,
                    path=failed.path,
                    size=failed.size,
                    content_type=failed.content_type,
                    sha256=failed.sha256,
                    object_key=key,
                    retry_of=failed.file_id,
                )
            ]
        )
        return RetriedFile(file_id=new_id, run_id=run.run_id)


def show_file(
    user_id: str, job_id: UUID, file_id: UUID, *, store: FileStore, objects: ObjectStore
) -> FileContent:
    """A presigned GET of the file's bytes, minutes long. Raises NotFoundError."""
    file = store.stored_file(user_id, job_id, file_id)
    name = file.path.rsplit("/", 1)[-1]
    return FileContent(
        url=objects.presign_download(file.object_key, file.content_type, name, inline=True),
        content_type=file.content_type,
        expires_in=DOWNLOAD_SECONDS,
    )
