"""What calls of the paid services cost, by the price table."""

import re
from decimal import Decimal

from certificate_reader.proposals.load import load_data
from certificate_reader.reading import Usage

MILLION = Decimal(1_000_000)
_PROFILE = re.compile(r"^(?:.*/)?(?:(?:us|eu|apac|jp|au|ca|global|us-gov)\.)?")


class UnknownPriceError(Exception):
    """The price table has no price for a model."""


def model_usage(model_id: str, input_tokens: int, output_tokens: int) -> Usage:
    """The tokens of one call and their price. Raises UnknownPriceError."""
    price = _price_of(model_id)
    cost = input_tokens * Decimal(price["input"]) + output_tokens * Decimal(price["output"])
    counts = {f"{model_id}.input_tokens": input_tokens, f"{model_id}.output_tokens": output_tokens}
    return Usage(counts, cost / MILLION)


def check_priced(model_id: str) -> None:
    """Raises UnknownPriceError for a model whose calls can't be priced."""
    _price_of(model_id)


def pages_usage(operation: str, pages: int) -> Usage:
    """Pages that Textract was paid for: `queries` or `detect_document_text`."""
    price = Decimal(load_data("proposals", "prices")["textract"][operation])
    return Usage({f"textract.{operation}_pages": pages}, pages * price)


def together(one: Usage, other: Usage) -> Usage:
    """Both consumptions; kinds of which nothing was consumed are left out."""
    counts = dict(one.counts)
    for kind, count in other.counts.items():
        counts[kind] = counts.get(kind, 0) + count
    counts = {kind: count for kind, count in counts.items() if count}
    return Usage(counts, one.cost_usd + other.cost_usd)


def _price_of(model_id: str) -> dict[str, str]:
    bare = _PROFILE.sub("", model_id, count=1)
    models: dict[str, dict[str, str]] = load_data("proposals", "prices")["models"]
    if bare not in models:
        raise UnknownPriceError(f"prices.toml has no price for {bare}")
    return models[bare]
