"""Looks for quotes on pages: word for word, then without spaces, then by likeness."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from certificate_reader.proposals.load import belief
from certificate_reader.proposals.page_text import PageText, normalised
from certificate_reader.proposals.wrapped_quote import wrapped_words

MOST_CHARACTERS = 400
MOST_WORDS_SEARCHED = 6000


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
        found = [each for page in pages for each in look(wanted, page)]
        if found:
            best = max(found, key=lambda each: each.belief)
            is_short = sum(map(str.isalnum, wanted)) <= belief("few_characters")
            if is_short and len(found) > 1:
                return Found(best.on, best.words, best.text, best.belief * belief("ambiguous"))
            return best
    return None


def _word_for_word(wanted: str, page: PageText) -> Iterator[Found]:
    start = page.normal.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if _is_bounded(page.normal, start, end):
            yield _between(page, start, end, belief("exact"))
        start = page.normal.find(wanted, start + 1)


def _wrapped(wanted: str, page: PageText) -> Iterator[Found]:
    words = wrapped_words(wanted, page)
    if words:
        text = " ".join(page.words[index].text for index in words)
        yield Found(page, words, text, belief("wrapped"))


def _spaceless(wanted: str, page: PageText) -> Iterator[Found]:
    """For type set so tightly that its spaces are lost. Numbers stay as they are spaced."""
    letters = "".join(filter(str.isalpha, wanted))
    if len(letters) < belief("fuzzy_shortest") or any(map(str.isdigit, wanted)):
        return
    places = [index for index, character in enumerate(page.normal) if character.isalpha()]
    start = "".join(page.normal[index] for index in places).find(letters)
    if start >= 0:
        first, last = places[start], places[start + len(letters) - 1]
        if _is_bounded(page.normal, first, last + 1):
            yield _between(page, first, last + 1, belief("spaceless"))


def _alike(wanted: str, page: PageText) -> Iterator[Found]:
    """The likest run of words. One that differs in a digit is another number, not a likeness."""
    if len(wanted) < belief("fuzzy_shortest"):
        return
    floor, digits = belief("fuzzy_floor"), _digits(wanted)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    best: tuple[float, tuple[int, ...], str] | None = None
    for words, text in _runs(page, len(wanted.split())):
        matcher.set_seq1(normalised(text))
        floor_now = max(floor, best[0] if best else 0.0)
        if matcher.real_quick_ratio() < floor_now or matcher.quick_ratio() < floor_now:
            continue
        likeness = matcher.ratio()
        if likeness >= floor and _digits(text) == digits and (not best or likeness > best[0]):
            best = likeness, words, text
    if best:
        yield Found(page, best[1], best[2], belief("fuzzy") * best[0])


def _runs(page: PageText, count: int) -> Iterator[tuple[tuple[int, ...], str]]:
    for length in {max(1, count - 1), count, count + 1}:
        for start in range(min(len(page.words), MOST_WORDS_SEARCHED) - length + 1):
            words = tuple(range(start, start + length))
            yield words, " ".join(page.words[index].text for index in words)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


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
