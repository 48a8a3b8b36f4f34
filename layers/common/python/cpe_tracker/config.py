"""The environment of a function, read once and typed."""

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, Field, ValidationError

from cpe_tracker.errors import ConfigurationError


class Settings(BaseModel, frozen=True):
    """What a deployment decides. Field names in capitals are the variables' names."""

    cpe_mode: Literal["local", "aws"]
    files_bucket: str = Field(min_length=3)
    task_queue_url: str = Field(min_length=1)
    run_completed_queue_url: str = Field(min_length=1)
    firebase_project_id: str = Field(min_length=1)

    database_url: str | None = None
    """`postgresql+pg8000://…`; on AWS the three below take its place."""
    database_secret_arn: str | None = None
    """A secret of the form RDS keeps: JSON with `username` and `password`."""
    database_host: str | None = None
    database_name: str = "cpe_tracker"

    firebase_auth_emulator_host: str | None = None
    """With it set, unsigned tokens pass: refused outside local mode."""

    web_origin: str = "*"
    reader: Literal["layout", "bedrock", "textract", "layout+bedrock"] = "layout"
    bedrock_model_id: str | None = None
    """A model's or an inference profile's id; those that read with Bedrock need it."""
    ocr: Literal["embedded", "textract"] = "embedded"
    """Who reads pictures. The embedded one is too big for a layer: on AWS it is Textract."""
    reader_python: str | None = None
    """The interpreter of the reading child, where it isn't the function's own: the local stack
    lends the project's environment, which has the embedded OCR."""
    task_lease_seconds: int = Field(default=150, ge=1)
    """How long a worker may hold a task; longer than the worker's own timeout."""
    task_attempts: int = Field(default=5, ge=1)
    """After so many claims a task whose worker vanished is failed."""
    task_resend_seconds: int = Field(default=60, ge=1)
    """A queued task unheard of for so long may have lost its message."""
    restore_window_seconds: int = Field(default=7 * 24 * 3600, ge=0)
    """How long a deleted sheet can be restored before it is purged."""


def settings_from(environment: Mapping[str, str]) -> Settings:
    """The settings in `environment`. Raises ConfigurationError with the variable's name."""
    values = {
        name: environment[name.upper()]
        for name in Settings.model_fields
        if environment.get(name.upper())
    }
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        names = ", ".join(sorted({str(e["loc"][0]).upper() for e in error.errors()}))
        raise ConfigurationError(f"Missing or unusable in the environment: {names}.") from None
    if settings.cpe_mode != "local" and settings.firebase_auth_emulator_host is not None:
        raise ConfigurationError(
            "FIREBASE_AUTH_EMULATOR_HOST must not be set when CPE_MODE is not local."
        )
    if settings.database_url is None and (
        settings.database_secret_arn is None or settings.database_host is None
    ):
        raise ConfigurationError(
            "Set DATABASE_URL, or DATABASE_SECRET_ARN together with DATABASE_HOST."
        )
    if "bedrock" in settings.reader and settings.bedrock_model_id is None:
        raise ConfigurationError(f"Set BEDROCK_MODEL_ID: READER is {settings.reader}.")
    return settings
