"""What a command prints: its result on stdout, everything it has to say on stderr."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from cpe_cli.shapes import Refusal

WIDTH_WITHOUT_TERMINAL = 240
NARROWEST_COLUMN = 12
HARMLESS_SHOWN = 5


def plain(text: str) -> str:
    """`text` without characters that steer a terminal: names and values come from documents."""
    shown = (" " if char.isspace() else char for char in text)
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in shown)


def counted(number: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


class Output:
    """The two streams of one command.

    With `as_json`, stdout holds JSON and nothing else. Consoles are made here, not at import:
    the streams may have been redirected since.
    """

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json
        self.messages = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
        width = None if sys.stdout.isatty() else WIDTH_WITHOUT_TERMINAL
        self._result = Console(highlight=False, markup=False, width=width)

    def say(self, sentence: str) -> None:
        self.messages.print(plain(sentence))

    def document(self, document: object) -> None:
        """One JSON document on a line of its own."""
        sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")
        sys.stdout.flush()

    def result(self, document: object, shown: RenderableType) -> None:
        """The command's result: `document` with `--json`, `shown` for a person."""
        if self.as_json:
            self.document(document)
        else:
            self._result.print(Text(plain(shown)) if isinstance(shown, str) else shown)

    def show(self, shown: RenderableType) -> None:
        """Part of a result that only a person needs: nothing with `--json`."""
        if not self.as_json:
            self._result.print(Text(plain(shown)) if isinstance(shown, str) else shown)

    def list_refusals(
        self, heading: str, refusals: Sequence[Refusal], at_most: int | None = None
    ) -> None:
        """Refused or failed files with their reasons, on stderr; nothing for an empty list.
        Beyond `at_most` they are only counted: for what is no loss."""
        if not refusals:
            return
        self.say(heading)
        for refusal in refusals[:at_most]:
            self.say(f"  {refusal['path']}: {refusal['detail']}")
        if at_most is not None and len(refusals) > at_most:
            self.say(f"  and {len(refusals) - at_most} more.")


def table(columns: Sequence[str], rows: Iterable[Sequence[str | None]]) -> Table:
    """A table whose cells are shown as they are, empty where there is no value."""
    drawn = Table(header_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        drawn.add_column(Text(plain(column)), overflow="fold", vertical="top")
    for row in rows:
        drawn.add_row(*(Text(plain(value or "")) for value in row))
    return drawn


@dataclass(frozen=True, slots=True)
class WideTable:
    """A table of many columns; where the screen is too narrow for it, each row as a list."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str | None]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width >= len(self.columns) * NARROWEST_COLUMN:
            yield table(self.columns, self.rows)
            return
        for row in self.rows:
            record = Table.grid("", "", padding=(0, 2), pad_edge=False)
            for column, value in zip(self.columns, row, strict=True):
                record.add_row(Text(plain(column), style="bold"), Text(plain(value or "")))
            yield record
            yield Text("")
