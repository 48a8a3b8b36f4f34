"""Makes a sheet, never two of them by accident."""

from cpe_cli.api import Api
from cpe_cli.errors import AnswerLostError
from cpe_cli.shapes import CreatedSheet


async def create_sheet(api: Api, template_id: str, name: str | None) -> CreatedSheet:
    """The new sheet. Raises AnswerLostError when it is not known whether it was made."""
    try:
        return await api.create_sheet(template_id, name)
    except AnswerLostError as error:
        raise AnswerLostError(
            error.code,
            "The API did not answer whether the sheet was made. Look with `cpe sheets` before "
            "making it again.",
        ) from error
