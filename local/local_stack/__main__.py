"""`python -m local_stack`: the commands are in `command`."""

import signal
import sys


def run() -> int:
    # While there is nothing yet to end, Ctrl-C ends this process, without a trace of its imports.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from local_stack.command import main

    return main()


if __name__ == "__main__":
    sys.exit(run())
