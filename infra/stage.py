"""What differs between deployments to AWS: one TOML file a stage in `infra/stages`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from infra.sources import ROOT, BuildError
from infra.target import Target

STAGES = ROOT / "infra" / "stages"


@dataclass(frozen=True)
class Stage:
    """`database` names one that is there already; empty means that the deployment makes it.
    `page` says what only the page needs: `firebase_api_key`, and, for a name of one's own, `domain`
    with the `certificate_arn` of a certificate in us-east-1. `parameters` are any others of the
    template."""

    name: str
    region: str
    firebase_project: str
    page: Mapping[str, str]
    database: Mapping[str, Any] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def stack(self) -> str:
        return f"cpe-tracker-{self.name}"


def read_stage(name: str, folder: Path = STAGES) -> Stage:
    """The stage described in `folder`; raises BuildError with what its file lacks."""
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,19}", name):
        raise BuildError(
            "Name the stage: make deploy STAGE=prod. Small letters, digits and hyphens, up to 20."
        )
    file = folder / f"{name}.toml"
    try:
        content = tomllib.loads(file.read_text())
        return Stage(name, **content)
    except FileNotFoundError:
        raise BuildError(f"There is no {file}. Copy example.toml beside it.") from None
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise BuildError(f"{file} can't be used: {error}") from None


def database_parameters(stage: Stage) -> dict[str, str]:
    """The template's parameters for the database that the stage names."""
    database = stage.database
    try:
        return {
            "DatabaseSecretArn": database["secret_arn"],
            "DatabaseHost": database["host"],
            "DatabaseName": database.get("name", "cpe_tracker"),
            "SubnetIds": ",".join(database["subnet_ids"]),
            "SecurityGroupId": database["security_group_id"],
        }
    except KeyError as error:
        raise BuildError(f"The stage's [database] lacks {error.args[0]}.") from None


def files_bucket(stage: Stage, account: str) -> str:
    """The name of the stage's bucket of uploads and exports."""
    return f"{stage.stack}-files-{account}"


def aws_parameters(
    stage: Stage,
    account: str,
    target: Target,
    database: Mapping[str, str],
    web_origin: str,
) -> dict[str, str]:
    """The template's parameters on AWS. There is no emulator and no address of the database with
    a password in it: the template refuses both."""
    return {
        **stage.parameters,
        "Mode": "aws",
        "PythonRuntime": target.runtime,
        "Architecture": target.architecture,
        "WebOrigin": web_origin,
        "FirebaseProjectId": stage.firebase_project,
        "FilesBucketName": files_bucket(stage, account),
        **database,
    }
