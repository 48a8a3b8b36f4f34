"""What `make setup` says on a machine that lacks something."""

import shutil
import subprocess
from pathlib import Path

import pytest

from infra.sources import ROOT


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of programs, with what any machine has and no Python or Node."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("sh", "mkdir", "rm", "grep", "tail", "touch", "dirname"):
        found = shutil.which(name)
        assert found
        (programs / name).symlink_to(found)
    return programs


def program(machine: Path, name: str, script: str) -> None:
    (machine / name).write_text(f"#!/bin/sh\n{script}\n")
    (machine / name).chmod(0o755)


def setup(machine: Path, script: str, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [str(machine / "sh"), str(ROOT / "local" / "setup" / script), *arguments],
        cwd=machine.parent,
        env={"PATH": str(machine)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


def test_without_python_it_says_which_one_it_needs(machine: Path) -> None:
    assert setup(machine, "python.sh", ".venv", "lock.txt") == (
        1,
        "CPE Tracker needs Python 3.11 or newer; found: none. "
        "Install it, or name it with PYTHON3=/path/to/python.\n",
    )


def test_with_an_old_python_it_says_which_one_it_found(machine: Path) -> None:
    program(machine, "python3", '[ "$1" = --version ] && echo "Python 3.9.2" || exit 1')

    status, said = setup(machine, "python.sh", ".venv", "lock.txt")

    assert status == 1
    assert "needs Python 3.11 or newer; found: Python 3.9.2" in said


def test_without_the_venv_package_it_names_it(machine: Path) -> None:
    program(machine, "python3", 'case "$2" in *ensurepip*) exit 1;; esac')

    status, said = setup(machine, "python.sh", ".venv", "lock.txt")

    assert status == 1
    assert said.endswith("On Debian and Ubuntu: apt-get install python3-venv.\n")


def test_without_a_compiler_it_says_that_one_is_needed(machine: Path) -> None:
    fake_pip = (
        'case "$*" in *install*) echo "error: command \'gcc\' failed: No such file"; exit 1;; esac'
    )
    program(machine, "python3", 'case "$1 $2" in "-m venv") mkdir -p .venv/bin;; esac')
    (machine.parent / ".venv" / "bin").mkdir(parents=True)
    program(machine.parent / ".venv" / "bin", "python", fake_pip)

    status, said = setup(machine, "python.sh", ".venv", "lock.txt")

    assert status == 1
    assert "needs a C compiler" in said


@pytest.mark.parametrize(
    ("node", "said"),
    [
        (None, "The page needs Node 20 or newer with npm, and there is none."),
        ("v18.19.0", "The page needs Node 20 or newer; this is v18.19.0."),
    ],
)
def test_without_a_recent_node_it_says_so(machine: Path, node: str | None, said: str) -> None:
    (machine.parent / "web").mkdir()
    (machine.parent / "web" / "package.json").write_text("{}")
    if node:
        answer = f'[ "$1" = --version ] && echo {node} || echo {node[1:3]}'
        program(machine, "node", answer)
        program(machine, "npm", "exit 0")

    status, heard = setup(machine, "web.sh", "build")

    assert status == 1
    assert heard.startswith(said)
