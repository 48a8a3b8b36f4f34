import socket
from pathlib import Path

import pytest

from local_stack.errors import StackError
from local_stack.folder import DataFolder
from local_stack.ports import HOST, reserve


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path)
    folder.make()
    return folder


def test_ports_stay_the_same_from_start_to_start(folder: DataFolder) -> None:
    assert reserve(folder, {}, anew=False) == reserve(folder, {}, anew=False)


def test_a_remembered_port_that_is_taken_is_named_with_what_to_do(folder: DataFolder) -> None:
    ports = reserve(folder, {}, anew=False)

    with socket.socket() as other:
        other.bind((HOST, ports.web))
        other.listen()
        with pytest.raises(StackError, match=f"Port {ports.web} .* the page.*--new-ports"):
            reserve(folder, {}, anew=False)
        assert reserve(folder, {}, anew=True).web != ports.web


def test_a_port_asked_for_is_used_and_remembered(folder: DataFolder) -> None:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        wanted = probe.getsockname()[1]

    assert reserve(folder, {"aws": wanted}, anew=False).aws == wanted
    assert reserve(folder, {}, anew=False).aws == wanted
