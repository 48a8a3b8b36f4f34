"""Nobody has to ask for anything while a run goes on, nor for the next one to be open."""

from tests.e2e.caller import Caller, paths_of
from tests.e2e.deployment import Deployment
from tests.e2e.documents import certificate
from tests.e2e.polling import eventually


def test_the_next_run_opens_by_itself_and_takes_uploads(
    caller: Caller, deployment: Deployment
) -> None:
    sheet = caller.create_sheet()
    caller.upload(sheet, {"a.pdf": certificate("Taxation of Trusts")})
    started = caller.start(sheet)

    (successor,) = eventually(
        lambda: deployment.rows(
            "SELECT id, status FROM job_runs WHERE append_from_run_id = :run_id",
            run_id=started["active_run_id"],
        )
    )

    assert successor.status == "pending"
    registered = caller.upload(
        sheet, {"b.pdf": certificate("Estate Planning")}, run_id=str(successor.id)
    )
    assert registered["run_id"] == str(successor.id)
    assert caller.start(sheet)["active_run_id"] == str(successor.id)
    caller.wait_until_read(sheet)
    assert paths_of(caller.results(sheet)) == ["a.pdf", "b.pdf"]
