"""When a run has ended its sheet goes on, however often that is told."""

from typing import NoReturn
from uuid import UUID, uuid4

import boto3
import pytest
from chalice.test import Client

from cpe_tracker.messages import RunCompleted
from cpe_tracker.wiring import Parts
from tests.functions.apps import ON_RUN_COMPLETE
from tests.functions.calling import Caller
from tests.functions.deliveries import delivered
from tests.functions.desk import Desk


def message_of(run_id: str) -> str:
    return RunCompleted(run_id=UUID(run_id)).model_dump_json()


@pytest.fixture
def ended(desk: Desk) -> dict[str, str]:
    """A sheet whose run has ended, and nobody was told."""
    job_id = desk.sheet()["job_id"]
    desk.upload(job_id, {"a.pdf": b"a"})
    run_id = desk.start(job_id).json["active_run_id"]
    desk.read_all()
    return {"job_id": job_id, "run_id": run_id}


def successors(ada: Caller, job_id: str) -> list[str]:
    runs = ada.get(f"/api/jobs/{job_id}/runs").json["runs"]
    return [run["run_id"] for run in runs if run["append_from_run_id"]]


def reconcile() -> None:
    client = Client(ON_RUN_COMPLETE.app)
    event = client.events.generate_cw_event(
        source="aws.events", detail_type="Scheduled Event", detail={}, resources=[]
    )
    client.lambda_.invoke("reconcile", event)


def test_an_end_told_three_times_opens_one_successor(ada: Caller, ended: dict[str, str]) -> None:
    messages = [message_of(ended["run_id"])] * 3
    assert delivered(ON_RUN_COMPLETE, "complete_run", messages) == []
    (successor,) = successors(ada, ended["job_id"])
    assert delivered(ON_RUN_COMPLETE, "complete_run", messages) == []
    assert successors(ada, ended["job_id"]) == [successor]
    run = ada.get(f"/api/jobs/{ended['job_id']}").json["run"]
    assert (run["run_id"], run["status"], run["config_step"]) == (successor, "pending", "upload")


def test_what_names_no_ended_run_opens_nothing(
    ada: Caller, desk: Desk, ended: dict[str, str]
) -> None:
    pending = desk.sheet()
    messages = ["nonsense", message_of(str(uuid4())), message_of(pending["run_id"])]
    assert delivered(ON_RUN_COMPLETE, "complete_run", messages) == []
    assert successors(ada, pending["job_id"]) == successors(ada, ended["job_id"]) == []


def test_a_deleted_sheet_is_not_gone_on_with(
    ada: Caller, desk: Desk, ended: dict[str, str]
) -> None:
    ada.delete(f"/api/cpe/sheets/{ended['job_id']}")
    assert delivered(ON_RUN_COMPLETE, "complete_run", [message_of(ended["run_id"])]) == []
    assert desk.ids("SELECT count(*) FROM job_runs") == [1]


def test_a_database_that_is_away_brings_all_messages_back(
    ended: dict[str, str], parts: Parts
) -> None:
    def away(*_: object, **__: object) -> NoReturn:
        raise ConnectionResetError

    parts.database.engine.pool.dispose()
    parts.database.engine.pool._creator = away
    messages = [message_of(ended["run_id"]), "nonsense", message_of(str(uuid4()))]
    assert delivered(ON_RUN_COMPLETE, "complete_run", messages) == [0, 2]


def test_the_schedule_opens_the_successor_whose_message_was_lost(
    ada: Caller, ended: dict[str, str]
) -> None:
    reconcile()
    assert len(successors(ada, ended["job_id"])) == 1
    reconcile()
    assert len(successors(ada, ended["job_id"])) == 1


def test_the_schedule_purges_what_was_deleted_too_long_ago(
    ada: Caller, desk: Desk, ended: dict[str, str], parts: Parts
) -> None:
    kept = desk.finished({"kept.pdf": b"kept"})
    ada.delete(f"/api/cpe/sheets/{ended['job_id']}")
    reconcile()
    assert len(desk.ids("SELECT id FROM extraction_jobs")) == 2
    desk.execute("UPDATE extraction_jobs SET deleted_at = deleted_at - interval '8 days'")
    reconcile()
    assert desk.ids("SELECT id FROM extraction_jobs") == [UUID(kept["job_id"])]
    objects = boto3.client("s3").list_objects_v2(Bucket=parts.settings.files_bucket)["Contents"]
    assert [f"/jobs/{kept['job_id']}/" in one["Key"] for one in objects] == [True]
