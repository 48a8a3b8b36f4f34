"""Printed sets: every page has its truth, says it, and prints."""

import html
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from evaluation.generate.parts import SETS
from evaluation.generate.printed import SOURCE, NoBrowserError, browser_path, print_page, print_set

UNSEEN = re.compile(r"<(style|script|title)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.DOTALL)


def truth_of(name: str) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads((SOURCE / name / "truth.json").read_text("utf-8"))
    return truth


def certificates_of(truth: dict[str, Any]) -> list[dict[str, Any]]:
    several: list[dict[str, Any]] = truth.get("certificates", [truth])
    return several


def letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def text_of(page: Path) -> str:
    return letters(html.unescape(UNSEEN.sub("", page.read_text("utf-8"))))


def test_sets_are_the_folders() -> None:
    assert sorted(SETS) == sorted(folder.name for folder in SOURCE.iterdir() if folder.is_dir())


@pytest.mark.parametrize("name", SETS)
def test_every_page_has_its_truth(name: str) -> None:
    pages = {page.stem for page in (SOURCE / name).glob("*.html")}
    assert pages == set(truth_of(name))
    assert len(pages) > 20


@pytest.mark.parametrize("name", SETS)
def test_what_the_truth_says_stands_on_the_page(name: str) -> None:
    absent = []
    checked = 0
    for certificate_id, truth in truth_of(name).items():
        text = text_of(SOURCE / name / f"{certificate_id}.html")
        for certificate in certificates_of(truth):
            for key in ("course_title", "provider", "sponsor_number"):
                said = certificate.get(key)
                if not said:
                    continue
                checked += 1
                if letters(said) not in text:
                    absent.append((certificate_id, key, said))
    assert checked > 50
    assert not absent


def test_methods_are_said_in_the_words_of_the_standards() -> None:
    said = {
        certificate.get("delivery_method")
        for name in SETS
        for truth in truth_of(name).values()
        for certificate in certificates_of(truth)
    }
    known = {"Group Live", "Group Internet Based", "QAS Self Study", "Nano Learning"}
    assert said - {None} == known


@pytest.mark.parametrize("name", SETS)
def test_hours_are_above_nothing_and_in_twentieths_at_most(name: str) -> None:
    hours = [
        Decimal(str(credit["hours"]))
        for truth in truth_of(name).values()
        for certificate in certificates_of(truth)
        for credit in certificate.get("credits", [])
        if credit["hours"] is not None
    ]
    assert len(hours) > 20
    assert not [amount for amount in hours if amount <= 0 or amount % Decimal("0.05")]


@pytest.mark.parametrize("name", SETS)
def test_no_page_asks_for_anything_from_elsewhere(name: str) -> None:
    for page in (SOURCE / name).glob("*.html"):
        text = page.read_text("utf-8")
        assert not re.search(r"""(?:src|href)=["']?https?:|url\(\s*["']?(?:https?|file):""", text)


@pytest.mark.browser
@pytest.mark.parametrize("name", SETS)
def test_a_page_prints_with_its_text(name: str, tmp_path: Path) -> None:
    certificate_id, truth = next(
        (key, truth) for key, truth in truth_of(name).items() if truth.get("participant_name")
    )
    target = tmp_path / "printed.pdf"
    print_page(browser_path(), SOURCE / name / f"{certificate_id}.html", target)
    pages = pypdfium2.PdfDocument(target)
    said = letters(" ".join(page.get_textpage().get_text_bounded() for page in pages))
    assert set(letters(truth["participant_name"])) <= set(said)
    assert letters(truth["participant_name"].split()[-1]) in said


def test_printing_without_a_browser_says_what_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    with pytest.raises(NoBrowserError, match="CHROMIUM"):
        print_set("bodies", tmp_path / "printed", pictures=0, seed=1)
    assert not (tmp_path / "printed").exists()


@pytest.mark.browser
def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.pdf").write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        print_set("bodies", tmp_path, pictures=0, seed=1)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.pdf"]
