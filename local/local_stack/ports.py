"""The stack's ports on 127.0.0.1: chosen once, then kept, so that addresses stay the same."""

import socket
from dataclasses import asdict, dataclass

from local_stack.errors import StackError
from local_stack.folder import DataFolder, write_json

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Ports:
    database: int
    aws: int
    web: int


_USED_FOR = {"database": "the database", "aws": "the API and the files", "web": "the page"}


def reserve(folder: DataFolder, wanted: dict[str, int], anew: bool) -> Ports:
    """The ports of the last start unless `anew`, with `wanted` taking precedence.

    Raises StackError when one of them is taken: a moved address would break open pages and
    clients, so that is the user's choice.
    """
    kept = {} if anew else (folder.read_json(folder.settings) or {}).get("ports", {})
    chosen: dict[str, int] = {}
    for name, purpose in _USED_FOR.items():
        port = wanted.get(name) or kept.get(name)
        if port and not is_free(port):
            raise taken(port, purpose)
        chosen[name] = port or _free_port(set(chosen.values()))
    ports = Ports(**chosen)
    settings = folder.read_json(folder.settings) or {}
    write_json(folder.settings, {**settings, "ports": asdict(ports)})
    return ports


def taken(port: int, purpose: str) -> StackError:
    """What to say when a port that serves a purpose can't be had."""
    return StackError(
        f"Port {port} on {HOST}, which the stack uses for {purpose}, is taken by another "
        f"program. End that program, or choose other ports with --new-ports."
    )


def is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _free_port(taken: set[int]) -> int:
    while True:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.bind((HOST, 0))
            port: int = probe.getsockname()[1]
        if port not in taken:
            return port
