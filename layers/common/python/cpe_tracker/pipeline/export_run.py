"""Step 6: the grid as a file, answered with a presigned GET."""

import hashlib
from datetime import UTC, datetime
from uuid import UUID

from cpe_tracker.messages import ExportRequested
from cpe_tracker.model.statuses import ExportFormat
from cpe_tracker.pipeline.write_export import CONTENT_TYPES, fingerprint_of, write_file
from cpe_tracker.ports.exports import ExportStore, ExportWanted
from cpe_tracker.ports.objects import ObjectStore
from cpe_tracker.ports.queues import TaskQueue
from cpe_tracker.ports.results import Chain, ResultStore
from cpe_tracker.schemas.results import CreatedExport, CreateExport, ExportInProgress

WRITTEN_AT_ONCE = 5000
"""A grid of more results is written by the worker: a request must end within 29 s."""
_STALE_SECONDS = 60
"""So old may the export of a large grid be, lest one that grows while it is written never ends."""
_PATIENCE_SECONDS = 300
"""A writing that takes longer than the worker may was lost: it is sent again."""


def export_run(
    user_id: str,
    job_id: UUID,
    asked: CreateExport,
    *,
    exports: ExportStore,
    results: ResultStore,
    objects: ObjectStore,
    queue: TaskQueue,
) -> CreatedExport | ExportInProgress:
    """The grid of a run (the newest when none is named) as a file.

    Asked again while the grid is the same, the same object is answered. A large grid is written
    in the background: ask again until it is there. Raises NotFoundError.
    """
    chain = results.chain(user_id, job_id, asked.run_id)
    wanted = _wanted(chain, asked)
    is_large = sum(run.completed for run in chain.runs) > WRITTEN_AT_ONCE
    fingerprint = fingerprint_of(chain)
    key = exports.finished(wanted, fingerprint, _STALE_SECONDS if is_large else 0)
    if key is None and is_large:
        export_id = exports.ask(wanted, _PATIENCE_SECONDS)
        if export_id is not None:
            queue.send([ExportRequested(export_id=export_id)])
        return ExportInProgress()
    if key is None:
        key = write_file(chain, wanted, results, objects)
        exports.keep(wanted, fingerprint, key)
    filename = _filename(chain.job_name, asked.format)
    content_type = CONTENT_TYPES[asked.format]
    return CreatedExport(
        url=objects.presign_download(key, content_type, filename, inline=False), filename=filename
    )


def _wanted(chain: Chain, asked: CreateExport) -> ExportWanted:
    if asked.view is None:
        return ExportWanted(chain.run_id, asked.format, None, "")
    view_key = hashlib.sha256(asked.view.model_dump_json().encode()).hexdigest()[:32]
    return ExportWanted(
        chain.run_id, asked.format, asked.view.model_dump(mode="json"), f"-{view_key}"
    )


def _filename(job_name: str, form: ExportFormat) -> str:
    name = "".join("-" if character in '\\/:*?"<>|' else character for character in job_name)
    return f"{name} {datetime.now(UTC).date().isoformat()}.{form.value}"
