"""The three Chalice apps, each loaded by its path under a name of its own."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

FUNCTIONS = Path(__file__).parents[2] / "functions"


def _load(function: str) -> ModuleType:
    """All three are called `app`: under that name the second would replace the first."""
    name = f"{function}_app"
    spec = importlib.util.spec_from_file_location(name, FUNCTIONS / function / "app.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


sys.path.insert(0, str(FUNCTIONS / "api"))  # for `chalicelib`, which only the api has
API = _load("api")
sys.path.remove(str(FUNCTIONS / "api"))
WORKER = _load("worker")
ON_RUN_COMPLETE = _load("on_run_complete")
