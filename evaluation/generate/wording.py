"""Turns a design's templates into words, and remembers which facts were printed.

A template holds `{facts}` and `<alternatives|to choose|from>`.
"""

import random
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from evaluation.generate.facts import Credit, Facts

ALTERNATIVES = re.compile(r"<([^<>]*\|[^<>]*)>")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
SMALL_NUMBERS = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; `is_fact` where it says something of this certificate alone."""

    text: str
    is_fact: bool


@dataclass(slots=True)
class Wording:
    """Fills the templates of one certificate. `printed` collects the facts that were used."""

    facts: Facts
    style: dict[str, Any]
    rng: random.Random
    printed: set[str] = field(default_factory=set)

    def fill(self, template: str, credit: Credit | None = None) -> list[Run]:
        """The template's runs. `credit` is the one that `{field}` and `{hours}` speak of."""
        template = ALTERNATIVES.sub(
            lambda found: self.rng.choice(found.group(1).split("|")), template
        )
        runs: list[Run] = []
        for index, part in enumerate(PLACEHOLDER.split(template)):
            text = self.fact(part, credit) if index % 2 else part
            if text:
                runs.append(Run(text, bool(index % 2)))
        return runs

    def fact(self, name: str, credit: Credit | None = None) -> str:
        """The text a placeholder stands for; capitals in its name ask for capitals."""
        if name.isupper():
            return self.fact(name.lower(), credit).upper()
        self.printed.add(name)
        if name in self.facts.extras:
            return self.facts.extras[name]
        text: str = getattr(self, f"_{name}")(credit)
        return text

    def _name(self, _: Credit | None) -> str:
        return f"{self.facts.given} {self.facts.surname}"

    def _name_credentials(self, _: Credit | None) -> str:
        return f"{self.facts.given} {self.facts.surname}, {self.facts.credentials}"

    def _surname_first(self, _: Credit | None) -> str:
        return f"{self.facts.surname}, {self.facts.given}"

    def _given(self, _: Credit | None) -> str:
        return self.facts.given

    def _surname(self, _: Credit | None) -> str:
        return self.facts.surname

    def _title(self, _: Credit | None) -> str:
        return self.facts.title

    def _sponsor(self, _: Credit | None) -> str:
        return self.facts.sponsor

    def _sponsor_id(self, _: Credit | None) -> str:
        return self.facts.sponsor_id

    def _course_id(self, _: Credit | None) -> str:
        return self.facts.course_id

    def _method(self, _: Credit | None) -> str:
        return self.facts.method_printed

    def _date(self, _: Credit | None) -> str:
        return self._day(self.facts.completed)

    def _issued(self, _: Credit | None) -> str:
        return self._day(self.facts.issued)

    def _start(self, _: Credit | None) -> str:
        return self._day(self.facts.start)

    def _registered(self, _: Credit | None) -> str:
        return self._day(self.facts.start - timedelta(days=30))

    def _expires(self, _: Credit | None) -> str:
        return self._day(self.facts.issued + timedelta(days=730))

    def _range(self, _: Credit | None) -> str:
        start, end = self.facts.start, self.facts.completed
        if separator := self.style.get("range_separator"):
            return f"{self._day(start)}{separator}{self._day(end)}"
        if "%B" not in self.style["date"]:
            return f"{self._day(start)} - {self._day(end)}"
        if start.month == end.month:
            return f"{start:%B} {start.day}-{end.day}, {end.year}"
        if start.year == end.year:
            return f"{start:%B} {start.day} \u2013 {end:%B} {end.day}, {end.year}"
        return f"{start:%B} {start.day}, {start.year} to {end:%B} {end.day}, {end.year}"

    def _total(self, _: Credit | None) -> str:
        return self._number(sum((credit.hours for credit in self.facts.credits), Decimal(0)))

    def _hours(self, credit: Credit | None) -> str:
        return self._number((credit or self.facts.credits[0]).hours)

    def _session(self, credit: Credit | None) -> str:
        return (credit or self.facts.credits[0]).session

    def _session_day(self, credit: Credit | None) -> str:
        """The first session's is the start, the last one's the completion."""
        facts = self.facts
        number = facts.credits.index(credit) if credit else 0
        share = number / max(1, len(facts.credits) - 1)
        return self._day(
            facts.start + timedelta(days=int((facts.completed - facts.start).days * share))
        )

    def _hours_words(self, credit: Credit | None) -> str:
        self.printed.add("hours")
        return _in_words((credit or self.facts.credits[0]).hours)

    def _minutes(self, credit: Credit | None) -> str:
        return str(int((credit or self.facts.credits[0]).hours * 50))

    def _field(self, credit: Credit | None) -> str:
        return (credit or self.facts.credits[0]).printed

    def _kind(self, credit: Credit | None) -> str:
        is_technical = (credit or self.facts.credits[0]).technical
        return "Technical" if is_technical else "Non-technical"

    def _credit_list(self, _: Credit | None) -> str:
        self.printed |= {"field", "hours"}
        items = [
            "".join(run.text for run in self.fill(self.style["credit_item"], credit))
            for credit in self.facts.credits
        ]
        separator = str(self.style.get("credit_separator", ", "))
        if separator != ", " or len(items) < 2:
            return separator.join(items)
        return separator.join(items[:-1]) + " and " + items[-1]

    def _number(self, hours: Decimal) -> str:
        plain = f"{hours.normalize():f}"
        return f"{hours:.{self.style['decimals']}f}" if "decimals" in self.style else plain

    def _day(self, day: date) -> str:
        if self.style["date"] == "ordinal":
            suffix = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 * (day.day // 10 != 1), "th")
            return f"the {day.day}{suffix} day of {day:%B}, {day.year}"
        return day.strftime(self.style["date"])


def _in_words(hours: Decimal) -> str:
    """As careful writers put it: "four (4)", "one and one-half (1.5)"."""
    whole, part = divmod(hours, 1)
    fractions = {
        Decimal("0.2"): "two-tenths",
        Decimal("0.4"): "four-tenths",
        Decimal("0.5"): "one-half",
        Decimal("0.6"): "six-tenths",
        Decimal("0.8"): "eight-tenths",
    }
    words = [SMALL_NUMBERS[int(whole)]] if whole else []
    words += [fractions[part]] if part else []
    return f"{' and '.join(words)} ({hours.normalize():f})"
