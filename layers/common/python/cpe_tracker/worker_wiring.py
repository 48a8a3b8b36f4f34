"""What the worker needs beside `wiring`: only it knows, and pays for, the reader."""

import sys
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config

from certificate_reader.child.limits import Limits
from certificate_reader.child.parent import ChildReader
from cpe_tracker.adapters.postgres.tasks import PostgresTasks
from cpe_tracker.config import Settings
from cpe_tracker.errors import ConfigurationError
from cpe_tracker.ports.reader import Reader
from cpe_tracker.ports.tasks import TaskStore
from cpe_tracker.wiring import AWS_CONFIG, parts, settings

if TYPE_CHECKING:
    from certificate_reader.ocr.textract import TextractOcr

_LIMITS = Limits(memory=1500 * 1024 * 1024, cpu_seconds=80, wall_seconds=90)
"""Within the worker's own: 2 GB of memory and 120 s for a task, of which some go to the rest."""
_LIMITS_BESIDE_SERVICE = replace(_LIMITS, cpu_seconds=40, wall_seconds=45)
"""Of a child that only opens documents for a service, whose answer takes its own time."""
_SERVICE_CONFIG = Config(
    connect_timeout=3, read_timeout=60, retries={"mode": "standard", "total_max_attempts": 1}
)
"""A task that failed for the moment is tried again by its queue. S3's way of signing, which
`AWS_CONFIG` sets for all, is not the model service's."""


@cache
def reader() -> Reader:
    """The reader that READER names. Raises ConfigurationError for a model without a price.

    Documents are opened in a child process, kept while the function is warm: what a hostile one
    does to the child, it can't do to the worker.
    """
    chosen = settings()
    if chosen.reader == "layout":
        return _child(_LIMITS)
    child = _child(_LIMITS_BESIDE_SERVICE)
    if chosen.reader == "textract":
        from certificate_reader.textract_queries.textract_reader import TextractReader

        return TextractReader(child, boto3.client("textract", config=_SERVICE_CONFIG))
    return _with_model(chosen, child)


def _child(limits: Limits) -> ChildReader:
    chosen = settings()
    return ChildReader(
        limits,
        ocr=_textract() if chosen.ocr == "textract" else None,
        python=chosen.reader_python or sys.executable,
    )


def _with_model(chosen: Settings, child: ChildReader) -> Reader:
    from certificate_reader.model.bedrock_model import BedrockModel
    from certificate_reader.model.bedrock_reader import BedrockReader
    from certificate_reader.model.layout_with_model import LayoutWithModelReader
    from certificate_reader.proposals.prices import UnknownPriceError

    assert chosen.bedrock_model_id is not None
    client = boto3.client("bedrock-runtime", config=_SERVICE_CONFIG)
    try:
        model = BedrockModel(client, chosen.bedrock_model_id)
    except UnknownPriceError as error:
        raise ConfigurationError(f"BEDROCK_MODEL_ID: {error}.") from error
    if chosen.reader == "bedrock":
        return BedrockReader(child, model)
    return LayoutWithModelReader(child, model)


def _textract() -> "TextractOcr":
    from certificate_reader.ocr.textract import TextractOcr

    return TextractOcr(boto3.client("textract", config=AWS_CONFIG))


@cache
def tasks() -> TaskStore:
    """The tasks, in the same database as the rest."""
    return PostgresTasks(parts().database)
