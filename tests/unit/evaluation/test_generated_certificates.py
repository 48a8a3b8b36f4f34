"""Invented certificates say what their truth says, and the parts share nothing."""

import hashlib
import json
import random
from itertools import combinations
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from evaluation.generate.degrade import KINDS, spoiled
from evaluation.generate.parts import PARTS
from evaluation.generate.source import Amounts, designs_of, words_of
from evaluation.generate.write import SOURCE, write_part
from evaluation.score.pages import page_count


@pytest.fixture(scope="module")
def tune(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tune") / "certificates"
    write_part("tune", folder, Amounts(contents=1, pictures=0), seed=3)
    return folder


def truth_of(folder: Path) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads((folder / "truth.json").read_text("utf-8"))
    return truth


def text_of(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(path.read_bytes())
    said = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    return "".join(said.casefold().split())


def digest(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_design_has_a_file_and_a_truth(tune: Path) -> None:
    names = {f"{design['name']}_0" for design in designs_of(SOURCE / "tune")}
    assert {path.stem for path in (tune / "pdf").iterdir()} == names
    assert set(truth_of(tune)) == names


def test_what_the_truth_says_stands_on_the_page(tune: Path) -> None:
    checked = 0
    for name, truth in truth_of(tune).items():
        if truth["layer"] not in ("plain", "words", "turned") or "certificates" in truth:
            continue
        text = text_of(tune / "pdf" / f"{name}.pdf")
        for key in ("course_title", "provider", "sponsor_number"):
            if truth[key]:
                assert "".join(truth[key].casefold().split()) in text, (name, key)
                checked += 1
    assert checked > 20


def test_what_no_certificate_says_is_null(tune: Path) -> None:
    invoice = truth_of(tune)["invoice_0"]
    assert invoice["is_certificate"] is False
    assert (invoice["credits"], invoice["completion_date"]) == ([], None)


def test_credits_add_up_to_the_total(tune: Path) -> None:
    totals = [
        (sum(credit["hours"] for credit in truth["credits"]), truth["total_credits"])
        for truth in truth_of(tune).values()
        if truth.get("total_credits") is not None
    ]
    assert len(totals) > 10
    assert all(abs(added - total) < 1e-9 for added, total in totals)


def test_the_same_seed_draws_the_same_bytes(tune: Path, tmp_path: Path) -> None:
    write_part("tune", tmp_path / "again", Amounts(contents=1, pictures=0), seed=3)
    assert digest(tmp_path / "again") == digest(tune)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_spoils_a_picture_alike(kind: str) -> None:
    page = Image.new("RGB", (200, 260), "white")
    once, again = (spoiled([page], kind, random.Random(7)) for _ in range(2))
    assert once == again


def test_several_pages_stay_together() -> None:
    pages = [Image.new("RGB", (200, 260), "white")] * 2
    content, extension = spoiled(pages, "tilt", random.Random(7))
    assert extension == "tiff"
    assert page_count(content) == 2


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FileExistsError):
        write_part("tune", tmp_path, Amounts(contents=1, pictures=0), seed=1)


def of_a_kind(part: str, key: str) -> set[str]:
    """A part's words of a kind, those of single designs among them."""
    own = (design.get("words", {}).get(key, []) for design in designs_of(SOURCE / part))
    return set(words_of(SOURCE / part)[key]).union(*own)


@pytest.mark.parametrize("key", ["given", "surnames", "sponsors", "titles", "course_ids"])
def test_the_parts_share_no_names(key: str) -> None:
    for one, other in combinations(PARTS, 2):
        assert of_a_kind(one, key) & of_a_kind(other, key) == set(), (one, other)


def test_the_parts_share_no_designs() -> None:
    names = {part: {design["name"] for design in designs_of(SOURCE / part)} for part in PARTS}
    assert all(len(each) >= 20 for each in names.values())
    for one, other in combinations(PARTS, 2):
        assert names[one] & names[other] == set(), (one, other)
