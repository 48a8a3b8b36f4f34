"""Dates and date ranges as certificates print them. Numeric dates are read month first."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from certificate_reader.values.digits import with_digits_restored

EARLIEST_YEAR, LATEST_YEAR = 1980, 2060

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb febr",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct 0ctober 0ct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_MONTH_THEN_DIGIT = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")(?![a-z])\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ORDINAL = rf"{_DAY}\s*(?:st|nd|rd|th)?"
_YEAR = r"(?:19[89]\d|20[0-5]\d)"
_TO = r"\s*(?:-|–|—|to|through|thru|until|and|&)\s*"
_TIME = r"(?:\s*(?:at\s+)?\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?)?"

_PATTERNS = (
    # August 30 - September 2, 2023
    rf"(?P<m1>{_MONTH_THEN_DIGIT})\s*(?P<d1>{_ORDINAL})(?:\s*,?\s*(?P<y1>{_YEAR}))?{_TO}"
    rf"(?P<m2>{_MONTH_THEN_DIGIT})\s*(?P<d2>{_ORDINAL})\s*,?\s*(?P<y2>{_YEAR})",
    # August 15-17, 2023
    rf"(?P<m2>{_MONTH_THEN_DIGIT})\s*(?P<d1>{_ORDINAL}){_TO}(?P<d2>{_ORDINAL})\s*[,.]?\s*(?P<y2>{_YEAR})",
    # August 15, 2023
    rf"(?P<m2>{_MONTH_THEN_DIGIT})\s*(?P<d2>{_ORDINAL})\s*[,.]?\s*(?:in\s+the\s+year\s+)?(?P<y2>{_YEAR})",
    # 15-17 August 2023
    rf"(?P<d1>{_ORDINAL}){_TO}(?P<d2>{_ORDINAL})(?:\s+day)?(?:\s+of)?\s*(?P<m2>{_MONTH})\s*,?\s*(?P<y2>{_YEAR})",
    # 15 August 2023, 15-Aug-2023, the 15th day of August, 2023
    rf"(?P<d2>{_ORDINAL})(?:\s+day)?(?:\s+of)?[\s,./-]*(?P<m2>{_MONTH_THEN_DIGIT})[\s,./-]*(?P<y2>{_YEAR}|\d\d(?!\d))",
    # 2023-08-15
    rf"(?P<y2>{_YEAR})\s?[-/.]\s?(?P<n1>\d{{1,2}})\s?[-/.]\s?(?P<n2>\d{{1,2}})",
    # 08/15/2023
    rf"(?P<n1>\d{{1,2}})\s?(?P<sep>[-/.])\s?(?P<n2>\d{{1,2}})\s?(?P=sep)\s?(?P<y2>{_YEAR}|\d\d)",
    # Aug-15-2023
    rf"(?P<m2>{_MONTH})[-/](?P<d2>{_DAY})[-/](?P<y2>{_YEAR}|\d\d)",
)
_COMPILED = [re.compile(rf"(?<![\w/.]){pattern}(?![\d/])", re.IGNORECASE) for pattern in _PATTERNS]
_RANGE = re.compile(rf"^{_TIME}{_TO}$", re.IGNORECASE)
_HINT = re.compile(r"\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date in a text: where it stands, its last day and, of a range, its first."""

    start: int
    end: int
    last: date
    first: date | None = None


@lru_cache(maxsize=2048)
def dates_in(text: str) -> tuple[DateFound, ...]:
    """Every full date of a text from left to right; the two ends of a range are one."""
    if not _HINT.search(text) and "day of" not in text:
        return ()
    text = with_digits_restored(text)
    found: list[DateFound] = []
    for pattern in _COMPILED:
        for match in pattern.finditer(text):
            overlaps = any(match.start() < f.end and f.start < match.end() for f in found)
            if not overlaps and (read := _read(match)):
                found.append(read)
    return tuple(_ranges_joined(text, sorted(found, key=lambda each: each.start)))


def _read(match: re.Match[str]) -> DateFound | None:
    groups = match.groupdict()
    year = int(groups["y2"])
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    if groups.get("n1"):
        month, day = int(groups["n1"]), int(groups["n2"])
        if month > 12 >= day:
            month, day = day, month
    else:
        month, day = _month(groups["m2"]), _day(groups["d2"])
    last = _date(year, month, day)
    if last is None:
        return None
    first = None
    if groups.get("d1"):
        first_year = int(groups["y1"]) if groups.get("y1") else year
        first_month = _month(groups["m1"]) if groups.get("m1") else month
        first = _date(first_year, first_month, _day(groups["d1"]))
        if first is None or first > last:
            return None
    return DateFound(match.start(), match.end(), last, first)


def _month(text: str) -> int:
    return _MONTHS[text.lower().rstrip(".").strip()]


def _day(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _date(year: int, month: int, day: int) -> date | None:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _ranges_joined(text: str, found: list[DateFound]) -> list[DateFound]:
    joined: list[DateFound] = []
    for each in found:
        before = joined[-1] if joined else None
        between = text[before.end : each.start] if before else ""
        if before and before.last <= each.last and _RANGE.match(between) and "and" not in between:
            joined[-1] = DateFound(before.start, each.end, each.last, before.first or before.last)
        else:
            joined.append(each)
    return joined
