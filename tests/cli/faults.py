"""What can go wrong between the command and the API, on demand."""

import re
import threading
from dataclasses import dataclass, field


@dataclass(slots=True)
class Fault:
    """Befalls the next `times` requests whose `METHOD path` matches `pattern`.

    `drop_before` closes the connection before anything is done, `drop_after` when it is done but
    not answered; otherwise `status` and `body` are answered and nothing is done.
    """

    pattern: str
    times: int = 1
    status: int = 503
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    drop_before: bool = False
    drop_after: bool = False


class Faults:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self._waiting.append(fault)

    def take(self, request: str) -> Fault | None:
        with self._lock:
            for fault in self._waiting:
                if fault.times and re.search(fault.pattern, request):
                    fault.times -= 1
                    return fault
        return None
