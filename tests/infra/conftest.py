"""The stack's template, merged from the apps as Chalice packages them."""

import pytest

from infra import functions
from infra.sources import APPS
from infra.target import this_machine
from infra.template import Template, read_template, stack_template
from local_stack.preconditions import STACK_PYTHON


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    folder = tmp_path_factory.mktemp("packaged")
    packaged = {}
    for app in APPS:
        (folder / app).mkdir()
        functions.package_app(app, folder / app, this_machine(STACK_PYTHON))
        packaged[app] = read_template(folder / app / "sam.yaml")
    return stack_template(packaged)
