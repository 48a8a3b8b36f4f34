"""One template out of several: our parts and what Chalice wrote for each app."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from infra.sources import APPS, ROOT, TEMPLATE_PARTS, BuildError

Template = dict[str, Any]

_MERGED_SECTIONS = ("Parameters", "Mappings", "Rules", "Conditions", "Resources", "Outputs")
# Chalice writes these for the interpreter and role it knows of; ours are in the template's parts.
_CHALICE_GUESSES = ("Runtime", "Architectures", "Role", "MemorySize", "Tags", "Tracing")


class _Loader(yaml.SafeLoader):
    """Reads CloudFormation's short tags as their long forms."""


def _long_form(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    name = suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}"
    value: Any
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
        if suffix == "GetAtt":
            value = str(value).split(".", 1)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        assert isinstance(node, yaml.MappingNode)
        value = loader.construct_mapping(node, deep=True)
    return {name: value}


_Loader.add_multi_constructor("!", _long_form)


def read_template(path: Path) -> Template:
    """A YAML template as plain dicts, with intrinsic functions in their long form."""
    loaded: Template = yaml.load(path.read_text(), Loader=_Loader)  # noqa: S506 - a SafeLoader
    return loaded


def merge(below: Any, above: Any) -> Any:
    """`above` wins; dicts merge key by key, anything else replaces. Intrinsic functions replace."""
    if not isinstance(below, Mapping) or not isinstance(above, Mapping):
        return above
    if any(key == "Ref" or key.startswith("Fn::") for key in (*below, *above)):
        return above
    return {
        key: merge(below[key], above[key])
        if key in below and key in above
        else (above if key in above else below)[key]
        for key in (*below, *(key for key in above if key not in below))
    }


def app_template(chalice: Template, ours: Template) -> Template:
    """What Chalice wrote for an app, with our additions in place of its guesses.

    Raises BuildError when ours speaks of a resource the app doesn't have.
    """
    unknown = ours["Resources"].keys() - chalice["Resources"].keys()
    if unknown:
        raise BuildError(f"No function of the app has the name: {', '.join(sorted(unknown))}.")
    for resource in chalice["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            for guess in _CHALICE_GUESSES:
                resource["Properties"].pop(guess, None)
    merged: Template = merge(chalice, ours)
    return {"Resources": merged["Resources"], "Outputs": ours.get("Outputs", {})}


def combine(parts: Iterable[Template]) -> Template:
    """One template of all; raises BuildError when two parts define the same name."""
    combined: Template = {}
    for part in parts:
        for section, content in part.items():
            if section not in _MERGED_SECTIONS:
                combined[section] = content
                continue
            into = combined.setdefault(section, {})
            twice = into.keys() & content.keys()
            if twice:
                raise BuildError(f"{section} defined twice: {', '.join(sorted(twice))}.")
            into.update(content)
    return combined


def stack_template(chalice_templates: Mapping[str, Template]) -> Template:
    """The whole stack's template. `chalice_templates` holds what Chalice wrote, by app."""
    infra = ROOT / "infra"
    parts = [read_template(infra / part) for part in TEMPLATE_PARTS]
    apps = [
        app_template(chalice_templates[app], read_template(infra / "apps" / f"{app}.yaml"))
        for app in APPS
    ]
    return combine([*parts, *apps])
