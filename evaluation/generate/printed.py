"""Prints a set of certificates that were written as web pages, with the browser that is there."""

import os
import random
import shutil
import subprocess
import tempfile
from pathlib import Path

import pypdfium2

from evaluation.generate.degrade import KINDS, RESOLUTION, spoiled
from evaluation.generate.paint import pictures_of
from evaluation.generate.write import seed_of

SOURCE = Path(__file__).parents[1] / "printed"
SECONDS = 120
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-pdf-header-footer",
)


class NoBrowserError(Exception):
    """There is no Chromium to print with."""


def print_set(name: str, folder: Path, pictures: int, seed: int) -> int:
    """Prints every page of the set `name`: PDFs under `folder/pdf`, of each certificate so many
    spoiled `pictures` under `folder/img`, and the set's truth.

    Lines break as the machine's fonts have them (see evaluation/README.md). Returns how many
    certificates there are. Raises FileNotFoundError for an unknown set, FileExistsError when
    `folder` is not empty, NoBrowserError, and what `print_page` raises.
    """
    source = SOURCE / name
    truth = (source / "truth.json").read_bytes()
    browser = browser_path()
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(f"{folder} holds something else: its truth would not fit")
    (folder / "pdf").mkdir()
    (folder / "img").mkdir()
    pages = sorted(source.glob("*.html"))
    for page in pages:
        target = folder / "pdf" / f"{page.stem}.pdf"
        print_page(browser, page, target)
        rng = random.Random(seed_of(name, page.stem, seed))  # noqa: S311
        for kind in rng.sample(list(KINDS), pictures):
            spoilt, extension = spoiled(pictures_of(target.read_bytes(), RESOLUTION), kind, rng)
            (folder / "img" / f"{page.stem}.{kind}.{extension}").write_bytes(spoilt)
    (folder / "truth.json").write_bytes(truth)
    return len(pages)


def browser_path() -> str:
    """The Chromium that `CHROMIUM` names or the path holds. Raises NoBrowserError."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser")
    found = next(filter(None, (shutil.which(name) for name in names if name)), None)
    if found is None:
        raise NoBrowserError("Printing needs Chromium: install it, or name one with CHROMIUM.")
    return found


def print_page(browser: str, page: Path, target: Path) -> None:
    """Prints `page` to the PDF `target`.

    Raises subprocess.SubprocessError when the browser fails or takes longer than SECONDS,
    FileNotFoundError or pypdfium2.PdfiumError when it leaves no PDF.
    """
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                browser,
                *QUIET,
                f"--user-data-dir={profile}",
                f"--print-to-pdf={target}",
                page.absolute().as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=SECONDS,
            env=os.environ | {"FONTCONFIG_FILE": str(SOURCE / "fonts.conf")},
        )
    pypdfium2.PdfDocument(target).close()
