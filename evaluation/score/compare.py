"""Whether a value says the same as the truth."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

CREDENTIALS = re.compile(
    r"(?:,|\s)\s*(?:CPA|CFE|EA|MBA|CGMA|CMA|CIA|CITP|PFS|CISA|JD|PhD)(?=[\s,/.]|$).*$"
)
# Whatever capitals follow a comma at the end.
OTHERS = re.compile(r"(?:,\s*[A-Z]{2,6}\b)+$")
COURTESY = re.compile(r"^(?:Dr|Mr|Mrs|Ms|Prof)\.?\s+")


def is_right(kind: str, value: str, truths: list[str]) -> bool:
    """Whether `value` equals one of `truths`.

    Text is compared by its letters and digits alone, without case and accents, `&` read as `and`;
    a person without credentials and courtesy titles; a number by its amount.
    """
    if kind == "number":
        return any(_amount(value) == _amount(truth) for truth in truths)
    if kind == "person":
        return any(_folded(_bare(value)) == _folded(_bare(truth)) for truth in truths)
    return any(_folded(value) == _folded(truth) for truth in truths)


def _amount(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _bare(name: str) -> str:
    return COURTESY.sub("", OTHERS.sub("", CREDENTIALS.sub("", name)))


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    plain = plain.replace("\u00f8", "o").replace("\u0142", "l").replace("\u00e6", "ae")
    return re.sub(r"[^a-z0-9]", "", plain)
