"""The grid as typed rows in unified columns."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from cpe_tracker.pipeline.grid_table import TypedValue, grid_fields, grid_rows, typed
from cpe_tracker.schemas.results import ExportView
from tests.unit.exports.a_grid import StoredGrid, chain, result

FIELDS = {"Title": "text", "Credits": "number", "Date": "date"}


def table(grid: StoredGrid, view: ExportView | None = None) -> list[list[TypedValue]]:
    of = chain(FIELDS)
    return list(grid_rows(of, grid_fields(of, view), view, grid))


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("1.5", "number", Decimal("1.5")),
        ("-2", "number", Decimal(-2)),
        ("2026-01-31", "date", date(2026, 1, 31)),
        ("true", "boolean", True),
        ("false", "boolean", False),
        ("1.5", "text", "1.5"),
        ("Ethics", "choice", "Ethics"),
        (None, "number", None),
    ],
)
def test_a_normal_form_becomes_the_value_it_means(
    text: str | None, kind: str, value: TypedValue
) -> None:
    assert typed(text, kind) == value
    assert type(typed(text, kind)) is type(value)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("two", "number"),
        ("1,5", "number"),
        ("NaN", "number"),
        ("Infinity", "number"),
        ("1E+400000", "number"),
        ("1_000", "number"),
        (" 1", "number"),
        ("", "number"),
        ("31.01.2026", "date"),
        ("20260131", "date"),
        ("2026-W05-6", "date"),
        ("2026-02-30", "date"),
        ("yes", "boolean"),
    ],
)
def test_what_is_not_in_its_normal_form_stays_text(text: str, kind: str) -> None:
    assert typed(text, kind) == text


def test_rows_stand_in_the_columns_of_the_grid_whatever_a_result_calls_first() -> None:
    grid = StoredGrid(
        [
            result(1, ["Title", "Credits", "Date"], [["Ethics", "2", "2026-01-31"]]),
            result(2, ["Credits", "Title"], [["1.5", "Tax"]]),
        ]
    )
    assert table(grid) == [
        ["a.pdf", "Ethics", Decimal(2), date(2026, 1, 31)],
        ["a.pdf", "Tax", Decimal("1.5"), None],
    ]


def test_the_paths_of_a_combined_folder_are_joined() -> None:
    grid = StoredGrid([result(1, ["Title"], [["Ethics"]], ["x/1.pdf", "x/2.pdf"])])
    assert table(grid)[0][0] == "x/1.pdf, x/2.pdf"


def test_a_view_gives_its_rows_in_its_order() -> None:
    grid = StoredGrid(
        [
            result(1, ["Title"], [["a"], ["b"]]),
            result(2, ["Title"], [["c"]]),
        ]
    )
    view = ExportView(rows=[(UUID(int=2), 0), (UUID(int=1), 1)])
    assert [row[1] for row in table(grid, view)] == ["c", "b"]


def test_a_view_gives_its_columns_in_its_order() -> None:
    grid = StoredGrid([result(1, ["Title", "Credits"], [["Ethics", "2"]])])
    view = ExportView(columns=["Credits", "Title"])
    assert table(grid, view) == [["a.pdf", Decimal(2), "Ethics"]]


def test_what_a_view_names_and_the_grid_lacks_is_left_out() -> None:
    grid = StoredGrid([result(1, ["Title"], [["Ethics"]])])
    view = ExportView(columns=["Colour", "Title"], rows=[(UUID(int=9), 0), (UUID(int=1), 0)])
    assert table(grid, view) == [["a.pdf", "Ethics"]]


def test_an_empty_view_is_an_empty_table() -> None:
    grid = StoredGrid([result(1, ["Title"], [["Ethics"]])])
    assert table(grid, ExportView(rows=[])) == []


def test_a_row_that_does_not_fit_its_columns_is_never_shifted() -> None:
    grid = StoredGrid([result(1, ["Title", "Credits"], [["Ethics"]])])
    with pytest.raises(ValueError, match="1 values in 2 columns"):
        table(grid)


def test_the_rows_are_taken_as_they_come() -> None:
    """So that memory does not grow with the grid."""
    results = [result(number, ["Title"], [[str(number)]]) for number in range(3)]
    grid = StoredGrid(results)
    of = chain(FIELDS)
    rows = grid_rows(of, of.fields, None, grid)
    assert next(rows)[1] == "0"
    results[1:] = []
    assert list(rows) == []
