"""Who isn't signed in gets a problem document; the page's origin gets in."""

import base64
import json
import time
from pathlib import Path

import httpx
import pytest

from local_stack.state import StackState
from tests.e2e.tokens import claims_of, unsigned_token

PATHS = json.loads(
    (Path(__file__).parents[2] / "docs" / "openapi.json").read_text(encoding="utf-8")
)["paths"]
ANOTHER_ORIGIN = "https://elsewhere.example"


def _refused_tokens(stack: StackState) -> dict[str, str]:
    good = claims_of("somebody", stack.firebase_project)
    past = int(time.time()) - 3600
    half = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
    return {
        "expired": unsigned_token(good | {"iat": past - 3600, "auth_time": past, "exp": past}),
        "another project's": unsigned_token(claims_of("somebody", "another-project")),
        "another issuer's": unsigned_token(good | {"iss": "https://elsewhere.example/x"}),
        "nobody's": unsigned_token(good | {"sub": "", "user_id": ""}),
        "without expiry": unsigned_token({k: v for k, v in good.items() if k != "exp"}),
        "garbage": "garbage",
        "half a token": f"{half}.",
    }


@pytest.mark.parametrize(
    "kind",
    [
        "expired",
        "another project's",
        "another issuer's",
        "nobody's",
        "without expiry",
        "garbage",
        "half a token",
    ],
)
def test_a_token_that_proves_nothing_is_refused(stack: StackState, kind: str) -> None:
    token = _refused_tokens(stack)[kind]
    answer = httpx.get(
        f"{stack.api_url}/api/cpe/sheets", headers={"Authorization": f"Bearer {token}"}, timeout=60
    )
    _is_refusal(answer)


def test_no_token_is_refused_on_every_route_but_the_open_ones(stack: StackState) -> None:
    with httpx.Client(base_url=stack.api_url, timeout=60) as nobody:
        for path, operations in PATHS.items():
            for method, operation in operations.items():
                answer = nobody.request(method, path.replace("{", "").replace("}", ""))
                if operation.get("security") == []:
                    assert answer.status_code == 200
                else:
                    _is_refusal(answer)


def test_the_page_may_call_every_route(stack: StackState) -> None:
    for path, operations in PATHS.items():
        for method in operations:
            answer = httpx.options(
                stack.api_url + path.replace("{", "").replace("}", ""),
                headers={
                    "Origin": stack.web_origin,
                    "Access-Control-Request-Method": method.upper(),
                    "Access-Control-Request-Headers": "authorization,content-type",
                },
                timeout=60,
            )
            assert answer.is_success
            assert answer.headers["access-control-allow-origin"] in ("*", stack.web_origin)
            assert method.upper() in answer.headers["access-control-allow-methods"]
            allowed = answer.headers["access-control-allow-headers"].lower()
            assert "authorization" in allowed
            assert "content-type" in allowed


def test_the_page_may_upload_and_another_origin_may_not(stack: StackState) -> None:
    bucket = f"{stack.s3_endpoint}/{stack.files_bucket}"
    asked = {"Access-Control-Request-Method": "POST"}
    ours = httpx.options(bucket, headers=asked | {"Origin": stack.web_origin}, timeout=60)
    assert ours.is_success
    assert ours.headers["access-control-allow-origin"] == stack.web_origin
    theirs = httpx.options(bucket, headers=asked | {"Origin": ANOTHER_ORIGIN}, timeout=60)
    assert theirs.status_code == 403


def test_what_is_stored_cannot_be_read_without_a_signature(stack: StackState) -> None:
    bucket = f"{stack.s3_endpoint}/{stack.files_bucket}"
    assert httpx.get(bucket, timeout=60).status_code == 403
    assert httpx.get(f"{bucket}/users/somebody", timeout=60).status_code == 403


def _is_refusal(answer: httpx.Response) -> None:
    said = answer.json()
    assert (answer.status_code, said["status"], said["code"]) == (401, 401, "not_signed_in")
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.headers["access-control-allow-origin"]
    assert {"type", "title", "detail"} <= set(said)
