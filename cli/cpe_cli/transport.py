"""One request to the API: sent again while that may help, refused in the API's own words."""

import asyncio
from collections.abc import Mapping

import httpx

from cpe_cli.errors import AnswerLostError, ApiProblemError, CpeError, SignInError
from cpe_cli.retrying import ATTEMPTS, NOTHING_DONE_STATUSES, PASSING_STATUSES, delay_before
from cpe_cli.target import LOOPBACK

ATTEMPTS_TO_REACH_THIS_MACHINE = 2
NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


async def send(
    client: httpx.AsyncClient,
    method: str,
    path: str,
    *,
    body: object = None,
    query: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    repeatable: bool = True,
) -> httpx.Response:
    """The API's answer, with a status below 400.

    Waits and sends again on connection loss, 408, 429 and 5xx, up to ATTEMPTS times. A request
    that is not `repeatable` is sent again only when it surely was not carried out; otherwise
    AnswerLostError. Raises ApiProblemError for a refusal, SignInError for a refused token.
    """
    for attempt in range(1, ATTEMPTS + 1):
        last = attempt == ATTEMPTS
        delay_headers: Mapping[str, str] = {}
        try:
            answer = await client.request(method, path, json=body, params=query, headers=headers)
        except httpx.TransportError as error:
            if not repeatable and not isinstance(error, NEVER_SENT):
                raise _answer_lost(method, path) from error
            if last or (
                attempt == ATTEMPTS_TO_REACH_THIS_MACHINE and _is_nobody_here(client, error)
            ):
                raise _unreachable(client) from error
        else:
            if answer.status_code not in PASSING_STATUSES:
                return _accepted(answer)
            if not repeatable and answer.status_code not in NOTHING_DONE_STATUSES:
                raise _answer_lost(method, path)
            if last:
                return _accepted(answer)
            delay_headers = answer.headers
        await asyncio.sleep(delay_before(attempt + 1, delay_headers))
    raise AssertionError("the last attempt returns or raises")


def _accepted(answer: httpx.Response) -> httpx.Response:
    if answer.status_code < httpx.codes.BAD_REQUEST:
        return answer
    members = _problem(answer)
    code = members.get("code")
    refused = answer.status_code == httpx.codes.UNAUTHORIZED
    # API Gateway's own 403, when the authorizer says no, is no problem document.
    if refused or (answer.status_code == httpx.codes.FORBIDDEN and not code):
        raise SignInError(
            "sign_in_refused", "The API does not accept this sign-in. Sign in again: `cpe login`."
        )
    detail = members.get("detail") or members.get("title") or members.get("message")
    raise ApiProblemError(
        answer.status_code,
        str(code or f"http_{answer.status_code}"),
        str(detail or f"The API answered with status {answer.status_code}."),
        members,
    )


def _problem(answer: httpx.Response) -> dict[str, object]:
    try:
        said = answer.json()
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _answer_lost(method: str, path: str) -> AnswerLostError:
    return AnswerLostError(
        "answer_lost",
        f"The connection was lost before the API answered ({method} {path}); "
        "it may or may not have been done.",
    )


def _is_nobody_here(client: httpx.AsyncClient, error: httpx.TransportError) -> bool:
    """Nothing listens on a port of this machine: that does not pass by waiting."""
    return isinstance(error, httpx.ConnectError) and client.base_url.host in LOOPBACK


def _unreachable(client: httpx.AsyncClient) -> CpeError:
    local = client.base_url.host in LOOPBACK
    advice = (
        "Is the local stack running (`make up`)?" if local else "Check the network and try again."
    )
    return CpeError("api_unreachable", f"The API at {client.base_url} does not answer. {advice}")
