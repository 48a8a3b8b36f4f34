"""Unsigned tokens, as the Firebase emulator gives them."""

import base64
import json
import time
from typing import Any

PROJECT = "cpe-test"


def token_of(user_id: str, **changed: Any) -> str:
    """A token for an hour; `changed` replaces claims."""
    now = int(time.time())
    claims = {
        "iss": f"https://securetoken.google.com/{PROJECT}",
        "aud": PROJECT,
        "sub": user_id,
        "iat": now - 60,
        "exp": now + 3600,
        **changed,
    }
    return f"{_part({'alg': 'none', 'typ': 'JWT'})}.{_part(claims)}."


def _part(content: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode()
