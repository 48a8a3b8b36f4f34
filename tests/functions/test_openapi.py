"""The description of the API: generated, committed, served, and needing nothing."""

import json
import subprocess
import sys
from pathlib import Path

from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.functions.apps import API, FUNCTIONS
from tests.functions.calling import Caller
from tests.functions.contract import COMMITTED

from chalicelib.openapi import openapi_text  # isort: skip  # apps puts it within reach

ROOT = FUNCTIONS.parent


def test_the_committed_description_is_that_of_the_routes() -> None:
    """If it isn't: make openapi."""
    assert COMMITTED.read_text() == openapi_text(API.api.endpoints)


def test_it_is_valid_openapi_3_1() -> None:
    document = json.loads(COMMITTED.read_text())
    assert document["openapi"].startswith("3.1.")
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []


def test_it_describes_every_route() -> None:
    paths = json.loads(COMMITTED.read_text())["paths"]
    described = {(method.upper(), path) for path, one in paths.items() for method in one}
    routed = {(method, path) for path, methods in API.app.routes.items() for method in methods}
    assert routed - described == {("GET", "/api/openapi.json")}
    assert described <= routed


def test_every_operation_has_a_name_of_its_own_and_says_what_it_does() -> None:
    paths = json.loads(COMMITTED.read_text())["paths"]
    operations = [operation for one in paths.values() for operation in one.values()]
    names = [operation["operationId"] for operation in operations]
    assert sorted(names) == sorted(set(names))
    assert all(operation["summary"].endswith(".") for operation in operations)


def test_it_is_served_to_everybody(ada: Caller) -> None:
    served = ada.unchecked("GET", "/api/openapi.json")
    assert served.headers["Content-Type"] == "application/json"
    assert served.body.decode() == COMMITTED.read_text()


def test_it_is_made_without_environment_database_or_network(tmp_path: Path) -> None:
    """Any address it asked for would be one nobody has: the process may open no connection."""
    made = tmp_path / "openapi.json"
    program = (
        "import runpy, socket, sys\n"
        "def refuse(*_): raise OSError('no network here')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        f"sys.argv = ['write_openapi', {str(made)!r}]\n"
        "runpy.run_module('chalicelib.write_openapi', run_name='__main__')\n"
    )
    layers = [ROOT / "functions/api", *(ROOT / "layers").glob("*/python")]
    subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": ":".join(map(str, layers))},
        check=True,
        timeout=60,
    )
    assert made.read_text() == COMMITTED.read_text()
