"""Builds the parts of the stack that changed, and the template that names them."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from infra import functions, layers
from infra.archives import write_zip
from infra.sources import APPS, LAYERS, fingerprint
from infra.target import Target
from infra.template import Template, read_template, stack_template


@dataclass(frozen=True)
class Build:
    """`template` names code by the keys of `archives`, each a zip file."""

    template: Template
    archives: dict[str, Path]


def build_stack(folder: Path, target: Target, tell: Callable[[str], None]) -> Build:
    """Builds into `folder` whatever changed since the last build there.

    `tell` hears a short phrase before each part that takes a while. Raises BuildError.
    """
    archives: dict[str, Path] = {}
    for layer in LAYERS:

        def fill_layer(into: Path, layer: str = layer) -> None:
            layers.build_layer(layer, into, target)

        name = f"{layer}-layer"
        built = _part(folder, name, layers.layer_inputs(layer), target, fill_layer, tell)
        archives[name] = built / f"{name}.zip"
    for app in APPS:

        def fill_app(into: Path, app: str = app) -> None:
            functions.package_app(app, into, target)

        built = _part(folder, app, functions.app_inputs(app), target, fill_app, tell)
        archives[app] = built / f"{app}.zip"

    def fill_migrate(into: Path) -> None:
        functions.package_migrate(into, target)

    built = _part(folder, "migrate", functions.migrate_inputs(), target, fill_migrate, tell)
    archives["migrate"] = built / "migrate.zip"

    chalice = {app: read_template(folder / app / "sam.yaml") for app in APPS}
    for app, template in chalice.items():
        for resource in template["Resources"].values():
            if "CodeUri" in resource["Properties"]:
                resource["Properties"]["CodeUri"] = app
    return Build(stack_template(chalice), archives)


def _part(
    folder: Path,
    name: str,
    inputs: list[Path],
    target: Target,
    fill: Callable[[Path], None],
    tell: Callable[[str], None],
) -> Path:
    """Builds one part unless its folder carries the fingerprint of these inputs."""
    built = folder / name
    state = fingerprint(inputs, repr(target))
    stamp = built / "fingerprint"
    if stamp.is_file() and stamp.read_text() == state:
        return built
    tell(f"building {name}")
    scratch = folder / "scratch"
    shutil.rmtree(scratch, ignore_errors=True)
    making = scratch / name
    making.mkdir(parents=True)
    fill(making)
    code = making / "code"
    write_zip(code if code.is_dir() else making, making.parent / f"{name}.zip")
    (making.parent / f"{name}.zip").replace(making / f"{name}.zip")
    (making / "fingerprint").write_text(state)
    shutil.rmtree(built, ignore_errors=True)
    making.replace(built)
    shutil.rmtree(scratch)
    return built
