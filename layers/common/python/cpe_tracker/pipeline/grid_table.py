"""The grid as a table: typed values in unified columns, the source paths first."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from cpe_tracker.ports.results import Chain, ResultStore
from cpe_tracker.schemas.results import CellDetail, ExportView, GridField, TaskResult

SOURCE_COLUMN = "Source File Path(s)"
_RESULTS_A_PAGE = 1000
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
"""Longer ones would be rounded by a spreadsheet, so they stay text."""
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

TypedValue = str | Decimal | date | bool | None


def grid_fields(chain: Chain, view: ExportView | None) -> list[GridField]:
    """The columns after the source column: all, or those shown in the order shown."""
    if view is None or view.columns is None:
        return list(chain.fields)
    by_name = {field.name: field for field in chain.fields}
    return [by_name[name] for name in view.columns if name in by_name]


def grid_rows(
    chain: Chain, fields: Sequence[GridField], view: ExportView | None, store: ResultStore
) -> Iterator[list[TypedValue]]:
    """The rows in order, read a page at a time; of a view, its rows in its order.

    A view holds its rows in memory; without one, no more than a page is held.
    """
    results = _results(chain, store)
    if view is None or view.rows is None:
        for result in results:
            for row in result.extracted_data.results:
                yield _typed_row(result, row, fields)
        return
    wanted: dict[UUID, set[int]] = {}
    for task_id, index in view.rows:
        wanted.setdefault(task_id, set()).add(index)
    found = {
        (result.task_id, index): _typed_row(result, row, fields)
        for result in results
        if result.task_id in wanted
        for index, row in enumerate(result.extracted_data.results)
        if index in wanted[result.task_id]
    }
    for task_id, index in view.rows:
        if (task_id, index) in found:
            yield found[task_id, index]


def _results(chain: Chain, store: ResultStore) -> Iterator[TaskResult]:
    after = None
    while True:
        page = store.results(chain.runs, after, 0, _RESULTS_A_PAGE, cells=CellDetail.NONE)
        for placed in page:
            yield placed.result
        if len(page) < _RESULTS_A_PAGE:
            return
        after = page[-1].place


def _typed_row(
    result: TaskResult, row: Sequence[str | None], fields: Sequence[GridField]
) -> list[TypedValue]:
    values = dict(zip(result.extracted_data.columns, row, strict=True))
    return [
        ", ".join(result.source_files),
        *(typed(values.get(field.name), field.data_type) for field in fields),
    ]


def typed(value: str | None, data_type: str) -> TypedValue:
    """A normal form as the value it means; what isn't in its normal form stays text."""
    if value is None:
        return None
    if data_type == "number" and _NUMBER.fullmatch(value):
        return Decimal(value)
    if data_type == "date" and _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    if data_type == "boolean" and value in ("true", "false"):
        return value == "true"
    return value
