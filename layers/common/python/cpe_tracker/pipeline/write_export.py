"""Step 6: write the grid as a file to the object store."""

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from cpe_tracker import log
from cpe_tracker.errors import NotFoundError
from cpe_tracker.model.statuses import ExportFormat
from cpe_tracker.pipeline.export_csv import write_csv
from cpe_tracker.pipeline.grid_table import SOURCE_COLUMN, grid_fields, grid_rows
from cpe_tracker.pipeline.object_keys import export_key
from cpe_tracker.ports.exports import ExportStore, ExportWanted
from cpe_tracker.ports.objects import ObjectStore
from cpe_tracker.ports.results import Chain, ResultStore
from cpe_tracker.schemas.results import ExportView

CONTENT_TYPES = {
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_FORMAT_VERSION = "2"
"""Part of the fingerprint: a change of how files are written must not find older ones."""


def fingerprint_of(chain: Chain) -> str:
    """Changes whenever a file of this grid would."""
    state = f"{_FORMAT_VERSION} {chain.fingerprint} {chain.job_name}"
    return hashlib.sha256(state.encode()).hexdigest()[:32]


def write_export(
    export_id: UUID, *, exports: ExportStore, results: ResultStore, objects: ObjectStore
) -> None:
    """Write an export that was asked for; one that is finished or withdrawn needs nothing."""
    asked = exports.asked(export_id)
    if asked is None:
        log.info("export needs nothing", export_id=export_id)
        return
    try:
        chain = results.chain(asked.user_id, asked.job_id, asked.wanted.run_id)
    except NotFoundError:
        exports.withdraw(export_id)
        return
    key = write_file(chain, asked.wanted, results, objects)
    exports.finish(export_id, fingerprint_of(chain), key)


def write_file(
    chain: Chain, wanted: ExportWanted, results: ResultStore, objects: ObjectStore
) -> str:
    """The object's key of the file as the grid is now."""
    view = None if wanted.view is None else ExportView.model_validate(wanted.view)
    fields = grid_fields(chain, view)
    columns = [SOURCE_COLUMN, *(field.name for field in fields)]
    rows = grid_rows(chain, fields, view, results)
    name = f"{fingerprint_of(chain)}{wanted.view_key}"
    key = export_key(chain.user_id, chain.job_id, chain.run_id, name, wanted.format.value)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "export"
        if wanted.format is ExportFormat.CSV:
            write_csv(path, columns, rows)
        else:
            # Only a workbook pays for openpyxl.
            from cpe_tracker.pipeline.export_xlsx import write_xlsx

            write_xlsx(path, chain.job_name, columns, rows, results.file_lines(chain.runs))
        objects.write(key, path, CONTENT_TYPES[wanted.format])
    log.info("export written", run_id=chain.run_id, format=wanted.format.value)
    return key
