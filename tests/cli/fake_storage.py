"""Presigned POSTs and GETs, refused as S3 refuses them."""

import email.parser
import email.policy
import secrets
import threading
import time
from dataclasses import dataclass
from typing import Any

from .fake_sheets import File

EXPIRED = (403, "<Error><Code>AccessDenied</Code><Message>Policy expired.</Message></Error>")


@dataclass
class Form:
    file: File
    fields: dict[str, str]
    expired: bool = False


class Storage:
    """`delay` keeps each upload busy; `most_at_once` is how many there were at any moment."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._forms: dict[str, Form] = {}
        self._busy = 0
        self.downloads: dict[str, bytes] = {}
        self.expire_next = 0
        self.delay = 0.0
        self.most_at_once = 0
        self.uploads = 0
        self.part_orders: list[list[str]] = []

    def sign(self, url: str, file: File) -> dict[str, Any]:
        key = f"files/{file.file_id}"
        fields = {"key": key, "Content-Type": file.content_type, "policy": secrets.token_hex(8)}
        with self._lock:
            self._forms[key] = Form(file, fields, expired=self.expire_next > 0)
            self.expire_next = max(0, self.expire_next - 1)
        return {"url": f"{url}/storage", "fields": fields}

    def post(self, content_type: str, body: bytes) -> tuple[int, str]:
        with self._lock:
            self._busy += 1
            self.uploads += 1
            self.most_at_once = max(self.most_at_once, self._busy)
        try:
            time.sleep(self.delay)
            return self._post(content_type, body)
        finally:
            with self._lock:
                self._busy -= 1

    def _post(self, content_type: str, body: bytes) -> tuple[int, str]:
        parts = _parts(content_type, body)
        self.part_orders.append(list(parts))
        content = parts.pop("file")
        sent = {name: value.decode() for name, value in parts.items()}
        form = self._forms.get(sent.get("key", ""))
        if form is None or form.fields != sent:
            return 403, "<Error><Code>AccessDenied</Code></Error>"
        if form.expired:
            return EXPIRED
        if len(content) != form.file.size:
            return 400, "<Error><Code>EntityTooLarge</Code></Error>"
        form.file.content = content
        return 204, ""

    def offer(self, url: str, content: bytes) -> str:
        name = secrets.token_hex(8)
        self.downloads[name] = content
        return f"{url}/download/{name}"


def _parts(content_type: str, body: bytes) -> dict[str, bytes]:
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    message = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
    parts = {}
    for part in message.iter_parts():
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        parts[str(part.get_param("name", header="content-disposition"))] = content
    return parts
