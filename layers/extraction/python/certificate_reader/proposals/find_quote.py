"""Looks for quotes on pages: word for word, then without spaces, then by likeness."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from certificate_reader.proposals.load import belief
from certificate_reader.proposals.page_text import PageText, normalised, numbers_in
from certificate_reader.proposals.wrapped_quote import wrapped_words

MOST_CHARACTERS = 400
# What a hostile page may cost: likenesses are looked for among so many words in all, and of a quote
# that stands everywhere so many places are looked at.
MOST_WORDS_SEARCHED = 6000
MOST_PLACES = 20


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quote stands: words of a page, their text as printed, and how far it is believed."""

    on: PageText
    words: tuple[int, ...]
    text: str
    belief: float


def find_quote(
    quote: str, pages: Sequence[PageText], document: int | None, page: int | None
) -> Found | None:
    """Where `quote` stands, on the page named or else on another one; None: nowhere.

    Quotes without a letter or digit, or longer than `MOST_CHARACTERS`, stand nowhere.
    """
    wanted = normalised(quote[: 4 * MOST_CHARACTERS])
    if not any(character.isalnum() for character in wanted) or len(wanted) > MOST_CHARACTERS:
        return None
    named = [each for each in pages if (each.page.document, each.page.number) == (document, page)]
    others = [each for each in pages if each not in named]
    for group, share in ((named, 1.0), (others, belief("other_page") if named else 1.0)):
        if found := _best(wanted, group):
            return Found(found.on, found.words, found.text, share * found.belief)
    return None


def _best(wanted: str, pages: Sequence[PageText]) -> Found | None:
    for look in (_word_for_word, _wrapped, _spaceless, _alike):
        found = list(islice(look(wanted, pages), MOST_PLACES))
        if found:
            best = max(found, key=lambda each: each.belief)
            is_short = sum(map(str.isalnum, wanted)) <= belief("few_characters")
            if is_short and len(found) > 1:
                return Found(best.on, best.words, best.text, best.belief * belief("ambiguous"))
            return best
    return None


def _word_for_word(wanted: str, pages: Sequence[PageText]) -> Iterator[Found]:
    for page in pages:
        yield from _places(wanted, page)


def _places(wanted: str, page: PageText) -> Iterator[Found]:
    start = page.normal.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if _is_bounded(page.normal, start, end):
            yield _between(page, start, end, belief("exact"))
        start = page.normal.find(wanted, start + 1)


def _wrapped(wanted: str, pages: Sequence[PageText]) -> Iterator[Found]:
    for page in pages:
        words = wrapped_words(wanted, page)
        if words:
            text = " ".join(page.words[index].text for index in words)
            yield Found(page, words, text, belief("wrapped"))


def _spaceless(wanted: str, pages: Sequence[PageText]) -> Iterator[Found]:
    """For type set so tightly that its spaces are lost. Numbers stay as they are spaced."""
    letters = "".join(filter(str.isalpha, wanted))
    if len(letters) < belief("fuzzy_shortest") or any(map(str.isdigit, wanted)):
        return
    for page in pages:
        places = [index for index, character in enumerate(page.normal) if character.isalpha()]
        start = "".join(page.normal[index] for index in places).find(letters)
        if start < 0:
            continue
        first, last = places[start], places[start + len(letters) - 1]
        if _is_bounded(page.normal, first, last + 1):
            yield _between(page, first, last + 1, belief("spaceless"))


def _alike(wanted: str, pages: Sequence[PageText]) -> Iterator[Found]:
    """The likest run of words. One that differs in a number is not alike."""
    if len(wanted) < belief("fuzzy_shortest"):
        return
    floor, numbers = belief("fuzzy_floor"), numbers_in(wanted)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    best: Found | None = None
    for page, words in _runs(pages, len(wanted.split())):
        text = " ".join(page.words[index].text for index in words)
        matcher.set_seq1(normalised(text))
        if matcher.real_quick_ratio() < floor or matcher.quick_ratio() < floor:
            continue
        likeness = matcher.ratio()
        if likeness >= floor and numbers_in(normalised(text)) == numbers:
            best = Found(page, words, text, belief("fuzzy") * likeness)
            floor = likeness + 1e-9
    if best:
        yield best


def _runs(pages: Sequence[PageText], count: int) -> Iterator[tuple[PageText, tuple[int, ...]]]:
    """Runs of about so many words, page by page."""
    left = MOST_WORDS_SEARCHED
    for page in pages:
        searched = min(len(page.words), left)
        left -= searched
        for length in {max(1, count - 1), count, count + 1}:
            for start in range(searched - length + 1):
                yield page, tuple(range(start, start + length))


def _is_bounded(text: str, start: int, end: int) -> bool:
    """Whether a piece is whole words: `5` is not found in `15`, nor in `2.5` or `5,000`."""
    before, after = text[:start][-2:], text[end:][:2]
    if before[-1:].isalnum() and text[start].isalnum():
        return False
    if after[:1].isalnum() and text[end - 1].isalnum():
        return False
    if text[start].isdigit() and before[-1:] in tuple(".,/-") and before[:1].isdigit():
        return False
    follows = after[:1] in tuple(".,/-") and after[1:].isdigit()
    return not (text[end - 1].isdigit() and follows)


def _between(page: PageText, start: int, end: int, sure: float) -> Found:
    first, last = page.places[start], page.places[end - 1] + 1
    return Found(page, tuple(page.words_between(first, last)), page.text[first:last], sure)
