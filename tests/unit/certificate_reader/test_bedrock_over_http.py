"""The Bedrock reader over HTTP, against a small server that speaks the service's wire."""

import base64
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from certificate_reader.errors import TransientReadingError
from certificate_reader.fields import FieldSpec
from certificate_reader.model.bedrock_model import BedrockModel
from certificate_reader.model.bedrock_reader import BedrockReader
from tests.unit.certificate_reader.bedrock_shapes import (
    MODEL_ID,
    answer,
    cell,
    certificates,
    client,
    row,
    tool_use,
)
from tests.unit.certificate_reader.made_certificates import (
    CERTIFICATE,
    OpenedHere,
    document,
    pdf,
)


class Service(ThreadingHTTPServer):
    """Answers what it is told to, and keeps what it was asked."""

    status = 200
    error = ""
    said: dict[str, Any]

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.asked: list[tuple[str, dict[str, Any], dict[str, str]]] = []


class Conversation(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, json.loads(body), dict(self.headers)))
        said = json.dumps(self.server.said).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        if self.server.error:
            self.send_header("x-amzn-ErrorType", f"{self.server.error}:http://internal.amazon.com/")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: object) -> None:
        """Nothing: the test's output is its result."""


@pytest.fixture
def service() -> Iterator[Service]:
    server = Service()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def reader(service: Service) -> BedrockReader:
    model = BedrockModel(client(f"http://127.0.0.1:{service.server_port}"), MODEL_ID)
    return BedrockReader(OpenedHere(), model)


def test_a_reading_over_the_wire(
    service: Service, reader: BedrockReader, california: tuple[FieldSpec, ...]
) -> None:
    content = pdf(CERTIFICATE)
    said = row(name=cell("Dana Whitaker"), title=cell("Revenue Recognition in Practice"))
    service.said = answer(tool_use(certificates(said)))
    reading = reader.read([document(content)], california)
    assert reading.rows[0][0].value == "Dana Whitaker"
    assert reading.usage is not None
    assert reading.usage.counts[f"{MODEL_ID}.input_tokens"] == 1000
    ((path, body, headers),) = service.asked
    assert path == "/model/us.amazon.nova-pro-v1%3A0/converse"
    assert headers["Authorization"].startswith("AWS4-HMAC-SHA256 ")
    sent = body["messages"][0]["content"][1]["document"]
    assert base64.b64decode(sent["source"]["bytes"]) == content
    assert set(body["toolConfig"]["toolChoice"]["tool"]) == {"name"}


@pytest.mark.parametrize(
    ("status", "error"),
    [(429, "ThrottlingException"), (429, ""), (500, ""), (503, "ServiceUnavailableException")],
)
def test_throttling_on_the_wire_is_a_passing_failure(
    service: Service,
    reader: BedrockReader,
    california: tuple[FieldSpec, ...],
    status: int,
    error: str,
) -> None:
    service.status, service.error = status, error
    service.said = {"message": "Too many requests, please wait before trying again."}
    with pytest.raises(TransientReadingError, match="model_unavailable"):
        reader.read([document(pdf(CERTIFICATE))], california)
    assert len(service.asked) == 1


def test_a_service_that_is_not_there_is_a_passing_failure(
    california: tuple[FieldSpec, ...],
) -> None:
    model = BedrockModel(client("http://127.0.0.1:9"), MODEL_ID)
    with pytest.raises(TransientReadingError, match="model_unavailable"):
        BedrockReader(OpenedHere(), model).read([document(pdf(CERTIFICATE))], california)
