"""Files: registered, listed, removed, retried and looked at."""

import hashlib
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3

from cpe_tracker.wiring import Parts
from tests.functions.calling import Caller
from tests.functions.desk import UNREADABLE, Desk, a_file

MEBIBYTE = 1024 * 1024


def refusals(answer: Any) -> list[tuple[str, str]]:
    return [(one["path"], one["code"]) for one in answer.json["refused"]]


def test_a_registered_file_is_answered_its_upload(desk: Desk) -> None:
    sheet = desk.sheet()
    registered = desk.register(sheet["job_id"], a_file("2026/ethics.pdf"))
    assert registered.status == 201
    assert registered.json["run_id"] == sheet["run_id"]
    (file,) = registered.json["files"]
    assert (file["path"], file["status"]) == ("2026/ethics.pdf", "awaiting_upload")
    fields = file["upload"]["fields"]
    assert fields["key"].endswith(f"/runs/{sheet['run_id']}/files/{file['file_id']}")
    assert fields["Content-Type"] == "application/pdf"
    assert "ethics" not in fields["key"]


REFUSED = [
    (a_file("notes.docx", content_type="application/msword"), "type_not_accepted"),
    (a_file("page.html", content_type="text/html"), "type_not_accepted"),
    (a_file("empty.pdf", size=0), "empty"),
    (a_file("huge.pdf", size=25 * MEBIBYTE + 1), "too_large"),
    (a_file("absurd.pdf", size=10**30), "too_large"),
]


def test_a_file_that_cannot_be_taken_is_refused_by_itself(desk: Desk) -> None:
    largest = a_file("largest.pdf", size=25 * MEBIBYTE)
    files = [file for file, _ in REFUSED]
    answer = desk.register(desk.sheet()["job_id"], *files, largest)
    assert refusals(answer) == [(file["path"], code) for file, code in REFUSED]
    assert [one["path"] for one in answer.json["files"]] == ["largest.pdf"]


TYPES = [
    "application/pdf",
    "image/png",
    "image/jpeg",
    "image/webp",
    "image/tiff",
    "image/heic",
    "IMAGE/PNG",
]


def test_certificates_come_in_these_types(desk: Desk) -> None:
    files = [a_file(f"{one}.x", content_type=one) for one in TYPES]
    signed = desk.register(desk.sheet()["job_id"], *files).json["files"]
    given = [file["upload"]["fields"]["Content-Type"] for file in signed]
    assert given == [one.lower() for one in TYPES]


def test_what_the_sheet_has_already_is_refused_unless_wanted_all_the_same(desk: Desk) -> None:
    sha256 = hashlib.sha256(b"a").hexdigest()
    job_id = desk.sheet()["job_id"]
    first = desk.register(job_id, a_file("a.pdf", 1, sha256=sha256))
    desk.put(first.json["files"][0]["upload"]["fields"]["key"], b"a")
    again = desk.register(job_id, a_file("copy.pdf", 1, sha256=sha256))
    assert refusals(again) == [("copy.pdf", "already_in_sheet")]
    assert again.json["refused"][0]["duplicate_of"] == "a.pdf"
    wanted = desk.register(job_id, a_file("copy.pdf", 1, sha256=sha256, add_anyway=True))
    assert [file["path"] for file in wanted.json["files"]] == ["copy.pdf"]


def test_a_duplicate_within_one_request_is_refused(desk: Desk) -> None:
    twins = [a_file(path, 1, sha256="0" * 64) for path in ("a.pdf", "b.pdf")]
    answer = desk.register(desk.sheet()["job_id"], *twins)
    assert refusals(answer) == [("b.pdf", "already_in_sheet")]


def test_a_duplicate_of_an_earlier_run_is_refused(desk: Desk) -> None:
    sha256 = hashlib.sha256(b"a").hexdigest()
    job_id = desk.sheet()["job_id"]
    first = desk.register(job_id, a_file("a.pdf", 1, sha256=sha256))
    desk.put(first.json["files"][0]["upload"]["fields"]["key"], b"a")
    run_id = desk.start(job_id).json["active_run_id"]
    desk.read_all()
    desk.complete(run_id)
    again = desk.register(job_id, a_file("b.pdf", 1, sha256=sha256))
    assert refusals(again) == [("b.pdf", "already_in_sheet")]


def test_registering_again_what_never_arrived_signs_the_same_file(ada: Caller, desk: Desk) -> None:
    job_id = desk.sheet()["job_id"]
    file = a_file("a.pdf", sha256="0" * 64)
    first, second = (desk.register(job_id, file).json["files"][0]["file_id"] for _ in range(2))
    assert first == second
    assert len(ada.get(f"/api/jobs/{job_id}/files").json["files"]) == 1


def test_201_files_at_once_are_too_many(desk: Desk) -> None:
    files = [a_file(f"{number}.pdf") for number in range(201)]
    answer = desk.register(desk.sheet()["job_id"], *files)
    assert (answer.status, answer.code) == (400, "invalid_request")
    assert answer.json["errors"][0]["where"] == "files"


def test_the_5001st_file_of_a_run_is_too_many(ada: Caller, desk: Desk) -> None:
    sheet = desk.sheet()
    desk.execute(
        "INSERT INTO source_files (id, run_id, position, original_path, size, content_type,"
        " object_key) SELECT gen_random_uuid(), :run_id, n, n || '.pdf', 5, 'application/pdf',"
        " 'key-' || n FROM generate_series(0, 4998) n",
        run_id=sheet["run_id"],
    )
    assert desk.register(sheet["job_id"], a_file("the 5000th.pdf")).status == 201
    refused = desk.register(sheet["job_id"], a_file("one more.pdf"))
    assert (refused.status, refused.code, refused.json["limit"]) == (409, "too_many_files", 5000)
    assert ada.get("/api/cpe/sheets").json["sheets"][0]["files_total"] == 5000


def test_a_submitted_run_takes_and_gives_no_file_and_names_the_run_that_does(
    ada: Caller, desk: Desk
) -> None:
    job_id = desk.sheet()["job_id"]
    (file_id,) = desk.upload(job_id, {"a.pdf": b"a"})
    run_id = desk.start(job_id).json["active_run_id"]

    def refused() -> list[Any]:
        return [
            desk.register(job_id, a_file("late.pdf"), run_id=run_id),
            ada.delete(f"/api/jobs/{job_id}/files/{file_id}", run_id=run_id),
        ]

    assert [(one.status, one.code) for one in refused()] == [(409, "run_not_editable")] * 2
    assert [one.json["latest_run_id"] for one in refused()] == [run_id] * 2
    assert desk.register(job_id, a_file("late.pdf")).json["latest_run_id"] == run_id
    desk.read_all()
    desk.complete(run_id)
    open_run = ada.get(f"/api/jobs/{job_id}").json["latest_run_id"]
    assert [one.json["latest_run_id"] for one in refused()] == [open_run] * 2
    assert desk.register(job_id, a_file("late.pdf"), run_id=open_run).status == 201


def test_files_are_listed_in_the_order_of_their_registration(ada: Caller, desk: Desk) -> None:
    sheet = desk.sheet()
    desk.register(sheet["job_id"], a_file("z.pdf"), a_file("a.pdf"))
    desk.register(sheet["job_id"], a_file("m.pdf"))
    answer = ada.get(f"/api/jobs/{sheet['job_id']}/files").json
    assert answer["run_id"] == sheet["run_id"]
    assert [file["path"] for file in answer["files"]] == ["z.pdf", "a.pdf", "m.pdf"]


def test_what_has_arrived_is_told_before_the_start(ada: Caller, desk: Desk) -> None:
    job_id = desk.sheet()["job_id"]
    desk.upload(job_id, {"here.pdf": b"here"})
    desk.register(job_id, a_file("not yet.pdf"))
    listed = ada.get(f"/api/jobs/{job_id}/files").json["files"]
    assert {file["path"]: file["status"] for file in listed} == {
        "here.pdf": "uploaded",
        "not yet.pdf": "awaiting_upload",
    }


def test_the_whole_chains_files_are_listed_on_request(ada: Caller, desk: Desk) -> None:
    sheet = desk.finished({"bad.pdf": UNREADABLE, "good.pdf": b"good"})
    job_id = sheet["job_id"]
    desk.register(job_id, a_file("next.pdf"))
    path = f"/api/jobs/{job_id}/files"
    assert [file["path"] for file in ada.get(path).json["files"]] == ["next.pdf"]
    bad, good, new = ada.get(path, run_id="all").json["files"]
    assert (bad["task_status"], bad["reason_code"]) == ("failed", "damaged")
    assert bad["reason_detail"] == "The file is damaged. Export it again."
    assert (good["task_status"], good["reason_code"]) == ("completed", None)
    assert (new["task_status"], new["run_id"] == sheet["run_id"]) == (None, False)


def test_a_removed_file_is_gone_with_its_object(ada: Caller, desk: Desk, parts: Parts) -> None:
    job_id = desk.sheet()["job_id"]
    (file_id,) = desk.upload(job_id, {"a.pdf": b"a"})
    path = f"/api/jobs/{job_id}/files/{file_id}"
    assert ada.delete(path).status == 204
    assert ada.delete(path).code == "not_found"
    assert ada.get(f"/api/jobs/{job_id}/files").json["files"] == []
    bucket = boto3.client("s3").list_objects_v2(Bucket=parts.settings.files_bucket)
    assert bucket["KeyCount"] == 0


def test_a_file_is_shown_by_an_address_that_lasts_minutes(ada: Caller, desk: Desk) -> None:
    job_id = desk.sheet()["job_id"]
    (file_id,) = desk.upload(job_id, {"folder/Übung 1.pdf": b"a"})
    content = ada.get(f"/api/jobs/{job_id}/files/{file_id}/content").json
    assert (content["content_type"], content["expires_in"]) == ("application/pdf", 300)
    query = parse_qs(urlsplit(content["url"]).query)
    assert query["X-Amz-Expires"] == ["300"]
    assert query["response-content-disposition"] == ["inline; filename*=UTF-8''%C3%9Cbung%201.pdf"]


def retry(ada: Caller, job_id: str, path: str) -> Any:
    files = ada.get(f"/api/jobs/{job_id}/files", run_id="all").json["files"]
    file_id = next(file["file_id"] for file in files if file["path"] == path)
    return ada.post(f"/api/jobs/{job_id}/files/{file_id}/retry")


def test_a_file_that_failed_is_read_again_without_another_upload(ada: Caller, desk: Desk) -> None:
    job_id = desk.finished({"bad.pdf": UNREADABLE})["job_id"]
    retried = retry(ada, job_id, "bad.pdf")
    assert retried.status == 201
    failed, successor = ada.get(f"/api/jobs/{job_id}/files", run_id="all").json["files"]
    assert failed["retried_as"] == successor["file_id"] == retried.json["file_id"]
    assert successor["run_id"] == retried.json["run_id"]
    assert (successor["path"], successor["status"]) == ("bad.pdf", "uploaded")
    assert desk.start(job_id).json["tasks_total"] == 1


def test_a_file_is_retried_once(ada: Caller, desk: Desk) -> None:
    job_id = desk.finished({"bad.pdf": UNREADABLE})["job_id"]
    assert retry(ada, job_id, "bad.pdf").status == 201
    assert retry(ada, job_id, "bad.pdf").code == "file_not_retryable"


def test_a_file_that_was_read_needs_no_retry(ada: Caller, desk: Desk) -> None:
    job_id = desk.finished({"good.pdf": b"good"})["job_id"]
    assert retry(ada, job_id, "good.pdf").code == "file_not_retryable"


def test_while_a_run_is_read_nothing_is_retried(ada: Caller, desk: Desk) -> None:
    job_id = desk.finished({"bad.pdf": UNREADABLE})["job_id"]
    desk.upload(job_id, {"more.pdf": b"more"})
    run_id = desk.start(job_id).json["active_run_id"]
    refused = retry(ada, job_id, "bad.pdf")
    assert (refused.code, refused.json["latest_run_id"]) == ("run_not_editable", run_id)


def test_a_file_whose_bytes_are_gone_cannot_be_retried(
    ada: Caller, desk: Desk, parts: Parts
) -> None:
    job_id = desk.finished({"bad.pdf": UNREADABLE})["job_id"]
    parts.objects.delete(parts.objects.list_objects("users/"))
    assert retry(ada, job_id, "bad.pdf").code == "changed"
    assert len(ada.get(f"/api/jobs/{job_id}/files", run_id="all").json["files"]) == 1
