"""Identity tokens as Firebase's emulator makes them: real claims, no signature."""

import base64
import json
import time


def claims_of(user_id: str, project: str) -> dict[str, object]:
    """What a token of an hour's life says."""
    now = int(time.time())
    return {
        "iss": f"https://securetoken.google.com/{project}",
        "aud": project,
        "sub": user_id,
        "user_id": user_id,
        "iat": now,
        "auth_time": now,
        "exp": now + 3600,
        "email": f"{user_id}@example.com",
        "firebase": {"sign_in_provider": "custom", "identities": {}},
    }


def unsigned_token(claims: dict[str, object]) -> str:
    """A token with `alg` none."""
    return f"{_segment({'alg': 'none', 'typ': 'JWT'})}.{_segment(claims)}."


def _segment(part: dict[str, object]) -> str:
    text = json.dumps(part, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()
