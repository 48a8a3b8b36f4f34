"""The layers in an interpreter that has nothing else: what they lack shows here, not in Lambda."""

import subprocess
import sys
from pathlib import Path

import pytest

from infra.build import Build
from infra.requirements import locked
from infra.slimming import REACHED_SERVICES
from infra.sources import APPS, ROOT
from local_stack.stack import build_for_this_machine

ENTRY_POINTS = {**dict.fromkeys(APPS, "app"), "migrate": "migrations.function"}


@pytest.fixture(scope="module")
def build() -> Build:
    return build_for_this_machine()


def run_with_layers(build: Build, program: str, code: str | None = None) -> None:
    """Runs `program` with the layers (and a function's code) and the standard library alone."""
    folders = [
        build.archives[f"{layer}-layer"].parent / "python" for layer in ("common", "extraction")
    ]
    if code:
        folders.append(build.archives[code].parent / "code")
    path = f"import sys; sys.path[:0] = {[str(folder) for folder in folders]!r}\n"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", path + program],
        env={"AWS_DEFAULT_REGION": "us-east-1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("function", ENTRY_POINTS)
def test_a_function_needs_its_layers_only(function: str, build: Build) -> None:
    run_with_layers(build, f"import {ENTRY_POINTS[function]}", function)


@pytest.mark.parametrize("service", sorted(REACHED_SERVICES))
def test_a_client_of_every_service_we_use_can_be_made(service: str, build: Build) -> None:
    run_with_layers(build, f"import boto3; boto3.client({service!r}, region_name='us-east-1')")


def test_a_signed_token_is_verified_without_the_rest_of_firebase(build: Build) -> None:
    run_with_layers(build, Path(__file__).with_name("verify_a_token.py").read_text())


def test_postgres_and_workbooks_are_there(build: Build) -> None:
    run_with_layers(
        build,
        "import openpyxl, sqlalchemy\n"
        "sqlalchemy.create_engine('postgresql+pg8000://user:password@host/database')\n"
        "openpyxl.Workbook(write_only=True)\n",
    )


@pytest.mark.parametrize("lock", ["common", "extraction", "pictures", "migrations"])
def test_a_layer_holds_the_same_packages_for_every_python(lock: str) -> None:
    """pip evaluates markers for the Python that runs it, not for the one that is built for."""
    for name, text in locked(ROOT / "requirements" / f"{lock}.txt"):
        assert "python_version" not in text, name
        assert "python_full_version" not in text, name
