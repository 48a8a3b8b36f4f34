"""Bedrock's answers in the shapes its service model describes."""

from typing import Any

import boto3
import botocore.session
from botocore.config import Config

MODEL_ID = "us.amazon.nova-pro-v1:0"
TOOL = "record_certificates"


def client(endpoint_url: str | None = None) -> Any:
    session = boto3.Session(botocore_session=botocore.session.Session())
    return session.client(
        "bedrock-runtime",
        "us-east-1",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
        endpoint_url=endpoint_url,
        config=Config(retries={"total_max_attempts": 1}, connect_timeout=3, read_timeout=5),
    )


def cell(value: str, quote: str | None = None, page: int = 1, document: int = 1) -> dict[str, Any]:
    return {"value": value, "quote": quote or value, "document": document, "page": page}


def tool_use(tool_input: Any, name: str = TOOL) -> dict[str, Any]:
    return {"toolUse": {"toolUseId": "tooluse_k2x9", "name": name, "input": tool_input}}


def answer(*blocks: dict[str, Any], stop: str = "tool_use", tokens: int = 1000) -> dict[str, Any]:
    return {
        "output": {"message": {"role": "assistant", "content": list(blocks)}},
        "stopReason": stop,
        "usage": {"inputTokens": tokens, "outputTokens": 200, "totalTokens": tokens + 200},
        "metrics": {"latencyMs": 2100},
    }


def certificates(*rows: dict[str, Any], total: dict[str, Any] | None = None) -> dict[str, Any]:
    """The tool's input for one certificate."""
    certificate: dict[str, Any] = {"rows": list(rows)}
    if total:
        certificate["printed_total"] = total
    return {"certificates": [certificate]}


def row(**cells: dict[str, Any]) -> dict[str, Any]:
    """A row by short names of California's columns."""
    return {_COLUMNS[name]: said for name, said in cells.items()}


_COLUMNS = {
    "name": "column_1",
    "title": "column_2",
    "provider": "column_3",
    "date": "column_4",
    "credits": "column_5",
    "study": "column_6",
    "technical": "column_7",
    "method": "column_8",
    "sponsor_id": "column_9",
    "approval": "column_10",
}
