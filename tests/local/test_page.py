from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from local_stack.errors import StackError
from local_stack.page import claim, serve
from local_stack.ports import HOST, is_free

API = "http://127.0.0.1:1"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[httpx.Client]:
    dist = tmp_path / "dist"
    (dist / "assets").mkdir(parents=True)
    (dist / "index.html").write_text("<title>the page</title>")
    (dist / "assets" / "main-1a2b.js").write_text("start()")
    (tmp_path / "secret.txt").write_text("not for the page")
    server = claim(0)
    serve(server, dist, {"api_url": API, "local_sign_in": True}, API)
    with httpx.Client(base_url=f"http://{HOST}:{server.server_port}") as client:
        yield client
    server.shutdown()
    server.server_close()


def test_the_port_is_held_before_the_page_is_served() -> None:
    with claim(0) as server:
        port = server.server_port
        assert not is_free(port)
        with pytest.raises(StackError, match=rf"Port {port} on .* the page, is taken"):
            claim(port)


@pytest.mark.parametrize("path", ["/", "/sheets/0b6c", "/sheets/0b6c?tab=files"])
def test_the_pages_own_addresses_all_answer_the_page(client: httpx.Client, path: str) -> None:
    answer = client.get(path)

    assert (answer.status_code, answer.text) == (200, "<title>the page</title>")


@pytest.mark.parametrize("path", ["/assets/gone.js", "/favicon.ico", "/%2e%2e/secret.txt"])
def test_a_file_that_is_not_there_is_not_the_page(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_settings_come_with_the_stack_not_with_the_build(client: httpx.Client) -> None:
    assert client.get("/config.json").json() == {"api_url": API, "local_sign_in": True}


def test_scripts_run_from_the_page_alone(client: httpx.Client) -> None:
    policy = dict(
        directive.split(" ", 1)
        for directive in client.get("/").headers["content-security-policy"].split("; ")
    )

    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert API in policy["connect-src"].split()
    assert policy["frame-ancestors"] == "'none'"


def test_hashed_files_are_kept_and_the_page_is_asked_for_again(client: httpx.Client) -> None:
    assert "immutable" in client.get("/assets/main-1a2b.js").headers["cache-control"]
    assert client.get("/").headers["cache-control"] == "no-cache"
