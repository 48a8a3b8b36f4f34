# mypy: disallow-untyped-calls=False, disallow-subclassing-any=False
"""Run by test_layers.py inside the layers: a key server, a token it signed, its verification."""

import datetime
import http.server
import json
import threading
import time

import firebase_admin
import google.auth.credentials
import google.auth.crypt
import google.auth.jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from firebase_admin import _token_gen, auth, credentials

key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "issuer")])
now = datetime.datetime.now(datetime.UTC)
certificate = (
    x509.CertificateBuilder()
    .subject_name(name)
    .issuer_name(name)
    .public_key(key.public_key())
    .serial_number(1)
    .not_valid_before(now - datetime.timedelta(days=1))
    .not_valid_after(now + datetime.timedelta(days=1))
    .sign(key, hashes.SHA256())
    .public_bytes(serialization.Encoding.PEM)
    .decode()
)


class Keys(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"key-1": certificate}).encode())


class Nobody(credentials.Base):
    def get_credential(self) -> google.auth.credentials.Credentials:
        return google.auth.credentials.AnonymousCredentials()


server = http.server.HTTPServer(("127.0.0.1", 0), Keys)
threading.Thread(target=server.serve_forever, daemon=True).start()
_token_gen.ID_TOKEN_CERT_URI = f"http://127.0.0.1:{server.server_port}/keys"

private = key.private_bytes(
    serialization.Encoding.PEM,
    serialization.PrivateFormat.PKCS8,
    serialization.NoEncryption(),
)
claims = {
    "iss": "https://securetoken.google.com/project",
    "aud": "project",
    "sub": "user-1",
    "iat": int(time.time()) - 5,
    "exp": int(time.time()) + 600,
}
signer = google.auth.crypt.RSASigner.from_string(private, key_id="key-1")
app = firebase_admin.initialize_app(Nobody(), {"projectId": "project"})

assert auth.verify_id_token(google.auth.jwt.encode(signer, claims), app=app)["uid"] == "user-1"
try:
    auth.verify_id_token(google.auth.jwt.encode(signer, {**claims, "aud": "other"}), app=app)
except auth.InvalidIdTokenError:
    pass
else:
    raise AssertionError("a token for another project was taken")
