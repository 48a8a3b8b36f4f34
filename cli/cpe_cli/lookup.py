"""Finds what a person names: a sheet, a state."""

from cpe_cli.api import Api
from cpe_cli.errors import CpeError, UsageError
from cpe_cli.shapes import Sheet, State


async def find_sheet(api: Api, wanted: str) -> Sheet:
    """The sheet whose id or name is `wanted`; case counts only where it tells two names apart.

    Raises CpeError `sheet_not_found`, or UsageError `sheet_ambiguous` listing the ids.
    """
    sheets = await api.sheets()
    for sheet in sheets:
        if sheet["job_id"] == wanted.lower():
            return sheet
    exact = [sheet for sheet in sheets if sheet["name"] == wanted]
    named = exact or [s for s in sheets if s["name"].casefold() == wanted.casefold()]
    if not named:
        raise CpeError(
            "sheet_not_found", f'There is no sheet "{wanted}". `cpe sheets` lists yours.'
        )
    if len(named) > 1:
        ids = ", ".join(f"{sheet['job_id']} (made {sheet['created_at']})" for sheet in named)
        raise UsageError(
            "sheet_ambiguous",
            f'{len(named)} sheets are named "{wanted}". Give the id of the one you mean: {ids}.',
        )
    return named[0]


async def find_state(api: Api, wanted: str) -> State:
    """The state named `wanted`, whatever its case. Raises CpeError listing those there are."""
    states = await api.states()
    for state in states:
        if state["name"].casefold() == wanted.strip().casefold():
            return state
    names = ", ".join(state["name"] for state in states) or "none"
    raise CpeError("state_not_found", f'There is no state "{wanted}". Those there are: {names}.')
