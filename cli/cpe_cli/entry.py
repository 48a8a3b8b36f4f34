"""Where the `cpe` command begins; the commands are in `main`."""

import signal
from typing import NoReturn


def run() -> NoReturn:
    """Runs the arguments of the process and exits."""
    # Importing takes a moment, in which Ctrl-C would be answered with a trace.
    handler = signal.signal(signal.SIGINT, signal.SIG_DFL)
    from cpe_cli.main import main

    signal.signal(signal.SIGINT, handler)
    main()
