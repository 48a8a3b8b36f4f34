"""One running stack for all end-to-end tests; each test is a user of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from local_stack.stack import running_stack
from local_stack.state import StackState
from tests.e2e.caller import Caller
from tests.e2e.deployment import Deployment

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StackState]:
    """The whole product on a data folder of its own."""
    with running_stack(tmp_path_factory.mktemp("stack") / "data") as state:
        yield state


@pytest.fixture(scope="session")
def deployment(stack: StackState) -> Iterator[Deployment]:
    """The same stack from its operator's side."""
    deployment = Deployment(stack)
    yield deployment
    deployment.close()


@pytest.fixture
def caller(stack: StackState) -> Iterator[Caller]:
    """A user nobody else is."""
    caller = Caller(stack)
    with caller.http:
        yield caller


@pytest.fixture(scope="session")
def sample_files() -> list[tuple[str, bytes]]:
    """The sample certificates by name, in order."""
    return [(path.name, path.read_bytes()) for path in sorted(SAMPLES.glob("*.pdf"))]
