"""Folds text so that spellings of one phrase compare equal, and remembers where it came from."""

import unicodedata
from functools import lru_cache

# Characters that print and OCR confuse fold to one form, on the lexicon's side and on the page's.
_CONFUSED = {"0": "o", "1": "l", "i": "l", "|": "l", "5": "s", "8": "b", "m": "rn", "d": "cl"}


@lru_cache(maxsize=4096)
def fold_character(character: str) -> str:
    """The folded form of one character: empty for spaces and punctuation except `#`."""
    if character in "#|":
        return _CONFUSED.get(character, character)
    plain = unicodedata.normalize("NFKD", character).lower()
    kept = [_CONFUSED.get(each, each) for each in plain if each.isalnum() and each.isascii()]
    if not kept and character.isalpha():
        return _LETTERS.get(character, character.lower())
    return "".join(kept)


_LETTERS = {"ß": "ss", "ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "ł": "l", "Ł": "l", "đ": "cl"}


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Text without spaces, case, accents and punctuation (`#` stays), confusions made equal."""
    return "".join(map(fold_character, text))


@lru_cache(maxsize=2048)
def fold_with_places(text: str) -> tuple[str, tuple[int, ...]]:
    """The folded text, and for each of its characters the index in `text` that it came from."""
    folded: list[str] = []
    places: list[int] = []
    for index, character in enumerate(text):
        form = fold_character(character)
        folded.append(form)
        places.extend([index] * len(form))
    return "".join(folded), tuple(places)
