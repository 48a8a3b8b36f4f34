"""Gives each piece of the page to one family, the surest first."""

import re
from dataclasses import replace

from certificate_reader.layout.name_parts import PARTS
from certificate_reader.layout.sheet import Candidate
from certificate_reader.lexicon.load import word_list

# Weaker evidence than this is none: the field stays empty.
ABSTAIN = 0.35
# How far a date of issue is believed to be the day of completion, where it is the only date.
ISSUED = 0.75
# A name of the sponsor that goes on further than the likeliest must be this likely.
FULLER = 0.6
# Behind a comma these go on as well: `Office of Inspector General, U.S. Department of …`.
_GOES_ON = frozenset({"OF", "FOR", "EXTENSION", "U", "DEPARTMENT"})
# A name of which the likeliest is but the initials.
SPELLED_OUT = 0.5
_ACRONYM = re.compile(r"[A-Z]{3,6}")
_SMALL = frozenset({"of", "the", "and", "for", "in", "on"})
# Steps that rest on words of the page; a rival of theirs casts doubt on the choice.
ANNOUNCED = frozenset({"inline", "right", "below", "above", "block", "prose", "quoted"})
NEARLY = 0.92


def assign(candidates: list[Candidate]) -> dict[str, Candidate]:
    """The value of each family that has one.

    Candidates of one family that agree strengthen each other. A piece of text serves one family.
    """
    chosen: dict[str, Candidate] = {}
    agreed = _agreed(candidates)
    for candidate in sorted(agreed, key=lambda each: -each.score):
        if candidate.score < ABSTAIN or candidate.family in chosen:
            continue
        others = (each for each in chosen.values() if not _parts(candidate, each))
        if not any(candidate.overlaps(other) for other in others):
            chosen[candidate.family] = candidate
    if "provider" in chosen:
        chosen["provider"] = _fullest(chosen["provider"], agreed)
    for candidate in chosen.values():
        if any(_contests(other, candidate) for other in candidates):
            candidate.notes = candidate.notes | {"contested"}
    return chosen


def _fullest(name: Candidate, candidates: list[Candidate]) -> Candidate:
    """The name, or the longest likely one that goes on with `of …`, its legal form or its office: a
    letterhead often has less than a sentence, or the other way round."""
    of_family = [each for each in candidates if each.family == name.family]
    fuller = [
        each
        for each in of_family
        if (each.score >= FULLER and _is_part(name, each))
        or (each.score >= SPELLED_OUT and _is_acronym(name, each))
    ]
    longest = max(fuller, key=lambda each: len(each.value), default=None)
    if longest is None:
        return name
    return replace(longest, score=max(name.score, longest.score), notes=longest.notes | {"agreed"})


def _is_part(name: Candidate, other: Candidate) -> bool:
    part, words = _words(name), _words(other)
    if not 0 < len(part) < len(words) or words[: len(part)] != part:
        return False
    first = words[len(part)].upper()
    if len(part) == 1 and words[-1].upper() in word_list("parts_of_organisations"):
        # `IAA` on top, and `IAA Central Ohio Chapter`.
        return True
    return first in _GOES_ON or first in word_list("legal_forms") | word_list(
        "parts_of_organisations"
    )


def _is_acronym(name: Candidate, other: Candidate) -> bool:
    """Whether a name begins with the initials of another: `PFOL`, `IAA Central Ohio Chapter`."""
    acronym = name.value.split()[0].strip(".,")
    if not _ACRONYM.fullmatch(acronym) or acronym in other.value.split():
        return False
    initials = "".join(
        word[0] for word in re.findall(r"[^\W_]+", other.value) if word.lower() not in _SMALL
    )
    return acronym in initials.upper()


def _words(candidate: Candidate) -> list[str]:
    words = re.findall(r"[^\W_]+", candidate.value.lower())
    return words[1:] if words[:1] == ["the"] else words


def _contests(other: Candidate, candidate: Candidate) -> bool:
    """Whether a label or a phrase announces another value for the family about as surely."""
    return (
        other.family == candidate.family
        and other.source in ANNOUNCED
        and other.score >= NEARLY * candidate.score
        and not other.overlaps(candidate)
        and _key(other) != _key(candidate)
    )


def _parts(one: Candidate, other: Candidate) -> bool:
    """Whether the two are a name and a part of a name, which share their text."""
    families = {one.family, other.family}
    return bool(families & set(PARTS)) and families <= {"participant", *PARTS}


def _agreed(candidates: list[Candidate]) -> list[Candidate]:
    """One candidate for each value of a family, stronger where several sources agree.

    Of two spellings that differ in spaces the one with more is kept: type set tightly loses
    spaces, and none are invented.
    """
    best: dict[tuple[str, str], Candidate] = {}
    # Those whose spelling is another place's than a sentence's.
    told: set[tuple[str, str]] = set()
    bent = [
        each
        for each in candidates
        if each.source == "before_phrase" and not each.value.startswith("The ")
    ]
    for candidate in sorted(candidates, key=lambda each: -each.score):
        key = _key(candidate)
        elsewhere = not any(candidate.overlaps(each) for each in bent)
        if key not in best:
            best[key] = replace(candidate)
            told |= {key} if elsewhere else set()
            continue
        kept = best[key]
        if kept.source != candidate.source:
            kept.notes = kept.notes | {"agreed"}
            kept.score = 1 - (1 - kept.score) * (1 - 0.5 * candidate.score)
        if _bare(candidate) != _bare(kept):
            chosen = _spelling((kept, key in told), (candidate, elsewhere))
            kept.value, kept.spans = chosen.value, chosen.spans
            told |= {key} if elsewhere else set()
        elif candidate.value.count(" ") > kept.value.count(" "):
            kept.value, kept.spans = candidate.value, candidate.spans
    return list(best.values())


def _spelling(*told: tuple[Candidate, bool]) -> Candidate:
    """Of spellings of a name one that is spelled out, and stands elsewhere than in a sentence,
    which says nothing of the article. Of several such the one without the article."""
    spelled = [pair for pair in told if "ccountants" in pair[0].value.lower()] or told
    elsewhere = [pair for pair in spelled if pair[1]] or spelled
    return min((each for each, _ in elsewhere), key=lambda each: len(each.value))


def _key(candidate: Candidate) -> tuple[str, str]:
    bare = _bare(candidate)
    if candidate.family == "provider":
        bare = bare.removeprefix("the").replace("certifiedpublicaccountants", "cpas")
    return candidate.family, bare


def _bare(candidate: Candidate) -> str:
    return "".join(candidate.value.lower().split())


def with_issue_date(chosen: dict[str, Candidate]) -> dict[str, Candidate]:
    """The choice, with the date of issue for the completion where the page names no other."""
    issued = chosen.get("issue_date")
    if issued is None or "completion_date" in chosen:
        return chosen
    completed = replace(issued, family="completion_date", score=ISSUED * issued.score)
    completed.notes = {"issued"}
    return chosen | {"completion_date": completed}
