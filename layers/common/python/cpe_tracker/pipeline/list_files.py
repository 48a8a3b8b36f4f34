"""The files of a run or of a whole sheet, as they stand."""

from uuid import UUID

from cpe_tracker.model.statuses import FileStatus, RunStatus
from cpe_tracker.pipeline.object_keys import files_prefix
from cpe_tracker.ports.files import FileStore
from cpe_tracker.ports.objects import ObjectStore
from cpe_tracker.schemas.files import SourceFile, SourceFiles


def list_files(
    user_id: str,
    job_id: UUID,
    run_id: UUID | None,
    *,
    whole_chain: bool,
    store: FileStore,
    objects: ObjectStore,
) -> SourceFiles:
    """Files in the order of registration; `whole_chain` adds those of the runs appended to.

    Nothing of ours runs when an upload ends, so for a pending run the object store is asked:
    what has arrived as declared is told as `uploaded` before the start makes it so.
    """
    found = store.files(user_id, job_id, run_id, whole_chain=whole_chain)
    files = found.files
    if found.status == RunStatus.PENDING and any(file.run_id == found.run_id for file in files):
        stored = objects.list_objects(files_prefix(user_id, job_id, found.run_id))

        def as_it_stands(file: SourceFile) -> SourceFile:
            if file.status != FileStatus.AWAITING_UPLOAD:
                return file
            there = stored.get(found.keys[file.file_id])
            if there is None or there.size != file.size:
                return file
            return file.model_copy(update={"status": FileStatus.UPLOADED})

        files = [as_it_stands(file) for file in files]
    return SourceFiles(run_id=found.run_id, files=files)
