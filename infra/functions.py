"""The functions' packages: three Chalice apps and the migrations."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from infra import requirements
from infra.bytecode import compile_bytecode
from infra.sources import ROOT, BuildError, source_files
from infra.target import Target


def app_inputs(app: str) -> list[Path]:
    """Everything that decides an app's package: importing it reads our packages too."""
    return [
        ROOT / "functions" / app,
        ROOT / "layers" / "common" / "python",
        ROOT / "infra" / "bytecode.py",
        ROOT / "infra" / "functions.py",
        ROOT / "requirements" / "dev.txt",
    ]


def package_app(app: str, folder: Path, target: Target) -> None:
    """Runs `chalice package`: `folder` gets the app's code and its `sam.yaml`.

    The app is imported for that, without any of the environment it has when it runs.
    """
    layers = [ROOT / "layers" / layer / "python" for layer in ("common", "extraction")]
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", "/"),
        "AWS_DEFAULT_REGION": "us-east-1",
        "PYTHONPATH": os.pathsep.join(map(str, layers)),
    }
    packaged = folder.parent / f"{folder.name}-chalice"
    done = subprocess.run(
        [
            *(sys.executable, "-c", "from chalice.cli import main; main()"),
            *("--project-dir", str(ROOT / "functions" / app)),
            *("package", "--template-format", "yaml", str(packaged)),
        ],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BuildError(f"functions/{app} could not be packaged:\n{done.stderr[-2000:]}")
    with zipfile.ZipFile(packaged / "deployment.zip") as code:
        code.extractall(folder / "code")
    compile_bytecode(folder / "code", "/var/task", target)
    shutil.copyfile(packaged / "sam.yaml", folder / "sam.yaml")


def migrate_inputs() -> list[Path]:
    return [
        ROOT / "migrations",
        ROOT / "requirements" / "common.txt",
        ROOT / "requirements" / "migrations.txt",
        ROOT / "infra" / "bytecode.py",
        ROOT / "infra" / "functions.py",
        ROOT / "infra" / "requirements.py",
    ]


def package_migrate(folder: Path, target: Target) -> None:
    """The migrations as a package of that name, and Alembic beside them."""
    code = folder / "code"
    already_there = requirements.names(ROOT / "requirements" / "common.txt")
    requirements.install(
        ROOT / "requirements" / "migrations.txt", code, target, leave_out=already_there
    )
    for source in source_files(ROOT / "migrations"):
        copy = code / source.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, copy)
    compile_bytecode(code, "/var/task", target)
