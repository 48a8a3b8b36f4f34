"""The whole product on one machine: embedded Postgres, an AWS emulator that runs the deployed
functions, and the page. `python -m local_stack up` starts it; tests start it as a library::

    from local_stack.stack import running_stack

    with running_stack(folder) as stack:
        httpx.get(f"{stack.api_url}/api/health")
"""
