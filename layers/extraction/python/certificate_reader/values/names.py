"""Names of people."""

import re
import unicodedata
from functools import cache, lru_cache

from certificate_reader.lexicon.label_words import word_set
from certificate_reader.lexicon.load import load_data, word_list

_WORD = re.compile(r"^[^\W\d_][^\W\d_'’`.\-]*(?:['’`.\-][^\W\d_]+)*\.?$")
_NICKNAME = re.compile(r"\s*[(\"“][^)\"”]{2,20}[)\"”]\s*")


def without_credentials(text: str) -> tuple[str, str]:
    """The name, and the credentials that follow it (`, CPA, CGMA`), as printed."""
    credentials = word_list("credentials")
    end = len(text)
    while True:
        match = re.search(r"[\s,/]+\(?([A-Za-z®.]+)\)?(?:\s*\([A-Z]{2}\))?\s*$", text[:end])
        if not match or not (
            _bare(match[1]) in credentials or _is_unknown_credential(text, match, end)
        ):
            return text[:end], text[end:]
        end = match.start()


def _is_unknown_credential(text: str, last: re.Match[str], end: int) -> bool:
    """Whether capitals behind a comma and a whole name are letters of a credential in no list."""
    name = text[: last.start()]
    capitals = bool(re.fullmatch(r"[A-Z]{2,6}", last[1])) and not name.isupper()
    after_comma = "," in text[last.start() : end - len(last[1])]
    return capitals and after_comma and len(name.partition(",")[0].split()) > 1


def is_credential(word: str) -> bool:
    """Whether a word is a credential such as `CPA`."""
    return _bare(word) in word_list("credentials")


def _bare(word: str) -> str:
    return re.sub(r"[^A-Za-z]", "", word).upper()


@lru_cache(maxsize=2048)
def person_likeness(text: str) -> float:
    """How much a text looks like one person's name, from 0 to 1."""
    name, credentials = without_credentials(text.strip(" ,"))
    name = _NICKNAME.sub(" ", name).strip()
    words = [word for word in re.split(r"[\s,]+", name) if word]
    if not 1 <= len(words) <= 6 or len(name) > 60 or name.count(",") > 1:
        return 0.0
    honorifics, not_names = word_list("honorifics"), word_list("not_names")
    particles = word_list("name_particles")
    core = [word for word in words if _bare(word) not in honorifics]
    if not core or not all(_WORD.match(word) for word in core):
        return 0.0
    foreign = sum(_bare(word) in not_names for word in core)
    if foreign == 1 and len(core) > 1 and _bare(core[-1]) in word_list("surnames_too"):
        foreign = 0
    if foreign:
        named = starts_with_given_name(name) and len(core) in (2, 3)
        return 0.0 if foreign > 1 else 0.75 if named else 0.15 * (len(core) >= 3)
    capitals = [word for word in core if len(_bare(word)) > 1 and word.isupper()]
    capitals = [word for word in capitals if "." not in word and _bare(word) not in _suffixes()]
    longer = [word for word in core if len(_bare(word)) > 1 and "." not in word]
    longer = [word for word in longer if _bare(word) not in _suffixes()]
    if 0 < len(capitals) < len(longer):
        if capitals == core[-1:] and len(_bare(core[-1])) > 3 and len(core) in (2, 3):
            return 0.75 if starts_with_given_name(name) else 0.6
        return 0.4
    proper = sum(
        word[0].isupper() or word.upper() in particles or not word.isascii() for word in core
    )
    if proper < len(core):
        if _is_typed(name, core):
            return 0.85
        return 0.5 if proper == 0 and len(core) >= 2 else 0.25
    if not starts_with_given_name(name) and _speaks_of_courses(core):
        return 0.4
    if len(core) == 1:
        return 0.45 if credentials or len(words) > 1 else 0.3
    return 1.0 if len(core) <= 4 else 0.8


def _is_typed(name: str, words: list[str]) -> bool:
    """Whether a given name and a surname are written as people type them: `ada LOVELACE`."""
    return len(words) in (2, 3) and len(_bare(words[-1])) > 3 and starts_with_given_name(name)


def _suffixes() -> frozenset[str]:
    return word_list("name_suffixes") | word_list("name_particles")


def _speaks_of_courses(words: list[str]) -> bool:
    titles = word_set("title_words", "words")
    return any(titles.has_word(word) for word in words if len(word) > 3)


def person_at_end(text: str) -> tuple[int, float]:
    """Where the name at the end of a sentence's piece begins, and how sure it is one."""
    best, likeness = 0, 0.0
    starts = [match.start() for match in re.finditer(r"(?<![^\s,:;(])[^\W\d_]", text)]
    for start in starts[-5:]:
        found = person_likeness(text[start:])
        words = len(text[start:].split())
        if words >= 2 and found > likeness:
            best, likeness = start, found
    return best, likeness


def given_name_first(text: str) -> str:
    """`Surname, Given` turned into `Given Surname`; credentials stay at the end.

    Text without exactly one comma before its credentials is returned unchanged.
    """
    name, credentials = without_credentials(text)
    parts = [part.strip() for part in name.split(",")]
    suffixes = word_list("name_suffixes")
    if len(parts) != 2 or not all(parts) or _bare(parts[1]) in suffixes:
        return text
    return f"{parts[1]} {parts[0]}{credentials}"


def starts_with_given_name(text: str) -> bool:
    """Whether the first word after titles, or the first after a comma, is a common given name."""
    honorifics, names = word_list("honorifics"), given_names()
    words = [bare for word in re.split(r"[\s,]+", text) if (bare := _bare(fold_accents(word)))]
    words = [word for word in words if word not in honorifics]
    after_comma = text.partition(",")[2].split()
    second = {_bare(fold_accents(after_comma[0]))} if after_comma else set()
    heads = set(words[:1]) | second | set(re.split(r"-", words[0])[:1] if words else [])
    return bool(heads & names)


def fold_accents(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(character for character in plain if not unicodedata.combining(character))


@cache
def given_names() -> frozenset[str]:
    return frozenset(load_data("given_names")["names"].split())
