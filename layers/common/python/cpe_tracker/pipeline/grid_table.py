"""The grid as a table: typed values in unified columns, the source paths first."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from cpe_tracker.ports.results import Chain, ResultStore, ResultTable
from cpe_tracker.schemas.results import ExportView, GridField

SOURCE_COLUMN = "Source File Path(s)"
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
    """The rows in order, as they are read; of a view, its rows in its order.

    A view holds its rows in memory; without one, no more than a page is held.
    """
    typed_row = _TypedRows(fields).typed_row
    if view is None or view.rows is None:
        for table in store.tables(chain.runs, None):
            for row in table.rows:
                yield typed_row(table, row)
        return
    wanted = {(str(task_id), index) for task_id, index in view.rows}
    found = {
        (table.task_id, index): typed_row(table, row)
        for table in store.tables(chain.runs, {task_id for task_id, _ in view.rows})
        for index, row in enumerate(table.rows)
        if (table.task_id, index) in wanted
    }
    for task_id, index in view.rows:
        if (str(task_id), index) in found:
            yield found[str(task_id), index]


class _TypedRows:
    """Where the values of the fields stand is found once for each order of columns."""

    def __init__(self, fields: Sequence[GridField]) -> None:
        self._fields = fields
        self._plans: dict[tuple[str, ...], _Plan] = {}

    def typed_row(self, table: ResultTable, row: Sequence[str | None]) -> list[TypedValue]:
        columns = tuple(table.columns)
        plan = self._plans.get(columns)
        if plan is None:
            plan = self._plans[columns] = self._plan(columns)
        if len(row) != len(columns):
            raise ValueError(f"task {table.task_id}: {len(row)} values in {len(columns)} columns")
        typed_row: list[TypedValue] = [", ".join(table.paths)]
        for index, read in plan:
            value = None if index is None else row[index]
            typed_row.append(value if value is None or read is None else read(value))
        return typed_row

    def _plan(self, columns: tuple[str, ...]) -> "_Plan":
        index = {column: number for number, column in enumerate(columns)}
        return [(index.get(field.name), _READERS.get(field.data_type)) for field in self._fields]


def typed(value: str | None, data_type: str) -> TypedValue:
    """A normal form as the value it means; what isn't in its normal form stays text."""
    read = _READERS.get(data_type)
    return value if value is None or read is None else read(value)


def _number(value: str) -> TypedValue:
    return Decimal(value) if _NUMBER.fullmatch(value) else value


def _date(value: str) -> TypedValue:
    if not _DATE.fullmatch(value):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value


def _boolean(value: str) -> TypedValue:
    return value == "true" if value in ("true", "false") else value


_Reader = Callable[[str], TypedValue]
_Plan = list[tuple[int | None, _Reader | None]]
_READERS: dict[str, _Reader] = {"number": _number, "date": _date, "boolean": _boolean}
"""Of the data types whose values are more than text."""
