"""Progress on stderr: a bar on a terminal, a line now and then where there is none."""

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

SECONDS_BETWEEN_LINES = 2.0


class Meter:
    """Shows `12 of 24 read`, where `verb` is `read`. To be used as a context manager."""

    def __init__(self, console: Console, verb: str) -> None:
        self._console = console
        self._verb = verb
        self._line = ""
        self._printed = ""
        self._line_due = 0.0
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._bar = self._progress.add_task("", total=1.0)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()
        if self._line != self._printed:
            self._console.print(self._line)

    def update(self, done: int, total: int, *, note: str = "", share: float | None = None) -> None:
        """`done` of `total` files. `share` (0 to 1) moves the bar finer than whole files do."""
        self._line = f"{done} of {total} {self._verb}{note}"
        part = share if share is not None else (done / total if total else 0.0)
        self._progress.update(self._bar, description=self._line, completed=part)
        if not self._console.is_terminal and self._line != self._printed:
            self._print_now_and_then(is_end=done >= total)

    def _print_now_and_then(self, *, is_end: bool) -> None:
        now = time.monotonic()
        if now >= self._line_due or is_end:
            self._line_due = now + SECONDS_BETWEEN_LINES
            self._console.print(self._line)
            self._printed = self._line
