"""CSV that Excel and a strict parser read alike, and that nothing in it can run."""

import csv
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cpe_tracker.pipeline.export_csv import write_csv
from cpe_tracker.pipeline.grid_table import TypedValue


def written(
    folder: Path, columns: Sequence[str], rows: Sequence[Sequence[TypedValue]]
) -> list[list[str]]:
    path = folder / "grid.csv"
    write_csv(path, columns, rows)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=True))


def test_it_begins_with_a_byte_order_mark_and_is_utf_8(tmp_path: Path) -> None:
    write_csv(tmp_path / "grid.csv", ["Titel"], [["Übung 🎓"]])
    assert (tmp_path / "grid.csv").read_bytes() == "\ufeffTitel\r\nÜbung 🎓\r\n".encode()


def test_what_needs_quotes_is_quoted_as_rfc_4180_says(tmp_path: Path) -> None:
    write_csv(tmp_path / "grid.csv", ["A"], [['say "hi"'], ["a, b"], ["a\r\nb"], ["a\nb"]])
    content = (tmp_path / "grid.csv").read_bytes().decode("utf-8-sig")
    assert content == 'A\r\n"say ""hi"""\r\n"a, b"\r\n"a\r\nb"\r\n"a\nb"\r\n'


def test_values_are_written_in_their_normal_form(tmp_path: Path) -> None:
    row: list[TypedValue] = [
        Decimal("1.50"),
        Decimal("1E+3"),
        date(2026, 1, 31),
        True,
        False,
        None,
        "text",
    ]
    assert written(tmp_path, list("ABCDEFG"), [row])[1] == [
        "1.50",
        "1000",
        "2026-01-31",
        "true",
        "false",
        "",
        "text",
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_text_that_a_spreadsheet_would_run_is_disarmed(tmp_path: Path, start: str) -> None:
    text = f"{start}cmd|' /C calc'!A0"
    columns, row = written(tmp_path, [text], [[text]])
    assert columns == row == [f"'{text}"]


def test_a_negative_number_is_no_formula(tmp_path: Path) -> None:
    assert written(tmp_path, ["Credits"], [[Decimal("-1.5")]])[1] == ["-1.5"]


def test_control_characters_and_very_long_text_survive(tmp_path: Path) -> None:
    row = ["a\x00b\x1bc\x85d", "x" * 100_000]
    assert written(tmp_path, ["A", "B"], [row])[1] == row


def test_an_empty_grid_has_its_columns(tmp_path: Path) -> None:
    assert written(tmp_path, ["A", "B"], []) == [["A", "B"]]
