"""Resolves what CloudFormation would, as far as the tests ask."""

from typing import Any

from infra.template import Template

NO_VALUE = object()


def parameters(template: Template, **given: str) -> dict[str, str]:
    """The template's parameters: those given, and the defaults of the others."""
    defaults = {
        name: str(parameter["Default"])
        for name, parameter in template["Parameters"].items()
        if "Default" in parameter
    }
    return defaults | given


def resolve(template: Template, value: Any, values: dict[str, str]) -> Any:
    """`value` with references to parameters and conditions resolved; other functions stay."""
    if isinstance(value, list):
        items = [resolve(template, item, values) for item in value]
        return [item for item in items if item is not NO_VALUE]
    if not isinstance(value, dict):
        return value
    if value == {"Ref": "AWS::NoValue"}:
        return NO_VALUE
    if "Ref" in value:
        return values.get(value["Ref"], value)
    if "Fn::If" in value:
        name, then, otherwise = value["Fn::If"]
        holds = condition(template, template["Conditions"][name], values)
        return resolve(template, then if holds else otherwise, values)
    resolved = {key: resolve(template, item, values) for key, item in value.items()}
    return {key: item for key, item in resolved.items() if item is not NO_VALUE}


def condition(template: Template, rule: Any, values: dict[str, str]) -> bool:
    if "Condition" in rule:
        return condition(template, template["Conditions"][rule["Condition"]], values)
    if "Fn::Not" in rule:
        return not condition(template, rule["Fn::Not"][0], values)
    if "Fn::And" in rule:
        return all(condition(template, part, values) for part in rule["Fn::And"])
    if "Fn::Or" in rule:
        return any(condition(template, part, values) for part in rule["Fn::Or"])
    left, right = (resolve(template, side, values) for side in rule["Fn::Equals"])
    return bool(left == right)
