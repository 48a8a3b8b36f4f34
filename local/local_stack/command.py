"""`python -m local_stack up | down | status | logs | run -- COMMAND`."""

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from local_stack.errors import StackError
from local_stack.folder import DEFAULT, DataFolder
from local_stack.function_logs import function_logs
from local_stack.processes import Processes, all_alive
from local_stack.stack import Options, running_stack
from local_stack.state import StackState

_ENDING_SECONDS = 120
"""What the functions unpacked is removed, which takes its time on a busy disk."""
_ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0 when it did what was asked; 1 with a sentence when something is in the way;
    that of COMMAND for `run`."""
    parsed = _parser().parse_args(arguments)
    for number in _ENDINGS:
        signal.signal(number, _interrupt)
    try:
        return int(parsed.does(parsed))
    except StackError as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0 if parsed.does is _up else 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="local_stack", description=__doc__)
    parser.add_argument("--data", type=Path, default=DEFAULT, help="the data folder")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    up = commands.add_parser("up", help="run the stack until Ctrl-C")
    up.set_defaults(does=_up)
    run = commands.add_parser("run", help="run a command on the stack, starting one if needed")
    run.add_argument("command", nargs=argparse.REMAINDER)
    run.set_defaults(does=_run)
    for command in (up, run):
        command.add_argument("--new-ports", action="store_true", help="choose other ports")
        command.add_argument("--aws-port", type=int, default=0)
        command.add_argument("--database-port", type=int, default=0)
        command.add_argument("--web-port", type=int, default=0)
        command.add_argument(
            "--set", action="append", default=[], metavar="NAME=VALUE", help="a template parameter"
        )
    down = commands.add_parser("down", help="end the stack, or what a killed one left running")
    down.set_defaults(does=_down)
    logs = commands.add_parser("logs", help="what the functions of the running stack wrote")
    logs.set_defaults(does=_logs)
    status = commands.add_parser("status", help="whether the stack runs, and where")
    status.set_defaults(does=_status)
    return parser


def _options(parsed: argparse.Namespace) -> Options:
    return Options(
        ports={
            "aws": parsed.aws_port,
            "database": parsed.database_port,
            "web": parsed.web_port,
        },
        new_ports=parsed.new_ports,
        parameters=dict(setting.split("=", 1) for setting in parsed.set),
        tell=lambda said: print(f"  {said} …", file=sys.stderr, flush=True),
    )


def _up(parsed: argparse.Namespace) -> int:
    began = time.monotonic()
    with running_stack(parsed.data, _options(parsed)) as state:
        print(f"Ready after {time.monotonic() - began:.1f} s.")
        _print_addresses(state)
        print("Ctrl-C ends it; what you stored stays.", flush=True)
        folder = DataFolder(parsed.data)
        while all_alive(folder):
            time.sleep(1)
        raise StackError(f"A part of the stack ended by itself; the logs in {folder.log} say why.")


def _run(parsed: argparse.Namespace) -> int:
    command = parsed.command[1:] if parsed.command[:1] == ["--"] else parsed.command
    if not command:
        raise StackError("Say which command to run: local_stack run -- COMMAND.")
    folder = DataFolder(parsed.data)
    # Where the command finds the addresses of the stack it runs on.
    environment = {**os.environ, "STACK_FILE": str(folder.state)}
    if folder.holder():
        return subprocess.run(command, env=environment, check=False).returncode
    with running_stack(parsed.data, _options(parsed)):
        return subprocess.run(command, env=environment, check=False).returncode


def _down(parsed: argparse.Namespace) -> int:
    folder = DataFolder(parsed.data)
    holder = folder.holder()
    if holder is None:
        ended = Processes(folder).end_orphans() if folder.processes.exists() else 0
        print(f"Ended {ended} processes of a killed stack." if ended else "No stack is running.")
        return 0
    _end(holder, folder)
    print("The stack has ended.")
    return 0


def _end(holder: int, folder: DataFolder) -> None:
    os.kill(holder, signal.SIGTERM)
    until = time.monotonic() + _ENDING_SECONDS
    while folder.holder() is not None:
        if time.monotonic() > until:
            raise StackError(f"The stack (process {holder}) has not ended for two minutes.")
        time.sleep(0.1)


def _status(parsed: argparse.Namespace) -> int:
    folder = DataFolder(parsed.data)
    if folder.holder() is None:
        print("No stack is running.")
        return 1
    state = StackState.read(folder)
    if state is None:
        print("The stack is starting.")
        return 1
    _print_addresses(state)
    return 0


def _logs(parsed: argparse.Namespace) -> int:
    state = StackState.read(DataFolder(parsed.data))
    if state is None:
        raise StackError("No stack is running, and the functions' logs end with it.")
    for line in function_logs(state):
        print(line)
    return 0


def _print_addresses(state: StackState) -> None:
    if state.web_url:
        print(f"  page      {state.web_url}")
    print(f"  API       {state.api_url}/api")
    print(f"  files     {state.s3_endpoint}/{state.files_bucket}")
    print(f"  database  {state.database_url.split('@')[-1]}")


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    """Ends the stack once; a second Ctrl-C must not cut the ending short."""
    for number in _ENDINGS:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt
