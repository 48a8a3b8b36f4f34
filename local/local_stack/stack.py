"""Starts the parts in order, and ends them in the reverse one."""

import fcntl
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from infra.build import Build, build_stack
from infra.deploy import deploy
from infra.migrate import migrate
from infra.sources import ROOT, BuildError
from infra.target import this_machine
from local_stack import emulator, gateway, page, postgres, preconditions
from local_stack.errors import StackError
from local_stack.folder import DEFAULT, DataFolder
from local_stack.ports import HOST, reserve
from local_stack.preconditions import STACK_PYTHON
from local_stack.processes import Processes
from local_stack.state import StackState

STACK = "cpe-tracker-local"
FIREBASE_PROJECT = "demo-cpe-tracker"
_STAGE = "v1"


def _silent(_: str) -> None:
    """The default listener of a stack that a test starts."""


@dataclass(frozen=True)
class Options:
    """`ports` fixes some of `database`, `aws`, `web`; `parameters` are the template's, over the
    local stack's own; `tell` hears what is being done."""

    ports: Mapping[str, int] = field(default_factory=dict)
    new_ports: bool = False
    parameters: Mapping[str, str] = field(default_factory=dict)
    tell: Callable[[str], None] = _silent


@contextmanager
def running_stack(data: Path, options: Options | None = None) -> Iterator[StackState]:
    """A whole stack on the folder `data`, ended when the block ends.

    Several run side by side when their folders differ. Raises StackError.
    """
    options = options or Options()
    preconditions.check()
    folder = DataFolder(data)
    folder.make()
    with folder.held(), ExitStack() as ends:
        processes = Processes(folder)
        if processes.end_orphans():
            options.tell("ended what a killed stack had left running")
        folder.state.unlink(missing_ok=True)
        ports = reserve(folder, dict(options.ports), options.new_ports)
        server = page.claim(ports.web)
        ends.callback(server.server_close)
        aws = emulator.start(folder, ports.aws, processes)
        ends.callback(aws.stop)
        database = postgres.start(folder, ports.database, processes)
        ends.callback(database.stop)
        try:
            build = build_for_this_machine(options.tell)
            emulator.wait_for(aws)
            web_origin = f"http://{HOST}:{ports.web}"
            state = _deploy(build, aws, database.url, web_origin, options)
        except BuildError as error:
            raise StackError(str(error)) from error
        dist = ROOT / "web" / "dist"
        if dist.is_dir():
            page.serve(server, dist, page_settings(state), aws.url)
            ends.callback(server.shutdown)
        else:
            server.server_close()
        state.write(folder)
        ends.callback(folder.state.unlink, missing_ok=True)
        yield state


def page_settings(state: StackState) -> page.Settings:
    """The page's `/config.json`: here identities are made up in the browser."""
    return {
        "api_url": state.api_url,
        "firebase": {"project_id": state.firebase_project},
        "local_sign_in": True,
    }


def build_for_this_machine(tell: Callable[[str], None] = _silent) -> Build:
    """All stacks of this checkout share what is built; one of them builds at a time."""
    folder = DEFAULT / "build"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return build_stack(folder, this_machine(STACK_PYTHON), tell)


def _deploy(
    build: Build, aws: emulator.Emulator, database_url: str, web_origin: str, options: Options
) -> StackState:
    options.tell("deploying")
    target = this_machine(STACK_PYTHON)
    parameters = {
        "Mode": "local",
        "PythonRuntime": target.runtime,
        "Architecture": target.architecture,
        "WebOrigin": web_origin,
        "FirebaseProjectId": FIREBASE_PROJECT,
        "FirebaseAuthEmulatorHost": f"{HOST}:9099",
        "DatabaseUrl": database_url,
        "AwsEndpointUrl": aws.url,
        "FilesBucketName": f"{STACK}-files",
        "ReaderPython": sys.executable,
        **options.parameters,
    }
    outputs = deploy(build, STACK, parameters, emulator.ARTEFACTS, aws.connect)
    api_id = gateway.complete(aws.connect("apigateway"), build.template, _STAGE)
    migrate(aws.connect("lambda"), outputs["MigrateFunctionName"])
    has_page = (ROOT / "web" / "dist").is_dir()
    return StackState(
        api_url=f"{aws.url}/restapis/{api_id}/{_STAGE}/_user_request_",
        web_url=web_origin if has_page else "",
        web_origin=web_origin,
        s3_endpoint=aws.url,
        database_url=database_url,
        firebase_project=FIREBASE_PROJECT,
        files_bucket=outputs["FilesBucketName"],
        task_queue_url=outputs["TaskQueueUrl"],
        task_dead_letter_queue_url=outputs["TaskDeadLetterQueueUrl"],
        run_completed_queue_url=outputs["RunCompletedQueueUrl"],
        run_completed_dead_letter_queue_url=outputs["RunCompletedDeadLetterQueueUrl"],
        function_logs=outputs["FunctionLogsName"],
        region=emulator.REGION,
        access_key_id=emulator.ACCESS_KEY_ID,
        secret_access_key=emulator.SECRET_ACCESS_KEY,
    )
