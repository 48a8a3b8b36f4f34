"""Step 6: the grid as a file, written to the object store and answered with a presigned GET."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from cpe_tracker import log
from cpe_tracker.model.statuses import ExportFormat
from cpe_tracker.pipeline.export_csv import write_csv
from cpe_tracker.pipeline.export_xlsx import write_xlsx
from cpe_tracker.pipeline.grid_table import SOURCE_COLUMN, grid_fields, grid_rows
from cpe_tracker.pipeline.object_keys import export_key
from cpe_tracker.ports.objects import ObjectStore
from cpe_tracker.ports.results import Chain, ResultStore
from cpe_tracker.schemas.results import CreatedExport, CreateExport, ExportView

_CONTENT_TYPES = {
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_FORMAT_VERSION = "1"
"""Part of the fingerprint: a change of how files are written must not find older ones."""


def export_run(
    user_id: str, job_id: UUID, asked: CreateExport, *, store: ResultStore, objects: ObjectStore
) -> CreatedExport:
    """The grid of a run (the newest when none is named) as a file.

    Asked again while the grid is the same, the same object is answered. Raises NotFoundError.
    """
    chain = store.chain(user_id, job_id, asked.run_id)
    fingerprint = _fingerprint(chain, asked.view)
    key = store.finished_export(chain.run_id, asked.format, fingerprint)
    if key is None:
        key = export_key(user_id, job_id, chain.run_id, fingerprint, asked.format.value)
        _write(chain, asked, key, store, objects)
        store.keep_export(chain.run_id, asked.format, fingerprint, key)
        log.info("export written", run_id=chain.run_id, format=asked.format.value)
    filename = _filename(chain.job_name, asked.format)
    content_type = _CONTENT_TYPES[asked.format]
    return CreatedExport(
        url=objects.presign_download(key, content_type, filename, inline=False), filename=filename
    )


def _write(
    chain: Chain, asked: CreateExport, key: str, store: ResultStore, objects: ObjectStore
) -> None:
    fields = grid_fields(chain, asked.view)
    columns = [SOURCE_COLUMN, *(field.name for field in fields)]
    rows = grid_rows(chain, fields, asked.view, store)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "export"
        if asked.format is ExportFormat.CSV:
            write_csv(path, columns, rows)
        else:
            write_xlsx(path, chain.job_name, columns, rows, store.file_lines(chain.runs))
        objects.write(key, path, _CONTENT_TYPES[asked.format])


def _fingerprint(chain: Chain, view: ExportView | None) -> str:
    shown = view.model_dump_json() if view else ""
    state = f"{_FORMAT_VERSION} {chain.fingerprint} {chain.job_name} {shown}"
    return hashlib.sha256(state.encode()).hexdigest()[:32]


def _filename(job_name: str, form: ExportFormat) -> str:
    name = "".join("-" if character in '\\/:*?"<>|' else character for character in job_name)
    return f"{name} {datetime.now(UTC).date().isoformat()}.{form.value}"
