"""The grid and its exports, as they cross HTTP."""

from enum import StrEnum
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from cpe_tracker.model.statuses import ExportFormat

RESULTS_AT_ONCE = 500


class GridField(BaseModel):
    """A column of the grid and the type of its values."""

    name: str
    data_type: str


class ExtractedData(BaseModel):
    """A table. Values are in their normal form, as text: `2024-05-31`, `1.5`; null is empty."""

    columns: list[str]
    results: list[list[str | None]]


class EvidenceBox(BaseModel):
    """Fractions of the upright page's width and height, from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float


class CellEvidence(BaseModel):
    """Where a value stands: index into `source_files`, page from 1, box, verbatim text."""

    document: int
    page: int
    box: EvidenceBox
    quote: str


class ResultCell(BaseModel):
    """What lies behind one value. `evidence` null: no place on a page holds it."""

    value: str | None
    printed: str | None
    confidence: float
    evidence: CellEvidence | None


class ResultWarning(BaseModel):
    """Something to know about the whole reading."""

    code: str
    detail: str


class TaskResult(BaseModel):
    """What one task read. Where asked for, `cells` or `confidences` mirror its values."""

    task_id: UUID
    run_id: UUID
    result_set_index: int
    source_files: list[str]
    source_file_ids: list[UUID]
    extracted_data: ExtractedData
    is_certificate: bool
    warnings: list[ResultWarning]
    cells: list[list[ResultCell]] | None = None
    confidences: list[list[float]] | None = None


class FileResults(BaseModel):
    """What was read from a file, with its cells: nothing before it is read, or when it can't be."""

    results: list[TaskResult]


class Results(BaseModel):
    """A page of the grid of a run: the results of its append chain, in order.

    `columns` is unified over the whole chain in first-seen order, without the source column,
    which clients put first. `total` counts task results of the chain. `next_cursor` is null on
    the last page.
    """

    run_id: UUID
    columns: list[str]
    fields: list[GridField]
    total: int
    next_cursor: str | None
    results: list[TaskResult]


class CellDetail(StrEnum):
    """What comes with the values: nothing, all that lies behind each, or only how sure it is."""

    NONE = "false"
    ALL = "true"
    CONFIDENCE = "confidence"


class ResultsQuery(BaseModel, extra="forbid"):
    """Which page of the grid of `run_id`. `cursor` wins over `offset`."""

    run_id: UUID | None = Field(default=None, description="The newest run when left out.")
    from_run_id: UUID | None = Field(
        default=None, description="Leave out the runs of the chain before this one."
    )
    limit: int = Field(default=100, ge=1, le=RESULTS_AT_ONCE)
    cursor: str | None = None
    offset: int = Field(default=0, ge=0)
    cells: CellDetail = Field(
        default=CellDetail.NONE,
        description="`true`: `cells`, with evidence; `confidence`: `confidences` only, far less.",
    )


class ExportView(BaseModel, extra="forbid"):
    """What is shown: columns in order, rows as (task, index of the row) in order."""

    columns: list[str] | None = None
    rows: list[tuple[UUID, int]] | None = None


class CreateExport(BaseModel, extra="forbid"):
    """`run_id`: the run whose grid is exported, the newest when left out."""

    format: ExportFormat
    run_id: UUID | None = None
    view: ExportView | None = None


class CreatedExport(BaseModel):
    """A presigned GET of the finished file, and the name it should be saved under."""

    url: str
    filename: str


class ExportInProgress(BaseModel):
    """A large file is being written: ask again, after Retry-After seconds, until it is there."""

    status: Literal["in_progress"] = "in_progress"


class Health(BaseModel):
    """Whether the parts are there. No secrets, no addresses."""

    version: str
    database: bool
    queue: bool


class Problem(BaseModel, extra="allow"):
    """RFC 9457. `code` is stable; further members are what the code documents."""

    type: str
    title: str
    status: int
    detail: str
    code: str
