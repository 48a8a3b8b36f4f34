"""Between HTTP and the pipeline: what comes in is checked, what goes out is typed."""

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Generic, TypeVar
from uuid import UUID

from chalice.app import Authorizer, Chalice, Request, Response
from pydantic import BaseModel, TypeAdapter, ValidationError

from chalicelib.problems import INTERNAL_ERROR, problem_of
from cpe_tracker import log
from cpe_tracker.errors import CpeTrackerError, InvalidRequestError, NotFoundError
from cpe_tracker.schemas.results import Problem

B = TypeVar("B", bound=BaseModel | None)
Q = TypeVar("Q", bound=BaseModel | None)
View = Callable[["Call[Any, Any]"], Any]
Headers = dict[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class Call(Generic[B, Q]):
    """A request that fits its schema. `user_id` is the verified caller, empty on open routes."""

    user_id: str
    body: B
    query: Q
    ids: Mapping[str, UUID]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What a route takes and answers: all that its documentation needs."""

    method: str
    path: str
    view: View
    body: type[BaseModel] | None
    query: type[BaseModel] | None
    answer: Any
    accepted: type[BaseModel] | None
    status: HTTPStatus
    problems: tuple[type[CpeTrackerError], ...]
    is_open: bool
    is_polled: bool


class Api:
    """Routes of a Chalice app that share one way of parsing, answering and failing."""

    def __init__(self, app: Chalice, authorizer: Authorizer) -> None:
        self._app = app
        self._authorizer = authorizer
        self.endpoints: list[Endpoint] = []

    def route(
        self,
        method: str,
        path: str,
        *,
        answer: Any = None,
        accepted: type[BaseModel] | None = None,
        status: HTTPStatus = HTTPStatus.OK,
        body: type[BaseModel] | None = None,
        query: type[BaseModel] | None = None,
        problems: tuple[type[CpeTrackerError], ...] = (),
        is_open: bool = False,
        is_polled: bool = False,
    ) -> Callable[[View], View]:
        """Register a view. `answer` None: no content. `is_polled`: ETag, 304 and Retry-After.

        A view may return the type `accepted` instead of its answer: 202, ask again.
        """

        def register(view: View) -> View:
            endpoint = Endpoint(
                method=method,
                path=path,
                view=view,
                body=body,
                query=query,
                answer=answer,
                accepted=accepted,
                status=status,
                problems=problems,
                is_open=is_open,
                is_polled=is_polled,
            )
            self.endpoints.append(endpoint)
            handler = self._handler(endpoint)
            handler.__name__ = view.__name__
            self._app.route(
                path,
                methods=[method],
                name=view.__name__,
                authorizer=None if is_open else self._authorizer,
            )(handler)
            return view

        return register

    def _handler(self, endpoint: Endpoint) -> Callable[..., Response]:
        write_answer = TypeAdapter(endpoint.answer).dump_json if endpoint.answer else None

        def handle(**ids: str) -> Response:
            began = time.perf_counter()
            try:
                answer = endpoint.view(self._call(endpoint, ids))
                if endpoint.accepted and isinstance(answer, endpoint.accepted):
                    response = _accepted_response(answer)
                else:
                    content = write_answer(answer) if write_answer else b""
                    response = self._response(endpoint, content)
            except CpeTrackerError as error:
                response = _problem_response(problem_of(error))
            except Exception:  # noqa: BLE001 - the gateway's own 500 says nothing and is not logged
                log.failure("request failed", route=f"{endpoint.method} {endpoint.path}")
                response = _problem_response(INTERNAL_ERROR)
            log.info(
                "request",
                route=f"{endpoint.method} {endpoint.path}",
                status=response.status_code,
                milliseconds=round((time.perf_counter() - began) * 1000),
            )
            return response

        return handle

    def _call(self, endpoint: Endpoint, ids: Mapping[str, str]) -> Call[Any, Any]:
        request = self._request()
        user_id = "" if endpoint.is_open else request.context["authorizer"]["principalId"]
        return Call(
            user_id=user_id,
            ids={name: _as_id(value) for name, value in ids.items()},
            body=endpoint.body and _parsed_body(endpoint.body, request.raw_body),
            query=endpoint.query and _parsed_query(endpoint.query, request.query_params),
        )

    def _request(self) -> Request:
        request = self._app.current_request
        if request is None:
            raise RuntimeError("There is no request outside a view.")
        return request

    def _response(self, endpoint: Endpoint, content: bytes) -> Response:
        headers: Headers = {"Content-Type": "application/json", "Cache-Control": "no-store"}
        if not endpoint.is_polled:
            return Response(content.decode(), headers, endpoint.status)
        etag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
        headers |= {"ETag": etag, "Cache-Control": "no-cache", "Retry-After": "2"}
        if _names(self._request().headers.get("if-none-match", ""), etag):
            return Response("", headers, HTTPStatus.NOT_MODIFIED)
        return Response(content.decode(), headers, endpoint.status)


def _names(if_none_match: str, etag: str) -> bool:
    """Compared weakly (RFC 9110, 13.1.2): what compresses an answer on its way weakens its ETag."""
    return any(sent.strip().removeprefix("W/") == etag for sent in if_none_match.split(","))


def _as_id(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        # What is no id answers like an id that nobody has.
        raise NotFoundError from None


def _parsed_body(model: type[BaseModel], raw: str | bytes) -> BaseModel:
    try:
        return model.model_validate_json(raw or b"{}")
    except ValidationError as error:
        raise _invalid(error) from None


def _parsed_query(model: type[BaseModel], query: Mapping[str, str] | None) -> BaseModel:
    try:
        return model.model_validate(dict(query or {}))
    except ValidationError as error:
        raise _invalid(error) from None


def _invalid(error: ValidationError) -> InvalidRequestError:
    errors = [
        {"where": ".".join(str(part) for part in one["loc"]), "problem": one["msg"]}
        for one in error.errors(include_input=False, include_url=False)
    ]
    first = errors[0]
    return InvalidRequestError(
        f"The request can't be understood: {first['where'] or 'body'}: {first['problem']}.", errors
    )


def _accepted_response(answer: BaseModel) -> Response:
    headers: Headers = {
        "Content-Type": "application/json",
        "Cache-Control": "no-store",
        "Retry-After": "2",
    }
    return Response(answer.model_dump_json(), headers, HTTPStatus.ACCEPTED)


def _problem_response(problem: Problem) -> Response:
    headers: Headers = {"Content-Type": "application/problem+json", "Cache-Control": "no-store"}
    if problem.status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = "5"
    return Response(problem.model_dump_json(), headers, problem.status)
