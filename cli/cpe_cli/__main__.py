"""`python -m cpe_cli` is `cpe`."""

from cpe_cli.main import main

main()
