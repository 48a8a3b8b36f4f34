"""Amounts of credits: plain decimals, halves in typographic or slashed form."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from certificate_reader.values.dates import dates_in
from certificate_reader.values.digits import with_digits_restored

MOST_CREDITS = Decimal(100)
_HINT = re.compile(r"[\d½¼¾]")
_FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75"}
# Numbers of courses and people: `28-TAX-018`, `R-1014`.
_CODE = re.compile(r"\d-[A-Z]|[A-Z]-\d{2}")
_UNIT = r"(?:cpe|credit|cr\b|hour|hr)"
_AMOUNT = re.compile(
    r"(?:(?<![\w.,/$#%-])|(?<=\s-)|(?<=[A-Za-z]-))(?<![:]\d)"
    r"(?:(?P<whole>\d{1,3})(?:\s?(?P<sign>[½¼¾])|\s(?P<slashed>1/2)|(?P<part>\.\d{1,4}|,\d{1,2}))?"
    r"|(?P<only>[½¼¾])|(?P<bare>\.\d{1,2}))"
    rf"(?:(?={_UNIT})|(?![\w/]|[.,:]\d|\s?%|-\d|-(?!cpe|credit|hour|hr)[a-z]|[-\s]minute|\s?(?:st|nd|rd|th)\b))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AmountFound:
    """A number in a text that may be an amount of credits, and where it stands."""

    start: int
    end: int
    value: Decimal


@lru_cache(maxsize=2048)
def amounts_in(text: str) -> tuple[AmountFound, ...]:
    """Numbers above zero and at most MOST_CREDITS that stand alone, from left to right.

    Numbers glued to letters, currency, percent signs, slashes or a further dot are none; nor are
    the parts of a date.
    """
    if not _HINT.search(text):
        return ()
    restored = with_digits_restored(text)
    found = []
    dates = dates_in(text)
    for match in _AMOUNT.finditer(restored):
        value = _value(match)
        in_date = any(each.start < match.end() and match.start() < each.end for each in dates)
        if _CODE.search(restored, *_token(restored, match.start())):
            continue
        if value is not None and 0 < value <= MOST_CREDITS and not in_date:
            found.append(AmountFound(match.start(), match.end(), value))
    return tuple(found)


def _token(text: str, place: int) -> tuple[int, int]:
    """Where the run of characters without a space around a place begins and ends."""
    start = text.rfind(" ", 0, place) + 1
    end = text.find(" ", place)
    return start, len(text) if end < 0 else end


def _value(match: re.Match[str]) -> Decimal | None:
    if match["only"]:
        return Decimal(_FRACTIONS[match["only"]])
    if match["bare"]:
        return Decimal("0" + match["bare"])
    value = Decimal(match["whole"])
    if match["sign"]:
        return value + Decimal(_FRACTIONS[match["sign"]])
    if match["slashed"]:
        return value + Decimal("0.5")
    if match["part"]:
        return Decimal(match["whole"] + match["part"].replace(",", "."))
    return value


def plain(value: Decimal) -> str:
    """The shortest plain form: `2`, `1.5`, never an exponent."""
    return format(value.normalize(), "f")
