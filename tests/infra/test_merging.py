import pytest

from infra.sources import BuildError
from infra.template import app_template, combine, merge


def test_two_parts_that_define_the_same_resource_are_refused() -> None:
    part = {"Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}}

    with pytest.raises(BuildError, match="Resources defined twice: Queue"):
        combine([part, part])


def test_sections_of_all_parts_end_up_in_one_template() -> None:
    first = {"Transform": "macro", "Resources": {"A": 1}, "Outputs": {"A": 2}}
    second = {"Resources": {"B": 3}}

    assert combine([first, second]) == {
        "Transform": "macro",
        "Resources": {"A": 1, "B": 3},
        "Outputs": {"A": 2},
    }


def test_an_addition_to_a_function_that_the_app_lacks_is_refused() -> None:
    chalice = {"Resources": {"RunTask": {"Type": "AWS::Serverless::Function", "Properties": {}}}}
    ours = {"Resources": {"RunTasks": {"Properties": {"Timeout": 1}}}}

    with pytest.raises(BuildError, match="No function of the app has the name: RunTasks"):
        app_template(chalice, ours)


def test_lists_and_intrinsic_functions_replace_what_was_there() -> None:
    below = {"list": [1], "value": {"Fn::Sub": "x"}, "kept": {"a": 1}}
    above = {"list": [2], "value": {"Ref": "y"}, "kept": {"b": 2}}

    assert merge(below, above) == {"list": [2], "value": {"Ref": "y"}, "kept": {"a": 1, "b": 2}}
