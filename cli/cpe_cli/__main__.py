"""`python -m cpe_cli` is `cpe`."""

from cpe_cli.entry import run

run()
