"""What a registration may say. A path is a person's data: kept, but in one form."""

import json

import pytest
from pydantic import ValidationError

from cpe_tracker.schemas.files import REGISTER_AT_ONCE, FileToRegister, RegisterFiles


def registered(path: str) -> str:
    return FileToRegister(path=path, size=1, content_type="application/pdf").path


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("ethics.pdf", "ethics.pdf"),
        ("2026/ethics.pdf", "2026/ethics.pdf"),
        ("2026\\May\\ethics.pdf", "2026/May/ethics.pdf"),
        ("/2026/ethics.pdf", "2026/ethics.pdf"),
        ("\\\\server\\share\\ethics.pdf", "server/share/ethics.pdf"),
        ("e\u0301thique.pdf", "\u00e9thique.pdf"),
        ("Zertifikat 🎓.pdf", "Zertifikat 🎓.pdf"),
        ("../../ethics.pdf", "../../ethics.pdf"),
    ],
)
def test_a_path_is_kept_in_one_form(given: str, kept: str) -> None:
    assert registered(given) == kept


@pytest.mark.parametrize("path", ["", "/", "\\", "folder/", "folder\\", "a" * 1001])
def test_a_path_that_names_no_file_is_refused(path: str) -> None:
    with pytest.raises(ValidationError):
        registered(path)


@pytest.mark.parametrize("character", ["\x00", "\n", "\r", "\t", "\x1b", "\x7f", "\x85"])
def test_control_characters_are_refused(character: str) -> None:
    with pytest.raises(ValidationError, match="control characters"):
        registered(f"eth{character}ics.pdf")


def test_half_a_character_is_refused() -> None:
    """A lone surrogate could not be stored as UTF-8."""
    body = '{"path": "eth\\ud83dics.pdf", "size": 1, "content_type": "application/pdf"}'
    with pytest.raises(ValidationError):
        FileToRegister.model_validate_json(body)


@pytest.mark.parametrize("sha256", ["", "0" * 63, "0" * 65, "A" * 64, "g" * 64, "0" * 64 + "\n"])
def test_a_hash_is_64_lower_case_hexadecimal_digits(sha256: str) -> None:
    with pytest.raises(ValidationError):
        FileToRegister(path="a.pdf", size=1, content_type="application/pdf", sha256=sha256)


@pytest.mark.parametrize("count", [0, REGISTER_AT_ONCE + 1])
def test_a_registration_holds_1_to_200_files(count: int) -> None:
    file = {"path": "a.pdf", "size": 1, "content_type": "application/pdf"}
    with pytest.raises(ValidationError):
        RegisterFiles.model_validate_json(json.dumps({"files": [file] * count}))


def test_a_negative_size_is_refused() -> None:
    with pytest.raises(ValidationError):
        FileToRegister(path="a.pdf", size=-1, content_type="application/pdf")


def test_a_misspelt_member_is_refused() -> None:
    """Else `addAnyway` would quietly do nothing."""
    with pytest.raises(ValidationError, match="addAnyway"):
        FileToRegister.model_validate(
            {"path": "a.pdf", "size": 1, "content_type": "application/pdf", "addAnyway": True}
        )
