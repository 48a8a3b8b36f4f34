import json
import stat
from pathlib import Path

import pytest

from local_stack.errors import StackError
from local_stack.folder import DataFolder, write_json


def test_one_folder_holds_one_stack_at_a_time(tmp_path: Path) -> None:
    first, second = DataFolder(tmp_path), DataFolder(tmp_path)
    first.make()

    with first.held(), pytest.raises(StackError, match="already running"), second.held():
        pass
    with second.held():
        assert first.holder() is not None
    assert first.holder() is None


def test_a_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StackError, match="can't be used: Not a directory"):
        DataFolder(tmp_path / "file" / "data").make()


def test_a_state_file_that_was_cut_off_counts_as_missing(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    folder.state.write_text('{"api_url": "http')

    assert folder.read_json(folder.state) is None


def test_what_may_hold_a_password_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    write_json(file, {"a": 1})

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text()) == {"a": 1}
    assert list(tmp_path.iterdir()) == [file]
