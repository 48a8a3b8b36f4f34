"""Which files a command line means."""

import unicodedata
from pathlib import Path

import pytest

from cpe_cli.local_files import LARGEST_BYTES, Found, find_files


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(b"content of a file")


def paths(found: Found) -> list[str]:
    return [file.path for file in found.files]


def refused(found: Found) -> dict[str, str]:
    return {refusal["path"]: refusal["code"] for refusal in found.refused}


def test_a_folder_keeps_its_name_and_its_order() -> None:
    write("certs/2025/b.pdf", "certs/2025/a.pdf", "certs/2025/live/c.jpg")
    assert paths(find_files([Path("certs/2025")])) == [
        "2025/a.pdf",
        "2025/b.pdf",
        "2025/live/c.jpg",
    ]
    assert paths(find_files([Path("certs/2025/")])) == paths(find_files([Path("certs/2025")]))


def test_the_current_folder_has_no_name() -> None:
    write("a.pdf", "live/b.pdf")
    assert paths(find_files([Path()])) == ["a.pdf", "live/b.pdf"]


def test_a_file_is_its_name_wherever_it_is() -> None:
    write("certs/2025/a.pdf")
    assert paths(find_files([Path("certs/2025/a.pdf")])) == ["a.pdf"]
    assert paths(find_files([Path("certs/2025/a.pdf").absolute()])) == ["a.pdf"]


def test_equal_names_get_the_folders_that_tell_them_apart() -> None:
    write("2024/a.pdf", "2025/a.pdf", "2025/b.pdf")
    named = [Path("2024/a.pdf"), Path("2025/a.pdf"), Path("2025/b.pdf")]
    assert paths(find_files(named)) == ["2024/a.pdf", "2025/a.pdf", "b.pdf"]


def test_a_file_named_twice_is_taken_once() -> None:
    write("certs/a.pdf", "certs/b.pdf")
    found = find_files([Path("certs"), Path("certs/a.pdf"), Path("certs")])
    assert paths(found) == ["certs/a.pdf", "certs/b.pdf"]


def test_paths_are_composed_in_one_way() -> None:
    write(unicodedata.normalize("NFD", "Zürich/é.pdf"))
    [path] = paths(find_files([next(Path().iterdir())]))
    assert path == unicodedata.normalize("NFC", "Zürich/é.pdf")


def test_names_that_differ_only_in_composition_are_both_taken() -> None:
    write(*(f"certs/{unicodedata.normalize(form, 'é')}.pdf" for form in ("NFC", "NFD")))
    assert sorted(paths(find_files([Path("certs")]))) == ["certs/é (2).pdf", "certs/é.pdf"]


def test_hidden_and_junk_files_are_shown_as_refused_and_fail_nothing() -> None:
    write("certs/a.pdf", "certs/.DS_Store", "certs/Thumbs.db", "certs/~$a.pdf", "certs/.b.pdf")
    write("certs/.git/c.pdf", "certs/__MACOSX/a.pdf", "certs/._a.pdf", "certs/notes.txt")
    found = find_files([Path("certs")])
    assert paths(found) == ["certs/a.pdf"]
    assert refused(found) == {
        "certs/.DS_Store": "junk_file",
        "certs/Thumbs.db": "junk_file",
        "certs/~$a.pdf": "junk_file",
        "certs/.b.pdf": "hidden_file",
        "certs/.git/": "hidden_file",
        "certs/__MACOSX/": "junk_file",
        "certs/._a.pdf": "junk_file",
        "certs/notes.txt": "type_in_folder",
    }
    assert found.failures == []


def test_a_file_that_was_named_itself_and_cannot_be_read_is_a_failure() -> None:
    write("notes.txt")
    found = find_files([Path("notes.txt"), Path("gone")])
    assert refused(found) == {"notes.txt": "unsupported_type", "gone": "not_found"}
    assert len(found.failures) == 2


def test_empty_and_huge_files_are_failures_even_in_a_folder() -> None:
    write("certs/a.pdf")
    Path("certs/empty.pdf").touch()
    with Path("certs/huge.pdf").open("wb") as huge:
        huge.truncate(LARGEST_BYTES + 1)
    with Path("certs/large.pdf").open("wb") as large:
        large.truncate(LARGEST_BYTES)
    found = find_files([Path("certs")])
    assert paths(found) == ["certs/a.pdf", "certs/large.pdf"]
    assert {r["path"]: r["code"] for r in found.failures} == {
        "certs/empty.pdf": "empty_file",
        "certs/huge.pdf": "too_large",
    }


def test_links_to_files_are_followed_and_links_to_folders_are_named() -> None:
    write("certs/a.pdf", "elsewhere/b.pdf")
    Path("certs/link.pdf").symlink_to(Path("elsewhere/b.pdf").absolute())
    Path("certs/loop").symlink_to(Path("certs").absolute())
    found = find_files([Path("certs")])
    assert paths(found) == ["certs/a.pdf", "certs/link.pdf"]
    assert refused(found) == {"certs/loop/": "link_to_folder"}


def test_a_name_that_steers_a_terminal_is_refused() -> None:
    write("certs/a\x1b[31m.pdf")
    assert list(refused(find_files([Path("certs")])).values()) == ["bad_name"]


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("a.PDF", "application/pdf"),
        ("a.jpg", "image/jpeg"),
        ("a.JPEG", "image/jpeg"),
        ("a.png", "image/png"),
        ("a.webp", "image/webp"),
        ("a.tif", "image/tiff"),
        ("a.tiff", "image/tiff"),
        ("a.heic", "image/heic"),
    ],
)
def test_every_type_that_can_be_read_is_taken(name: str, content_type: str) -> None:
    write(name)
    [file] = find_files([Path(name)]).files
    assert file.content_type == content_type
