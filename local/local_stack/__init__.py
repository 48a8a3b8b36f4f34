"""The whole product on one machine: embedded Postgres, an AWS emulator that runs the deployed
functions, and the page. `python -m local_stack up` starts it; tests start it as a library::

    with running_stack(folder) as stack:
        httpx.get(f"{stack.api_url}/api/health")
"""

from local_stack.errors import StackError
from local_stack.stack import Options, running_stack
from local_stack.state import StackState

__all__ = ["Options", "StackError", "StackState", "running_stack"]
