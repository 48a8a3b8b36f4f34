"""One call of a model through Bedrock's `converse`, with one tool that it must use."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ParamValidationError,
    UnknownParameterError,
)

from certificate_reader.errors import TransientReadingError, UnreadableDocumentError
from certificate_reader.proposals.load import load_data
from certificate_reader.proposals.prices import check_priced, model_usage
from certificate_reader.reading import Usage

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient
    from mypy_boto3_bedrock_runtime.type_defs import ContentBlockTypeDef, ConverseResponseTypeDef

REFUSALS = frozenset({"ValidationException"})
WHOLE = frozenset({"tool_use", "end_turn"})


@dataclass(frozen=True, slots=True)
class ToolAnswer:
    """The input the model called the tool with, not checked in any way, and what it cost.

    `tool_input` is None where the model did not call the tool, or was cut off while it did.
    """

    tool_input: Any
    usage: Usage


class BedrockModel:
    """A model by its id or inference profile's id. Raises UnknownPriceError for an unpriced one."""

    def __init__(self, client: "BedrockRuntimeClient", model_id: str) -> None:
        check_priced(model_id)
        self._client = client
        self.model_id = model_id

    def ask(self, content: "list[ContentBlockTypeDef]", schema: dict[str, Any]) -> ToolAnswer:
        """What the model calls the tool with.

        Raises TransientReadingError `model_unavailable` when the service throttles, times out,
        fails or can't be reached; UnreadableDocumentError `model_refused` when it does not take
        the documents.
        """
        prompt = load_data("model", "prompt")
        try:
            response = self._client.converse(
                modelId=self.model_id,
                system=[{"text": prompt["system"].strip()}],
                messages=[{"role": "user", "content": content}],
                inferenceConfig={
                    "maxTokens": prompt["answers"]["max_tokens"],
                    "temperature": prompt["answers"]["temperature"],
                },
                toolConfig={
                    "tools": [
                        {
                            "toolSpec": {
                                "name": prompt["tool_name"],
                                "description": prompt["tool_description"],
                                "inputSchema": {"json": schema},
                            }
                        }
                    ],
                    "toolChoice": {"tool": {"name": prompt["tool_name"]}},
                },
            )
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") in REFUSALS:
                raise UnreadableDocumentError(
                    "model_refused",
                    "The model that reads certificates does not take this file. "
                    "Print it to a new PDF, or split it, and upload it again.",
                ) from error
            raise _unavailable() from error
        except (ParamValidationError, UnknownParameterError):
            raise
        except BotoCoreError as error:
            raise _unavailable() from error
        return ToolAnswer(_tool_input(response, prompt["tool_name"]), self._usage(response))

    def _usage(self, response: "ConverseResponseTypeDef") -> Usage:
        tokens = response["usage"]
        return model_usage(self.model_id, tokens["inputTokens"], tokens["outputTokens"])


def _tool_input(response: "ConverseResponseTypeDef", tool: str) -> Any:
    """The input of the first call of our tool; calls of others are as if they were not there."""
    if response["stopReason"] not in WHOLE:
        return None
    for block in response["output"].get("message", {}).get("content", []):
        use = block.get("toolUse")
        if use is not None and use.get("name") == tool:
            return use.get("input")
    return None


def _unavailable() -> TransientReadingError:
    return TransientReadingError(
        "model_unavailable", "The model that reads certificates is busy or away. Try again later."
    )
