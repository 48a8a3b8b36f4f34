"""Step 1: register files."""

import hashlib

import pytest

from cpe_tracker.errors import NotFoundError, RunNotEditableError, TooManyFilesError
from cpe_tracker.model.statuses import FileStatus
from cpe_tracker.pipeline import register_files as step
from cpe_tracker.schemas.sheets import CreatedSheet
from tests.world import USER, World, a_file


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_a_registered_file_can_be_uploaded_to_a_key_that_does_not_hold_its_path(
    world: World,
) -> None:
    sheet = world.sheet()

    [file] = world.register(sheet, a_file("2025/Ethics.pdf")).files

    key = file.upload.fields["key"]
    assert key == f"users/ada/jobs/{sheet.job_id}/runs/{sheet.run_id}/files/{file.file_id}"
    assert file.upload.fields["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"content_type": "text/html"}, "type_not_accepted"),
        ({"size": 0}, "empty"),
        ({"size": 25 * 1024 * 1024 + 1}, "too_large"),
    ],
)
def test_a_file_that_breaks_a_rule_is_refused_alone(
    world: World, change: dict[str, object], code: str
) -> None:
    sheet = world.sheet()

    answer = world.register(sheet, a_file("good.pdf"), a_file("bad.pdf", **change))

    assert [file.path for file in answer.files] == ["good.pdf"]
    assert [(file.path, file.code) for file in answer.refused] == [("bad.pdf", code)]


def test_content_that_arrived_is_not_taken_twice_unless_asked(world: World) -> None:
    sheet = world.sheet()
    world.objects.put(
        world.register(sheet, a_file("a.pdf", sha256=sha256("x"))).files[0].upload.fields["key"],
        b"a.pdf",
    )

    again = world.register(sheet, a_file("copy/b.pdf", sha256=sha256("x")))
    anyway = world.register(sheet, a_file("copy/b.pdf", sha256=sha256("x"), add_anyway=True))

    assert [(file.code, file.duplicate_of) for file in again.refused] == [
        ("already_in_sheet", "a.pdf")
    ]
    assert [file.path for file in anyway.files] == ["copy/b.pdf"]


def test_content_of_an_earlier_run_is_not_taken_again(world: World) -> None:
    sheet = world.sheet()
    [file] = world.register(sheet, a_file("a.pdf", sha256=sha256("x"))).files
    world.objects.put(file.upload.fields["key"], b"a.pdf")
    run_id = world.start(sheet).active_run_id
    world.work()
    world.complete(run_id)

    answer = world.register(sheet, a_file("a.pdf", sha256=sha256("x")))

    assert [file.code for file in answer.refused] == ["already_in_sheet"]


def test_a_file_that_never_arrived_is_signed_again_not_added_again(world: World) -> None:
    """A closed page or an expired form must not leave two rows behind."""
    sheet = world.sheet()
    first = world.register(sheet, a_file("a.pdf", sha256=sha256("x"))).files[0]

    second = world.register(sheet, a_file("a.pdf", sha256=sha256("x"))).files[0]

    assert second.file_id == first.file_id
    assert len(world.listed(sheet)) == 1


def test_the_same_content_twice_in_one_request_is_taken_once(world: World) -> None:
    sheet = world.sheet()

    answer = world.register(
        sheet, a_file("a.pdf", sha256=sha256("x")), a_file("b.pdf", sha256=sha256("x"))
    )

    assert [file.path for file in answer.files] == ["a.pdf"]
    assert [file.duplicate_of for file in answer.refused] == ["a.pdf"]


def test_a_run_holds_no_more_files_than_its_limit_and_a_refused_request_adds_none(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(step, "FILES_IN_A_RUN", 3)
    sheet = world.sheet()
    world.register(sheet, a_file("1.pdf"), a_file("2.pdf"))

    with pytest.raises(TooManyFilesError):
        world.register(sheet, a_file("3.pdf"), a_file("4.pdf"))

    assert len(world.listed(sheet)) == 2


def test_a_submitted_run_refuses_and_names_the_run_to_use(world: World) -> None:
    sheet = world.sheet()
    world.upload(sheet, "a.pdf")
    run_id = world.start(sheet).active_run_id
    world.work()
    successor = world.complete(run_id)

    with pytest.raises(RunNotEditableError) as refused:
        step.register_files(
            USER,
            sheet.job_id,
            run_id,
            [a_file("b.pdf")],
            store=world.files,
            objects=world.objects,
        )

    assert refused.value.extras["latest_run_id"] == str(successor.run_id)


def test_another_users_sheet_is_not_found(world: World) -> None:
    sheet = world.sheet()

    with pytest.raises(NotFoundError):
        step.register_files(
            "eve", sheet.job_id, None, [a_file("a.pdf")], store=world.files, objects=world.objects
        )


def test_a_run_of_another_sheet_is_not_found(world: World) -> None:
    one, other = world.sheet(), world.sheet()

    with pytest.raises(NotFoundError):
        step.register_files(
            USER,
            one.job_id,
            other.run_id,
            [a_file("a.pdf")],
            store=world.files,
            objects=world.objects,
        )


def test_what_arrived_is_told_before_the_start(world: World) -> None:
    sheet: CreatedSheet = world.sheet()
    world.upload(sheet, "here.pdf")
    world.register(sheet, a_file("there.pdf"))

    assert [(file.path, file.status) for file in world.listed(sheet)] == [
        ("here.pdf", FileStatus.UPLOADED),
        ("there.pdf", FileStatus.AWAITING_UPLOAD),
    ]
