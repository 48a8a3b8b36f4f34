"""What the words of a name tell: whether it may be an organisation's, and how surely."""

import re
from collections.abc import Sequence
from functools import cache

from certificate_reader.layout.signature_block import is_function
from certificate_reader.lexicon.fold import fold
from certificate_reader.lexicon.load import load_data, word_list
from certificate_reader.values.amounts import amounts_in
from certificate_reader.values.names import is_credential, person_likeness, starts_with_given_name
from certificate_reader.values.vocabularies import is_term

MOST_WORDS = 9
MOST_DIGITS = 2
ADDRESS = re.compile(
    r"(?i)\bP\.?\s?O\.?\s*Box\b|\b[A-Z]{2}\.?,?\s+\d{5}(?:-\d{4})?\b|\(?\b\d{3}\)?[-.\s]\d{3}[-.]\d{4}\b"
    r"|\b\d{1,6}\s+(?:\w+\.?\s+){1,4}(?:street|st|avenue|ave|road|rd|suite|ste|blvd|boulevard|drive|"
    r"dr|lane|ln|way|plaza|floor|parkway|pkwy|court|ct|square|highway|hwy|place|circle)\b"
    r"|\bwww\.|https?://|\b[\w-]+\.(?:com|org|net|edu|gov)\b|\bNASBA\b.*\d{5,6}"
)
SITE = re.compile(r"(?!www\.)[A-Za-z][\w-]+\.(?:com|org|net|edu|gov)")
_SENTENCE = re.compile(
    r"[a-z]{4}\.\s+[A-Z]|[a-z]{5}\.$|[!?]$|[|]|\b(?:is|are|was|has|have|will|equals|be|your|you)\b"
)
_NO_LETTER = re.compile(r"[^A-Z]")
JOINING = frozenset({"of", "the", "and", "for", "in", "on", "by", "de", "at", "&"})


def may_name_an_organisation(name: str) -> bool:
    """Whether nothing in a text rules out that it is an organisation's name."""
    letters = sum(map(str.isalpha, name))
    if fold(name) in _never():
        return False
    if letters < 3 or not name[0].isalnum() or name[0].islower() or is_ruled_out(name):
        return False
    if plain_words(name.split()) <= word_list("legal_forms"):
        return False
    if len(name.split()) == 1 and is_marked(name) and name not in word_list("acronyms"):
        return False
    if _SENTENCE.search(name) or is_term(name) or _names_a_person(name):
        return False
    return is_known_sponsor(name) or not is_function(name)


def is_ruled_out(piece: str) -> bool:
    """Whether no organisation's name can have such a piece in it."""
    words = [word for word in piece.split() if word.lower() not in JOINING]
    if len(words) > MOST_WORDS or "@" in piece or sum(map(str.isdigit, piece)) > MOST_DIGITS:
        return True
    if any(word[0].islower() for word in words):
        return True
    barred = not plain_words(words).isdisjoint(word_list("not_organisations"))
    return barred or bool(amounts_in(piece)) or _is_address(piece)


def _is_address(piece: str) -> bool:
    """Whether a piece is or holds an address; a site's bare name may be an organisation's."""
    return bool(ADDRESS.search(piece)) and not SITE.fullmatch(piece)


def is_known_sponsor(name: str) -> bool:
    """Whether a name is one of the sponsors that the lexicon lists."""
    return fold(name) in _known()


@cache
def _known() -> frozenset[str]:
    return frozenset(fold(name) for name in load_data("sponsors")["names"])


@cache
def _never() -> frozenset[str]:
    return frozenset(fold(name) for name in load_data("sponsors")["never"])


def is_marked(name: str) -> bool:
    """Whether a word of a name shows an organisation."""
    return not plain_words(name.split()).isdisjoint(word_list("organisations"))


def has_legal_form(name: str) -> bool:
    """Whether a name ends with the form of a company, such as `Inc.`"""
    return plain_words(name.replace(".", "").split()[-1:]) <= word_list("legal_forms")


def signs(line: str) -> bool:
    """Whether a line names somebody and a function: `Ada Lovelace, Director of Education`."""
    head, *rest = re.split(r"\s*[,/|(]\s*|\s+[-–—]\s+", line)
    return person_likeness(head) >= 0.9 and any(is_function(each) for each in rest)


def _names_a_person(line: str) -> bool:
    """Whether a line begins with a person, before credentials or a function."""
    head, *rest = re.split(r"\s*[,/|(]\s*|\s+[-–—]\s+", line)
    if not rest or person_likeness(head) < 0.9:
        return False
    titles = any(is_function(each) or is_credential(each) for each in rest)
    return titles or starts_with_given_name(head)


def plain_words(words: Sequence[str]) -> set[str]:
    """The words in capitals, their letters only, as the lists of words have them."""
    return {_NO_LETTER.sub("", word.upper()) for word in words}
