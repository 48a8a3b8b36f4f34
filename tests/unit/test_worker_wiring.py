"""READER decides who reads; a model whose calls can't be priced stops the start."""

from collections.abc import Callable, Iterator

import pytest

from certificate_reader.child.parent import ChildReader
from certificate_reader.model.bedrock_reader import BedrockReader
from certificate_reader.model.layout_with_model import LayoutWithModelReader
from certificate_reader.textract_queries.textract_reader import TextractReader
from cpe_tracker import wiring, worker_wiring
from cpe_tracker.errors import ConfigurationError
from cpe_tracker.ports.reader import Reader
from tests.unit.test_config import LOCAL

PRO = "us.amazon.nova-pro-v1:0"
Wire = Callable[..., Reader]


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Iterator[Wire]:
    """Builds the reader of an environment."""

    def build(reader: str, **more: str) -> Reader:
        for name, value in (LOCAL | {"READER": reader, "AWS_DEFAULT_REGION": "us-east-1"}).items():
            monkeypatch.setenv(name, value)
        for name, value in more.items():
            monkeypatch.setenv(name, value)
        return worker_wiring.reader()

    _forget()
    yield build
    _forget()


def _forget() -> None:
    wiring.settings.cache_clear()
    worker_wiring.reader.cache_clear()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("layout", ChildReader),
        ("bedrock", BedrockReader),
        ("textract", TextractReader),
        ("layout+bedrock", LayoutWithModelReader),
    ],
)
def test_the_reader_is_the_one_named(wire: Wire, name: str, kind: type) -> None:
    assert type(wire(name, BEDROCK_MODEL_ID=PRO)) is kind


def test_a_model_without_a_price_is_refused(wire: Wire) -> None:
    with pytest.raises(ConfigurationError, match=r"BEDROCK_MODEL_ID: .* no price"):
        wire("bedrock", BEDROCK_MODEL_ID="someone.else-v1:0")
