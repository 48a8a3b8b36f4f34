"""A function with a wrong environment says which variable, and starts no work."""

import pytest

from cpe_tracker.config import settings_from
from cpe_tracker.errors import ConfigurationError

LOCAL = {
    "CPE_MODE": "local",
    "FILES_BUCKET": "cpe-files",
    "TASK_QUEUE_URL": "http://127.0.0.1/tasks",
    "RUN_COMPLETED_QUEUE_URL": "http://127.0.0.1/run-completed",
    "FIREBASE_PROJECT_ID": "cpe-local",
    "DATABASE_URL": "postgresql+pg8000://someone:opensesame@127.0.0.1/cpe",
}
REQUIRED = [name for name in LOCAL if name != "DATABASE_URL"]
UNUSABLE = {
    "CPE_MODE": "production",
    "FILES_BUCKET": "xq",
    "READER": "oracle",
    "TASK_LEASE_SECONDS": "0",
    "TASK_ATTEMPTS": "often",
    "TASK_RESEND_SECONDS": "-1",
    "RESTORE_WINDOW_SECONDS": "a week",
}


def test_what_the_environment_says_is_typed() -> None:
    settings = settings_from(LOCAL | {"TASK_LEASE_SECONDS": "30", "HOME": "/somewhere"})
    assert settings.files_bucket == "cpe-files"
    assert settings.task_lease_seconds == 30


def test_what_is_left_out_or_empty_has_its_default() -> None:
    settings = settings_from(LOCAL | {"TASK_ATTEMPTS": ""})
    assert settings.task_attempts == 5
    assert settings.restore_window_seconds == 7 * 24 * 3600


@pytest.mark.parametrize("name", REQUIRED)
def test_a_missing_variable_is_named(name: str) -> None:
    environment = {key: value for key, value in LOCAL.items() if key != name}
    with pytest.raises(ConfigurationError, match=rf": {name}\."):
        settings_from(environment)


@pytest.mark.parametrize("name", UNUSABLE)
def test_an_unusable_variable_is_named_without_its_value(name: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        settings_from(LOCAL | {name: UNUSABLE[name]})
    assert str(refused.value) == f"Missing or unusable in the environment: {name}."


def test_several_wrong_variables_are_all_named() -> None:
    with pytest.raises(ConfigurationError, match=r": CPE_MODE, FILES_BUCKET\."):
        settings_from(LOCAL | {"CPE_MODE": "prod", "FILES_BUCKET": ""})


def test_unsigned_tokens_are_allowed_on_a_laptop() -> None:
    settings = settings_from(LOCAL | {"FIREBASE_AUTH_EMULATOR_HOST": "127.0.0.1:9099"})
    assert settings.firebase_auth_emulator_host == "127.0.0.1:9099"


def test_unsigned_tokens_are_refused_anywhere_else() -> None:
    with pytest.raises(ConfigurationError, match="FIREBASE_AUTH_EMULATOR_HOST"):
        settings_from(LOCAL | {"CPE_MODE": "aws", "FIREBASE_AUTH_EMULATOR_HOST": "127.0.0.1:9099"})


@pytest.mark.parametrize("given", [{}, {"DATABASE_HOST": "db"}, {"DATABASE_SECRET_ARN": "arn:x"}])
def test_a_database_must_be_named_one_way_or_the_other(given: dict[str, str]) -> None:
    environment = {key: value for key, value in LOCAL.items() if key != "DATABASE_URL"}
    with pytest.raises(ConfigurationError, match="DATABASE_URL, or DATABASE_SECRET_ARN"):
        settings_from(environment | given)


def test_a_secret_and_a_host_name_the_database() -> None:
    environment = {key: value for key, value in LOCAL.items() if key != "DATABASE_URL"}
    settings = settings_from(
        environment | {"DATABASE_SECRET_ARN": "arn:x", "DATABASE_HOST": "db.internal"}
    )
    assert (settings.database_host, settings.database_name) == ("db.internal", "cpe_tracker")


@pytest.mark.parametrize("reader", ["bedrock", "layout+bedrock"])
def test_a_reader_that_asks_a_model_needs_its_id(reader: str) -> None:
    with pytest.raises(ConfigurationError, match="BEDROCK_MODEL_ID"):
        settings_from(LOCAL | {"READER": reader})
    settings = settings_from(LOCAL | {"READER": reader, "BEDROCK_MODEL_ID": "amazon.nova-pro-v1:0"})
    assert (settings.reader, settings.bedrock_model_id) == (reader, "amazon.nova-pro-v1:0")


@pytest.mark.parametrize("reader", ["layout", "textract"])
def test_other_readers_need_no_model(reader: str) -> None:
    assert settings_from(LOCAL | {"READER": reader}).bedrock_model_id is None
