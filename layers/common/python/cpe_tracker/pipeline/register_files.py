"""Step 1: register files and sign their uploads."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from cpe_tracker.errors import TooManyFilesError
from cpe_tracker.model.statuses import FileStatus
from cpe_tracker.pipeline.accepted_files import FILES_IN_A_RUN, LARGEST_FILE, refusal_of
from cpe_tracker.pipeline.object_keys import file_key, files_prefix
from cpe_tracker.ports.files import EditableRun, FileStore, NewFile, SameContent
from cpe_tracker.ports.objects import ObjectStore
from cpe_tracker.schemas.files import (
    FileToRegister,
    RefusedFile,
    RegisteredFile,
    RegisteredFiles,
)


def register_files(
    user_id: str,
    job_id: UUID,
    run_id: UUID | None,
    files: Sequence[FileToRegister],
    *,
    store: FileStore,
    objects: ObjectStore,
) -> RegisteredFiles:
    """Add files to a pending run (the newest when `run_id` is None); an upload for each.

    A file whose content the sheet has already is refused by itself, unless `add_anyway`. One
    that was registered in this run under the same path but never arrived is signed again, so
    asking twice does nothing twice.
    Raises NotFoundError, RunNotEditableError, TooManyFilesError.
    """
    with store.edit_run(user_id, job_id, run_id) as run:
        registration = _Registration(user_id, run, objects, files)
        for file in files:
            registration.take(file)
        if run.files_total + len(registration.added) > FILES_IN_A_RUN:
            raise TooManyFilesError(FILES_IN_A_RUN)
        if registration.added:
            run.add(registration.added)
    return RegisteredFiles(
        run_id=run.run_id,
        files=[
            RegisteredFile(
                file_id=file.file_id,
                path=file.path,
                status=FileStatus.AWAITING_UPLOAD,
                upload=objects.presign_upload(file.object_key, file.content_type, LARGEST_FILE),
            )
            for file in registration.to_sign
        ],
        refused=registration.refused,
    )


class _Registration:
    """Sorts the files of one request into new, signed again, and refused."""

    def __init__(
        self,
        user_id: str,
        run: EditableRun,
        objects: ObjectStore,
        files: Sequence[FileToRegister],
    ) -> None:
        self.added: list[NewFile] = []
        self.to_sign: list[NewFile | SameContent] = []
        self.refused: list[RefusedFile] = []
        self._user_id = user_id
        self._run = run
        self._paths_by_content: dict[str, str] = {}
        self._awaiting: dict[tuple[str, str], SameContent] = {}
        self._find_what_is_there(objects, [file.sha256 for file in files if file.sha256])

    def _find_what_is_there(self, objects: ObjectStore, sha256s: list[str]) -> None:
        known = self._run.files_with(sha256s) if sha256s else []
        arrived: set[str] = set()
        if any(file.run_id == self._run.run_id for file in known):
            prefix = files_prefix(self._user_id, self._run.job_id, self._run.run_id)
            arrived = set(objects.list_objects(prefix))
        for file in known:
            if file.status == FileStatus.UPLOADED or file.object_key in arrived:
                self._paths_by_content.setdefault(file.sha256, file.path)
            elif file.run_id == self._run.run_id:
                self._awaiting[file.path, file.sha256] = file

    def take(self, file: FileToRegister) -> None:
        refusal = refusal_of(file)
        if refusal is not None:
            self.refused.append(refusal)
            return
        sha256 = file.sha256
        if sha256 is not None:
            awaiting = self._awaiting.pop((file.path, sha256), None)
            if awaiting is not None:
                self.to_sign.append(awaiting)
                self._paths_by_content.setdefault(sha256, file.path)
                return
            duplicate_of = self._paths_by_content.get(sha256)
            if duplicate_of is not None and not file.add_anyway:
                self.refused.append(_already_in_sheet(file, duplicate_of))
                return
            self._paths_by_content.setdefault(sha256, file.path)
        self._add(file)

    def _add(self, file: FileToRegister) -> None:
        file_id = uuid4()
        new = NewFile(
            file_id=file_id,
            position=self._run.next_position + len(self.added),
            path=file.path,
            size=file.size,
            content_type=file.content_type.lower(),
            sha256=file.sha256,
            object_key=file_key(self._user_id, self._run.job_id, self._run.run_id, file_id),
        )
        self.added.append(new)
        self.to_sign.append(new)


def _already_in_sheet(file: FileToRegister, duplicate_of: str) -> RefusedFile:
    return RefusedFile(
        path=file.path,
        code="already_in_sheet",
        detail=f"Already in this sheet, as {duplicate_of}.",
        duplicate_of=duplicate_of,
    )
