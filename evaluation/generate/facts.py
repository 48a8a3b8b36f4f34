"""What one invented certificate says, drawn from a part's vocabulary."""

import random
import re
import tomllib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

FIELDS_OF_STUDY: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent.parent / "fields_of_study.toml").read_text("utf-8")
)
HOURS = [
    *map(Decimal, ("0.2", "0.4", "0.5", "1", "1", "1", "1.2", "1.5", "1.5", "2", "2", "2", "2.4")),
    *map(Decimal, ("3", "3", "4", "4", "6", "8")),
]


@dataclass(frozen=True, slots=True)
class Credit:
    """Hours in one field of study; `printed` is how this certificate spells the field, `session`
    the part of an event they were earned in."""

    field: str
    printed: str
    hours: Decimal
    session: str = ""

    @property
    def technical(self) -> bool:
        return self.field in FIELDS_OF_STUDY["technical"]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a design may print. A design prints some of it, and only that is its truth."""

    given: str
    surname: str
    credentials: str
    title: str
    sponsor: str
    sponsor_id: str
    start: date
    completed: date
    issued: date
    method: str
    method_printed: str
    credits: tuple[Credit, ...]
    course_id: str
    extras: dict[str, str]


def draw_facts(rng: random.Random, words: dict[str, Any], credit_count: int) -> Facts:
    """One certificate's facts. `credit_count` fields of study carry credits, 0 for none. `words`
    may narrow the `hours` to choose from and the fields `taught`, where a field named twice is
    likelier, and name `sessions`, one for each credit. Its `courses`, if any, are the titles with
    the fields that each teaches.
    """
    courses: dict[str, list[str]] = words.get("courses", {})
    words = words | {"titles": list(courses)} if courses else words
    completed = date(2022, 1, 3) + timedelta(days=rng.randrange(1700))
    method = rng.choice(sorted(words["methods"]))
    facts = Facts(
        given=rng.choice(words["given"]),
        surname=rng.choice(words["surnames"]),
        credentials=rng.choice(words["credentials"]),
        title=rng.choice(words["titles"]),
        sponsor=rng.choice(words["sponsors"]),
        sponsor_id=str(rng.randrange(100200, 149900)),
        start=completed - timedelta(days=rng.randint(1, 4)),
        completed=completed,
        issued=completed + timedelta(days=rng.randint(2, 40)),
        method=method,
        method_printed=rng.choice(words["methods"][method]),
        credits=_credits(rng, words, credit_count),
        course_id=_digits(rng, rng.choice(words["course_ids"])),
        extras={
            name: _digits(rng, rng.choice(choices)) for name, choices in words["extras"].items()
        },
    )
    if not courses:
        return facts
    taught = courses[facts.title]
    count = min(credit_count, len(taught))
    return replace(facts, credits=_credits(rng, words | {"taught": taught}, count))


def _credits(rng: random.Random, words: dict[str, Any], count: int) -> tuple[Credit, ...]:
    hours = [Decimal(each) for each in words.get("hours", HOURS)]
    sessions = rng.sample(words["sessions"], count) if "sessions" in words else [""] * count
    return tuple(
        Credit(
            field,
            rng.choice([field, field, *words["fields"].get(field, [])]),
            rng.choice(hours),
            session,
        )
        for field, session in zip(_fields(rng, words, count), sessions, strict=True)
    )


def _fields(rng: random.Random, words: dict[str, Any], count: int) -> list[str]:
    if taught := words.get("taught"):
        return list(dict.fromkeys(rng.sample(taught, len(taught))))[:count]
    return rng.sample(FIELDS_OF_STUDY["technical"] + FIELDS_OF_STUDY["non_technical"], count)


def _digits(rng: random.Random, pattern: str) -> str:
    return re.sub("#", lambda _: str(rng.randrange(10)), pattern)
