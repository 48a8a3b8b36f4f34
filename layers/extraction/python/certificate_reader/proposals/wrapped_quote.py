"""Finds a quote that runs on in lines below, with other columns' text between in reading order."""

from itertools import islice

from certificate_reader.proposals.page_text import PageText, normalised

MOST_LINES = 5
MOST_BEGINNINGS = 30
REACH = 3.0  # heights of the type from one line to the next


def wrapped_words(wanted: str, page: PageText) -> tuple[int, ...]:
    """The words of a quote that begins anywhere and goes on at the beginnings of lines below.

    Empty where there is none.
    """
    tokens = [token for each in wanted.split() if (token := _token(each))]
    on_page = [_token(normalised(word.text)) for word in page.words]
    beginnings = (index for index, token in enumerate(on_page) if token == tokens[0])
    for start in islice(beginnings if tokens else (), MOST_BEGINNINGS):
        words = _followed(tokens, on_page, page, start)
        if words:
            return words
    return ()


def _followed(tokens: list[str], on_page: list[str], page: PageText, start: int) -> tuple[int, ...]:
    words: list[int] = []
    for _ in range(MOST_LINES):
        run = _run(tokens[len(words) :], on_page, page, start)
        words.extend(run)
        if len(words) == len(tokens):
            return tuple(words)
        at_line_end = run and (
            run[-1] + 1 == len(on_page) or page.lines[run[-1] + 1] != page.lines[run[-1]]
        )
        following = _line_below(tokens[len(words)], on_page, page, words) if at_line_end else None
        if following is None:
            return ()
        start = following
    return ()


def _run(tokens: list[str], on_page: list[str], page: PageText, start: int) -> list[int]:
    run: list[int] = []
    for offset, token in enumerate(tokens):
        index = start + offset
        if index >= len(on_page) or on_page[index] != token:
            break
        if page.lines[index] != page.lines[start]:
            break
        run.append(index)
    return run


def _line_below(token: str, on_page: list[str], page: PageText, words: list[int]) -> int | None:
    """The nearest line below that begins with the token, under the line of the first word."""
    last = page.words[words[-1]].box
    first = page.lines[words[0]]
    line = [index for index, number in enumerate(page.lines) if number == first]
    left = page.words[line[0]].box.left
    right = page.words[line[-1]].box.right
    reach = REACH * (last.bottom - last.top)
    for index in range(words[-1] + 1, len(on_page)):
        begins = page.lines[index] != page.lines[index - 1]
        box = page.words[index].box
        if (
            begins
            and on_page[index] == token
            and last.top < box.top <= last.top + reach
            and left - reach <= box.left <= right
        ):
            return index
    return None


def _token(text: str) -> str:
    return text.strip(".,;:()[]\"'*•|")
