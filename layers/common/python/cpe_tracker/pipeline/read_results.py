"""Step 6: the grid of a run, page by page."""

import base64
import binascii
from uuid import UUID

from cpe_tracker.errors import InvalidRequestError, NotFoundError
from cpe_tracker.ports.results import ChainRun, GridPosition, ResultStore
from cpe_tracker.schemas.results import FileResults, Results, ResultsQuery


def read_results(user_id: str, job_id: UUID, query: ResultsQuery, *, store: ResultStore) -> Results:
    """A page of the results of the run's append chain, in order.

    Raises NotFoundError, and InvalidRequestError for a cursor that is not one of ours.
    """
    chain = store.chain(user_id, job_id, query.run_id)
    runs = _from(chain.runs, query.from_run_id)
    placed = store.results(
        runs,
        _place(query.cursor) if query.cursor else None,
        query.offset,
        query.limit + 1,
        cells=query.cells,
    )
    page = placed[: query.limit]
    more = len(placed) > query.limit
    return Results(
        run_id=chain.run_id,
        columns=[field.name for field in chain.fields],
        fields=list(chain.fields),
        total=sum(run.completed for run in runs),
        next_cursor=_cursor(page[-1].place) if more else None,
        results=[one.result for one in page],
    )


def read_file_results(
    user_id: str, job_id: UUID, file_id: UUID, *, store: ResultStore
) -> FileResults:
    """What was read from a file, with what lies behind every value. Raises NotFoundError."""
    return FileResults(results=store.file_results(user_id, job_id, file_id))


def _from(runs: tuple[ChainRun, ...], from_run_id: UUID | None) -> tuple[ChainRun, ...]:
    if from_run_id is None:
        return runs
    for index, run in enumerate(runs):
        if run.run_id == from_run_id:
            return runs[index:]
    raise NotFoundError


def _cursor(place: GridPosition) -> str:
    return base64.urlsafe_b64encode(place.run_id.bytes + place.position.to_bytes(4, "big")).decode()


def _place(cursor: str) -> GridPosition:
    try:
        raw = base64.urlsafe_b64decode(cursor.encode())
        return GridPosition(UUID(bytes=raw[:-4]), int.from_bytes(raw[-4:], "big"))
    except (binascii.Error, ValueError) as error:
        raise InvalidRequestError(
            "The cursor is not one of ours. Leave it out to begin at the first page."
        ) from error
