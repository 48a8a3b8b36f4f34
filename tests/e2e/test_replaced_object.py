"""The worker reads exactly what was submitted, though a presigned POST stays usable."""

from tests.e2e.caller import Caller, paths_of, send
from tests.e2e.deployment import Deployment
from tests.e2e.documents import certificate

SUBMITTED = certificate("Estate Planning")
REPLACEMENT = certificate("Asset Shielding").ljust(len(SUBMITTED), b"\n")


def test_a_file_replaced_after_the_start_fails_as_changed(
    caller: Caller, deployment: Deployment
) -> None:
    sheet = caller.create_sheet()
    registered = caller.upload(sheet, {"kept.pdf": SUBMITTED, "replaced.pdf": SUBMITTED})
    assert len(REPLACEMENT) == len(SUBMITTED)
    with deployment.held("RunTask"):
        caller.start(sheet)
        assert send(registered["files"][1], REPLACEMENT).status_code == 204
    caller.wait_until_read(sheet)

    replaced = caller.files(sheet)["replaced.pdf"]
    assert (replaced["task_status"], replaced["reason_code"]) == ("failed", "changed")
    assert paths_of(caller.results(sheet)) == ["kept.pdf"]
