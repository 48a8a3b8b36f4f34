"""`cpe health`."""

from cpe_cli.connection import connect_as
from cpe_cli.errors import SomeFailedError
from cpe_cli.options import ApiUrl, AsJson
from cpe_cli.output import Output
from cpe_cli.running import runs
from cpe_cli.target import choose_target


@runs()
async def health(api_url: ApiUrl = None, as_json: AsJson = False) -> None:
    """Ask the API whether all its parts are there. Needs no sign-in."""
    output = Output(as_json)
    target = choose_target(api_url)
    async with connect_as(target, None) as api:
        said = await api.health()
    away = [part for part, there in said.items() if there is False]
    output.result(said, f"{target.api_url} answers (version {said.get('version', 'unknown')}).")
    if away:
        raise SomeFailedError(f"Away: {', '.join(away)}.")
