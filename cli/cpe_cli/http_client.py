"""HTTP clients that share what is slow to make."""

import functools
import ssl
from typing import Any

import httpx

TIMEOUT = httpx.Timeout(60.0, connect=10.0)


def open_client(**settings: Any) -> httpx.AsyncClient:
    """A client with our timeouts. Reading the certificate authorities takes as long as a request,
    so it is done once for all clients of a command."""
    return httpx.AsyncClient(verify=_authorities(), timeout=TIMEOUT, **settings)


@functools.cache
def _authorities() -> ssl.SSLContext:
    return httpx.create_ssl_context()
