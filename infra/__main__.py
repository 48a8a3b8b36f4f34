"""`python -m infra deploy --stage NAME`: the whole product to AWS."""

import argparse
import sys
from collections.abc import Mapping, Sequence

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from infra import target
from infra.aws_clients import Client, Connect
from infra.build import build_stack
from infra.change_sets import change_stack, outputs
from infra.deploy import deploy
from infra.migrate import migrate
from infra.page import make_place, send_page, settings_of
from infra.sources import ROOT, BuildError
from infra.stage import Stage, aws_parameters, database_parameters, files_bucket, read_stage


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 1 with a sentence when the deployment failed."""
    parser = argparse.ArgumentParser(prog="infra", description=__doc__)
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("deploy")
    command.add_argument("--stage", required=True)
    parsed = parser.parse_args(arguments)
    try:
        _deploy(read_stage(parsed.stage))
    except (BuildError, BotoCoreError, ClientError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _deploy(stage: Stage) -> None:
    connect = _connect(stage.region)
    account = connect("sts").get_caller_identity()["Account"]
    aws = target.aws()
    if aws.interpreter is None:
        print(f"Without {aws.runtime} here there is no bytecode: cold starts take longer.")
    build = build_stack(ROOT / ".local" / "build-aws", aws, _tell)
    _tell("deploying the database")
    database = database_parameters(stage) if stage.database else _own_database(stage, connect)
    _tell("deploying the page's place")
    place = make_place(stage, files_bucket(stage, account), connect("cloudformation"))
    _tell("deploying the functions")
    made = deploy(
        build,
        stage.stack,
        aws_parameters(stage, account, aws, database, place.origin),
        f"cpe-tracker-artefacts-{account}-{stage.region}",
        connect,
    )
    _tell("migrating the database")
    migrate(connect("lambda"), made["MigrateFunctionName"])
    _tell("sending the page")
    send_page(ROOT / "web" / "dist", place, settings_of(stage, made["ApiUrl"]), connect)
    print(f"The page is at {place.origin}\nThe API is at {made['ApiUrl']}/api")


def _own_database(stage: Stage, connect: Connect) -> Mapping[str, str]:
    """Makes or updates the stage's own database; its outputs are the template's parameters."""
    name = f"{stage.stack}-database"
    template = (ROOT / "infra" / "database.yaml").read_text()
    cloudformation = connect("cloudformation")
    change_stack(cloudformation, name, TemplateBody=template)
    return outputs(cloudformation, name)


def _connect(region: str) -> Connect:
    # The migrations may take as long as their function is allowed to, and must not run twice.
    patient = Config(read_timeout=330, retries={"total_max_attempts": 1})

    def connect(service: str) -> Client:
        return boto3.client(  # type: ignore[call-overload]
            service, region_name=region, config=patient if service == "lambda" else None
        )

    return connect


def _tell(said: str) -> None:
    print(f"  {said} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
