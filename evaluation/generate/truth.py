"""What a drawn certificate says, in the shape of the samples' `truth.json`."""

from decimal import Decimal
from typing import Any

from evaluation.generate.facts import Facts

NAMES = {"name", "name_credentials", "surname_first"}
NOTHING: dict[str, Any] = {
    "participant_name": None,
    "course_title": None,
    "provider": None,
    "sponsor_number": None,
    "completion_date": None,
    "credits": [],
    "total_credits": None,
    "delivery_method": None,
    "approval_number": None,
    "program_id": None,
    "technical": [],
}


def truth_of(facts: Facts, printed: set[str]) -> dict[str, Any]:
    """The truth of one certificate: a fact that its design did not print is None.

    `field` is the field of study as printed, `canonical` its name in the Standards; a field is
    None where hours stand alone, hours are None where a field does. The issue date counts as
    completion where it is the only date.
    """
    range_printed = "range" in printed
    dated = printed & {"date", "range"}
    has_hours = printed & {"hours", "total"}
    day = facts.completed if dated else facts.issued if "issued" in printed else None
    return NOTHING | {
        "participant_name": f"{facts.given} {facts.surname}"
        if printed & NAMES or {"given", "surname"} <= printed
        else None,
        "course_title": facts.title if "title" in printed else None,
        "provider": facts.sponsor if "sponsor" in printed else None,
        "sponsor_number": facts.sponsor_id if "sponsor_id" in printed else None,
        "start_date": facts.start.isoformat() if range_printed else None,
        "completion_date": day.isoformat() if day else None,
        "credits": _credits(facts, printed) if has_hours or "field" in printed else [],
        "total_credits": float(sum(credit.hours for credit in facts.credits))
        if has_hours and facts.credits
        else None,
        "delivery_method": facts.method if "method" in printed else None,
        "approval_number": facts.extras["approval"] if "approval" in printed else None,
        "program_id": facts.course_id if "course_id" in printed else None,
        "technical": [
            {"field": credit.printed, "technical": credit.technical} for credit in facts.credits
        ]
        if "field" in printed
        else [],
    }


def _credits(facts: Facts, printed: set[str]) -> list[dict[str, Any]]:
    if "field" not in printed:
        total = sum((credit.hours for credit in facts.credits), Decimal(0))
        return [{"field": None, "canonical": None, "hours": float(total)}]
    # A total says what each field earned only where there is but one.
    has_each = "hours" in printed or ("total" in printed and len(facts.credits) == 1)
    return [
        {
            "field": credit.printed,
            "canonical": credit.field,
            "hours": float(credit.hours) if has_each else None,
        }
        for credit in facts.credits
    ]
