"""The grid: the rows of the whole append chain, in order, page by page."""

from typing import Any
from uuid import uuid4

import pytest

from cpe_tracker.catalog.states import STATES
from tests.functions.calling import Caller
from tests.functions.desk import UNREADABLE, Desk

COLUMNS = [field.name for field in STATES["California"]]


def sources(page: Any) -> list[str]:
    return [path for result in page["results"] for path in result["source_files"]]


@pytest.fixture
def chain(desk: Desk) -> dict[str, str]:
    """A sheet with two ended runs of three and two results; the ids of the first."""
    first = desk.finished({f"1/{n}.pdf": b"one" for n in range(3)} | {"1/bad.pdf": UNREADABLE})
    desk.finished({f"2/{n}.pdf": b"two" for n in range(2)}, first["job_id"])
    return first


ALL = ["1/0.pdf", "1/1.pdf", "1/2.pdf", "2/0.pdf", "2/1.pdf"]


def test_an_empty_sheet_is_an_empty_grid(ada: Caller, desk: Desk) -> None:
    sheet = desk.sheet()
    assert ada.get(f"/api/jobs/{sheet['job_id']}/results").json == {
        "run_id": sheet["run_id"],
        "columns": [],
        "fields": [],
        "total": 0,
        "next_cursor": None,
        "results": [],
    }


def test_the_grid_runs_through_the_whole_chain_in_order(ada: Caller, chain: dict[str, str]) -> None:
    page = ada.get(f"/api/jobs/{chain['job_id']}/results").json
    assert (page["total"], page["next_cursor"]) == (5, None)
    assert page["columns"] == [field["name"] for field in page["fields"]] == COLUMNS
    assert sources(page) == ALL
    assert [result["result_set_index"] for result in page["results"]] == [0, 0, 0, 1, 1]
    assert page["results"][0]["extracted_data"]["columns"] == COLUMNS
    assert page["results"][0]["cells"] is None


def test_pages_lose_nothing_and_repeat_nothing(ada: Caller, chain: dict[str, str]) -> None:
    path = f"/api/jobs/{chain['job_id']}/results"
    for limit in range(1, 6):
        page = ada.get(path, limit=limit).json
        seen = sources(page)
        while page["next_cursor"]:
            page = ada.get(path, limit=limit, cursor=page["next_cursor"]).json
            seen += sources(page)
        assert seen == ALL, limit


def test_an_offset_counts_results(ada: Caller, chain: dict[str, str]) -> None:
    for offset in (0, 1, 3, 4, 5, 10**20):
        page = ada.get(f"/api/jobs/{chain['job_id']}/results", offset=offset, limit=2).json
        assert sources(page) == ALL[offset : offset + 2], offset


def test_the_grid_of_an_earlier_run_ends_with_it(ada: Caller, chain: dict[str, str]) -> None:
    page = ada.get(f"/api/jobs/{chain['job_id']}/results", run_id=chain["run_id"]).json
    assert (sources(page), page["total"]) == (ALL[:3], 3)


def test_the_runs_before_one_can_be_left_out(
    ada: Caller, desk: Desk, chain: dict[str, str]
) -> None:
    second = desk.ids("SELECT id FROM job_runs WHERE result_set_index = 1")[0]
    page = ada.get(f"/api/jobs/{chain['job_id']}/results", from_run_id=second).json
    assert (sources(page), page["total"]) == (ALL[3:], 2)


def test_a_run_outside_the_chain_cannot_be_its_beginning(
    ada: Caller, chain: dict[str, str]
) -> None:
    answer = ada.get(f"/api/jobs/{chain['job_id']}/results", from_run_id=uuid4())
    assert answer.code == "not_found"


def test_what_lies_behind_the_values_is_told_on_request(ada: Caller, chain: dict[str, str]) -> None:
    page = ada.get(f"/api/jobs/{chain['job_id']}/results", cells="true", limit=1).json
    (result,) = page["results"]
    cell = result["cells"][0][0]
    assert cell["value"] == result["extracted_data"]["results"][0][0] == "one"
    assert (cell["printed"], cell["confidence"]) == ("one", 0.9)
    assert cell["evidence"]["page"] == 1
    assert cell["evidence"]["quote"] == "one"


def test_how_sure_the_values_are_is_told_without_their_evidence(
    ada: Caller, chain: dict[str, str]
) -> None:
    path = f"/api/jobs/{chain['job_id']}/results"
    asked = ada.get(path, cells="confidence").json["results"]
    full = ada.get(path, cells="true").json["results"]
    assert [result["cells"] for result in asked] == [None] * 5
    assert [result["confidences"] for result in asked] == [
        [[cell["confidence"] for cell in row] for row in result["cells"]] for result in full
    ]
    assert asked[0]["confidences"][0][0] == 0.9
    assert [result["confidences"] for result in full] == [None] * 5


def test_what_was_read_from_a_file_comes_with_its_cells(ada: Caller, chain: dict[str, str]) -> None:
    job = f"/api/jobs/{chain['job_id']}"
    (first, *_) = ada.get(f"{job}/results", cells="true").json["results"]
    answer = ada.get(f"{job}/files/{first['source_file_ids'][0]}/results").json
    assert answer == {"results": [first]}
    assert first["cells"][0][0]["evidence"]["quote"] == "one"


def test_a_file_that_gave_nothing_has_no_results(
    ada: Caller, desk: Desk, chain: dict[str, str]
) -> None:
    job = f"/api/jobs/{chain['job_id']}"
    files = ada.get(f"{job}/files", run_id="all").json["files"]
    failed = next(file["file_id"] for file in files if file["path"] == "1/bad.pdf")
    waiting = desk.upload(chain["job_id"], {"3/new.pdf": b"three"})[0]
    for file_id in (failed, waiting):
        assert ada.get(f"{job}/files/{file_id}/results").json == {"results": []}


def test_a_cursor_that_is_none_of_ours_is_refused(ada: Caller, chain: dict[str, str]) -> None:
    for cursor in ("x", "AAAA", "Ä", "é" * 9):
        answer = ada.get(f"/api/jobs/{chain['job_id']}/results", cursor=cursor)
        assert answer.code == "invalid_request", cursor


def test_a_cursor_of_another_sheet_opens_nothing_of_it(
    ada: Caller, desk: Desk, chain: dict[str, str]
) -> None:
    other = desk.finished({"other.pdf": b"o", "another.pdf": b"o"})
    cursor = ada.get(f"/api/jobs/{other['job_id']}/results", limit=1).json["next_cursor"]
    page = ada.get(f"/api/jobs/{chain['job_id']}/results", cursor=cursor).json
    assert set(sources(page)) <= set(ALL)
