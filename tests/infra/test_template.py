"""Facts about the merged template that AWS would only tell in production."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from infra.sources import ROOT
from infra.stage import Stage, aws_parameters
from infra.target import aws
from infra.template import Template
from tests.infra.resolving import condition, parameters, resolve

STAGE = Stage("test", "us-east-1", "project", {"firebase_api_key": "key"})
ORIGIN = "https://cpe.example.com"
DATABASE = {"DatabaseSecretArn": "arn:secret", "DatabaseHost": "db", "SubnetIds": "subnet-1"}


def functions(template: Template) -> dict[str, Any]:
    return {
        name: resource["Properties"]
        for name, resource in template["Resources"].items()
        if resource["Type"] == "AWS::Serverless::Function"
    }


def queue_sources(template: Template) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """(function, its properties, the event source's properties) for each queue with a reader."""
    return [
        (name, properties, event["Properties"])
        for name, properties in functions(template).items()
        for event in properties.get("Events", {}).values()
        if event["Type"] == "SQS"
    ]


def test_the_functions_are_those_of_the_story(template: Template) -> None:
    assert functions(template).keys() == {
        "APIHandler",
        "Authorize",
        "RunTask",
        "FailTask",
        "CompleteRun",
        "Reconcile",
        "Migrate",
    }


def test_a_message_stays_hidden_six_times_as_long_as_its_function_may_take(
    template: Template,
) -> None:
    """AWS recommends it: a batch that is retried within the function must not be seen twice."""
    values = parameters(template)
    sources = queue_sources(template)

    assert len(sources) == 3
    for _, properties, source in sources:
        queue = template["Resources"][source["Queue"]["Fn::GetAtt"][0]]["Properties"]
        hidden = int(resolve(template, queue["VisibilityTimeout"], values))
        assert hidden >= 6 * int(resolve(template, properties["Timeout"], values))


def test_a_lease_outlives_the_worker_that_holds_it(template: Template) -> None:
    values = parameters(template)

    assert int(values["TaskLeaseSeconds"]) > int(values["TaskTimeout"])


def test_every_batch_reports_the_messages_that_failed(template: Template) -> None:
    for _, _, source in queue_sources(template):
        assert source["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_what_is_received_too_often_ends_in_a_dead_letter_queue(template: Template) -> None:
    resources = template["Resources"]

    for queue in ("TaskQueue", "RunCompletedQueue"):
        redrive = resources[queue]["Properties"]["RedrivePolicy"]
        dead_letters = redrive["deadLetterTargetArn"]["Fn::GetAtt"][0]
        assert resources[dead_letters]["Type"] == "AWS::SQS::Queue"
        assert redrive["maxReceiveCount"] >= 5


def test_on_aws_no_function_hears_of_the_emulator(template: Template) -> None:
    given = aws_parameters(STAGE, "123456789012", aws(), DATABASE, ORIGIN)
    variables = template["Globals"]["Function"]["Environment"]["Variables"]

    assert "FirebaseAuthEmulatorHost" not in given
    # Not even when somebody sets it: the rule refuses the deployment, the condition drops it.
    values = parameters(template, **given, FirebaseAuthEmulatorHost="127.0.0.1:9099")
    assert "FIREBASE_AUTH_EMULATOR_HOST" not in resolve(template, variables, values)


def test_on_aws_the_database_is_reached_by_its_secret_alone(template: Template) -> None:
    given = aws_parameters(STAGE, "123456789012", aws(), DATABASE, ORIGIN)
    variables = template["Globals"]["Function"]["Environment"]["Variables"]
    resolved = resolve(template, variables, parameters(template, **given))

    assert "DATABASE_URL" not in resolved
    assert resolved["DATABASE_SECRET_ARN"] == "arn:secret"
    assert "AWS_ENDPOINT_URL" not in resolved


def test_the_deployment_gives_every_parameter_that_has_no_default(template: Template) -> None:
    given = aws_parameters(STAGE, "123456789012", aws(), DATABASE, ORIGIN)
    needed = {
        name for name, parameter in template["Parameters"].items() if "Default" not in parameter
    }

    assert needed <= given.keys() <= template["Parameters"].keys()


def test_every_function_has_a_role_of_its_own(template: Template) -> None:
    roles = [properties["Role"]["Fn::GetAtt"][0] for properties in functions(template).values()]

    assert len(set(roles)) == len(roles)


def test_the_authorizer_may_write_its_log_and_nothing_else(template: Template) -> None:
    role = template["Resources"]["AuthorizeRole"]["Properties"]

    assert role["ManagedPolicyArns"] == [{"Ref": "WriteLogs"}]
    assert "Policies" not in role


@pytest.mark.parametrize(
    ("reader", "asked"),
    [
        ("layout", set()),
        ("textract", {"AskQueries"}),
        ("bedrock", {"AskModel"}),
        ("layout+bedrock", {"AskModel"}),
    ],
)
def test_the_worker_may_ask_the_service_that_its_reader_asks(
    template: Template, reader: str, asked: set[str]
) -> None:
    values = parameters(template, Mode="aws", Reader=reader, BedrockModelId="a-model")
    policies = {"AskQueries", "AskModel"}
    for name, resource in template["Resources"].items():
        if resource["Type"] == "AWS::IAM::Role":
            attached = resolve(
                template, resource["Properties"].get("ManagedPolicyArns", []), values
            )
            found = {each["Ref"] for each in attached} & policies
            assert found == (asked if name == "RunTaskRole" else set())
    for name in policies:
        holds = template["Conditions"][template["Resources"][name]["Condition"]]
        assert condition(template, holds, values) == (name in asked)


def test_no_role_allows_all_actions_or_all_resources(template: Template) -> None:
    allowed_anywhere: set[str] = set()
    for resource in template["Resources"].values():
        if resource["Type"] not in ("AWS::IAM::Role", "AWS::IAM::ManagedPolicy"):
            continue
        properties = resource["Properties"]
        documents = [policy["PolicyDocument"] for policy in properties.get("Policies", [])]
        documents += [properties["PolicyDocument"]] if "PolicyDocument" in properties else []
        for statement in (one for document in documents for one in document["Statement"]):
            actions = statement["Action"]
            actions = [actions] if isinstance(actions, str) else actions
            assert not any("*" in action for action in actions if action != "sqs:SendMessage*")
            if statement["Resource"] == "*":
                allowed_anywhere.update(action.split(":")[0] for action in actions)

    # A VPC's network interfaces and Textract's pages are not resources that can be named.
    assert allowed_anywhere == {"ec2", "textract"}


def test_the_files_are_private_encrypted_and_shared_with_the_page_only(template: Template) -> None:
    bucket = template["Resources"]["FilesBucket"]
    properties = bucket["Properties"]
    (rule,) = properties["CorsConfiguration"]["CorsRules"]

    assert bucket["DeletionPolicy"] == "Retain"
    assert set(properties["PublicAccessBlockConfiguration"].values()) == {True}
    assert properties["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert rule["AllowedOrigins"] == [{"Ref": "WebOrigin"}]
    assert "*" not in rule["AllowedMethods"]


@pytest.mark.parametrize("kind", ["UNAUTHORIZED", "ACCESS_DENIED", "DEFAULT_4XX", "DEFAULT_5XX"])
def test_what_the_gateway_answers_by_itself_can_be_read_by_the_page(
    template: Template, kind: str
) -> None:
    response = template["Resources"]["RestAPI"]["Properties"]["GatewayResponses"][kind]
    problem = json.loads(response["ResponseTemplates"]["application/json"])

    assert "Access-Control-Allow-Origin" in response["ResponseParameters"]["Headers"]
    assert problem.keys() >= {"type", "title", "code", "detail"}


@pytest.mark.parametrize("name", ["the stack", "database", "page"])
def test_cloudformation_takes_the_templates(name: str, template: Template, tmp_path: Path) -> None:
    file = ROOT / "infra" / f"{name}.yaml"
    if name == "the stack":
        file = tmp_path / "stack.json"
        text = json.dumps(template)
        # The deployment puts the code's places where the build puts its name.
        for part in ("common-layer", "extraction-layer", "migrate", "./deployment.zip"):
            text = text.replace(f'Uri": "{part}"', 'Uri": {"Bucket": "code", "Key": "key.zip"}')
        file.write_text(text)

    # W1030 is about empty defaults, which stand for what a deployment leaves out.
    lint = [str(ROOT / ".venv-stack" / "bin" / "cfn-lint"), "-r", "us-east-1", "-i", "W1030"]
    done = subprocess.run([*lint, "--", str(file)], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (0, "")
