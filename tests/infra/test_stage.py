from pathlib import Path

import pytest

from infra.sources import BuildError
from infra.stage import STAGES, database_parameters, read_stage


def test_the_example_is_a_stage_that_can_be_read() -> None:
    stage = read_stage("example", STAGES)

    assert (stage.stack, stage.region) == ("cpe-tracker-example", "us-east-1")
    assert stage.page["firebase_api_key"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("", "", "Name the stage"),
        ("prod", None, "There is no .*prod.toml"),
        ("prod", "region =", "can't be used"),
        ("prod", "colour = 'blue'", "colour"),
    ],
)
def test_a_stage_that_cannot_be_read_is_explained(
    name: str, content: str | None, said: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / f"{name}.toml").write_text(content)

    with pytest.raises(BuildError, match=said):
        read_stage(name, tmp_path)


def test_a_database_without_its_host_is_refused(tmp_path: Path) -> None:
    (tmp_path / "prod.toml").write_text(
        "region = 'eu-west-1'\nfirebase_project = 'p'\n[page]\nfirebase_api_key = 'k'\n"
        "[database]\nsecret_arn = 'arn'\n"
    )

    with pytest.raises(BuildError, match="lacks host"):
        database_parameters(read_stage("prod", tmp_path))
