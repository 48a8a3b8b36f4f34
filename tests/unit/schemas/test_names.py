"""A sheet's name is one printable line."""

import pytest
from pydantic import ValidationError

from cpe_tracker.schemas.sheets import RenameSheet


def test_spaces_around_a_name_are_dropped() -> None:
    assert RenameSheet(name="  My CPE 2026 ").name == "My CPE 2026"


@pytest.mark.parametrize("name", ["", "   ", "a" * 201, "two\nlines", "nul\x00", "\u202egnp.exe"])
def test_what_no_list_can_show_is_no_name(name: str) -> None:
    with pytest.raises(ValidationError):
        RenameSheet(name=name)
