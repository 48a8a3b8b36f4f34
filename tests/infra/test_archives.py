import zipfile
from pathlib import Path

from infra.archives import content_key, write_zip


def folder_of(tmp_path: Path, name: str, text: str) -> Path:
    folder = tmp_path / name
    (folder / "inner").mkdir(parents=True)
    (folder / "inner" / "module.py").write_text(text)
    return folder


def test_the_same_files_make_the_same_key_wherever_and_whenever_they_were_written(
    tmp_path: Path,
) -> None:
    keys = set()
    for name in ("one", "two"):
        folder = folder_of(tmp_path, name, "x = 1\n")
        (tmp_path / name / "inner" / "module.py").touch()
        (tmp_path / f"{name}.d").mkdir()
        write_zip(folder, tmp_path / f"{name}.d" / "part.zip")
        keys.add(content_key(tmp_path / f"{name}.d" / "part.zip"))

    assert len(keys) == 1


def test_another_content_makes_another_key(tmp_path: Path) -> None:
    write_zip(folder_of(tmp_path, "one", "x = 1\n"), tmp_path / "part.zip")
    before = content_key(tmp_path / "part.zip")
    write_zip(folder_of(tmp_path, "two", "x = 2\n"), tmp_path / "part.zip")

    assert content_key(tmp_path / "part.zip") != before


def test_files_keep_their_places_in_the_archive(tmp_path: Path) -> None:
    write_zip(folder_of(tmp_path, "one", "x = 1\n"), tmp_path / "part.zip")

    with zipfile.ZipFile(tmp_path / "part.zip") as packed:
        assert packed.namelist() == ["inner/module.py"]
