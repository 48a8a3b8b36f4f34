"""Finding, making, renaming, deleting sheets."""

from .conftest import Cpe
from .fake_api import FakeApi
from .faults import Fault


def test_create_uses_the_state_whatever_its_case(cpe: Cpe, api: FakeApi) -> None:
    outcome = cpe("create", "--state", "california", "--json")
    assert outcome.status == 0
    [sheet] = api.sheets.sheets
    assert outcome.json == {
        "job_id": sheet.job_id,
        "run_id": sheet.newest.run_id,
        "name": "CPE Tracker - California",
        "state": "California",
    }


def test_an_unknown_state_names_those_there_are(cpe: Cpe) -> None:
    outcome = cpe("create", "--state", "Atlantis")
    assert outcome.status == 1
    assert 'There is no state "Atlantis". Those there are: California.' in outcome.err


def test_a_sheet_is_never_made_twice_by_a_lost_answer(cpe: Cpe, api: FakeApi) -> None:
    api.faults.add(Fault("POST /api/cpe/sheets$", drop_after=True))
    outcome = cpe("create", "--state", "California")
    assert outcome.status == 1
    assert "Look with `cpe sheets`" in outcome.err
    assert len(api.sheets.sheets) == 1


def test_an_ambiguous_name_lists_the_ids_and_does_nothing(cpe: Cpe, api: FakeApi) -> None:
    twins = [api.sheets.add_sheet("Mine") for _ in range(2)]
    outcome = cpe("delete", "Mine", "--yes")
    assert outcome.status == 2
    assert all(twin.job_id in outcome.err for twin in twins)
    assert not any(twin.deleted for twin in twins)


def test_case_decides_only_between_two_names(cpe: Cpe, api: FakeApi) -> None:
    upper, lower = api.sheets.add_sheet("Mine"), api.sheets.add_sheet("mine")
    assert cpe("show", "mine", "--json").json["sheet"]["job_id"] == lower.job_id
    cpe("delete", lower.job_id, "--yes")
    assert cpe("show", "mine", "--json").json["sheet"]["job_id"] == upper.job_id


def test_an_id_is_as_good_as_a_name(cpe: Cpe, api: FakeApi) -> None:
    sheet = api.sheets.add_sheet("Mine")
    assert cpe("rename", sheet.job_id, "Yours").status == 0
    assert sheet.name == "Yours"


def test_an_unknown_sheet_is_a_sentence(cpe: Cpe) -> None:
    outcome = cpe("show", "Nowhere")
    assert outcome.status == 1
    assert 'There is no sheet "Nowhere". `cpe sheets` lists yours.' in outcome.err


def test_delete_asks_and_without_a_terminal_wants_yes(cpe: Cpe, api: FakeApi) -> None:
    sheet = api.sheets.add_sheet("Mine")
    outcome = cpe("delete", "Mine")
    assert outcome.status == 2
    assert "add `--yes`" in outcome.err
    assert not sheet.deleted


def test_a_deleted_sheet_comes_back_by_its_id(cpe: Cpe, api: FakeApi) -> None:
    sheet = api.sheets.add_sheet("Mine")
    deleted = cpe("delete", "Mine", "--yes")
    assert f"cpe restore {sheet.job_id}" in deleted.out
    assert cpe("sheets", "--json").json == []
    assert cpe("restore", sheet.job_id).status == 0
    assert [mine["name"] for mine in cpe("sheets", "--json").json] == ["Mine"]


def test_a_sheets_name_steers_no_terminal(cpe: Cpe, api: FakeApi) -> None:
    api.sheets.add_sheet("[bold]Mine\x1b[31m")
    out = cpe("sheets").out
    assert "\x1b" not in out
    assert "[bold]Mine" in out
