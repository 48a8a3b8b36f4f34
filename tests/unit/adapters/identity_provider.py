"""An identity provider of the test's own: real keys, real certificates, on 127.0.0.1."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import google.auth.jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from google.auth.crypt import RSASigner

PROJECT = "cpe-test"
KEY_ID = "key-of-today"


class SigningKey:
    """An RSA key with its self-signed certificate."""

    def __init__(self) -> None:
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def certificate(self) -> str:
        """PEM, as the provider publishes it."""
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "securetoken.test")])
        now = datetime.now(UTC)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(self._key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .sign(self._key, hashes.SHA256())
        )
        return certificate.public_bytes(serialization.Encoding.PEM).decode()

    def sign(self, claims: dict[str, Any], key_id: str | None = KEY_ID) -> str:
        """A signed token; without `key_id` its header names no key."""
        pem = self._key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        signer = RSASigner.from_string(pem.decode(), key_id)  # type: ignore[no-untyped-call]
        token: bytes = google.auth.jwt.encode(signer, claims)  # type: ignore[no-untyped-call]
        return token.decode()


def claims_of(user_id: str, **changed: Any) -> dict[str, Any]:
    """What Firebase says of a signed-in user, for an hour."""
    now = int(time.time())
    return {
        "iss": f"https://securetoken.google.com/{PROJECT}",
        "aud": PROJECT,
        "sub": user_id,
        "iat": now - 60,
        "exp": now + 3600,
        "auth_time": now - 60,
        **changed,
    }


@contextmanager
def published(certificates: dict[str, str]) -> Iterator[str]:
    """The address under which these certificates are served."""
    body = json.dumps(certificates).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Nothing: the test's output is not an access log."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/keys"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
