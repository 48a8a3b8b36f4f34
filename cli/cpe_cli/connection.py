"""Opens the API for one command."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from cpe_cli.api import Api
from cpe_cli.http_client import open_client
from cpe_cli.output import Output
from cpe_cli.session import BearerToken, LocalSession, Session, open_session
from cpe_cli.target import Target, choose_target


def connect(api_url: str | None, output: Output) -> AbstractAsyncContextManager[Api]:
    """The API that `api_url`, the environment, the login or the checkout names, signed in to."""
    return connect_to(choose_target(api_url), output)


@asynccontextmanager
async def connect_to(target: Target, output: Output) -> AsyncIterator[Api]:
    """The API of `target`. Signing in by itself as the local user is told on stderr."""
    session = open_session(target)
    if isinstance(session, LocalSession) and not target.login:
        output.say(f"Signed in to the local stack as {session.user_id}.")
    async with connect_as(target, session) as api:
        yield api


@asynccontextmanager
async def connect_as(target: Target, session: Session | None) -> AsyncIterator[Api]:
    """The API of `target` for `session`; for None, what it answers to anybody."""
    auth = BearerToken(session) if session else None
    async with open_client(base_url=target.api_url, auth=auth) as client:
        yield Api(client)
