"""Segments in reading order as one folded text, so that phrases are found across line ends."""

import re
from bisect import bisect_left

from certificate_reader.layout.segments import Segment


class Stream:
    """The folded text of segments in a row, with the way back to each.

    `word_starts` are the folded characters at which words begin, in order.
    `order` of the segments must be their place in the list.
    """

    def __init__(self, segments: list[Segment]) -> None:
        self.segments = segments
        self.folded = "".join(segment.folded for segment in segments)
        self._places = [(segment, place) for segment in segments for place in segment.places]
        self.word_starts: list[int] = []
        before = 0
        for segment in segments:
            self.word_starts += [before + index for index in _word_starts(segment)]
            before += len(segment.places)

    def at(self, index: int) -> tuple[Segment, int]:
        """The segment that a folded character comes from, and its place in the segment's text."""
        return self._places[index]

    def after(self, segment: Segment, place: int) -> str:
        """The text from a place on, with the next line where this one is nearly over."""
        rest = segment.text[place:]
        number = segment.order + 1
        if len(rest) < 20 and number < len(self.segments):
            rest += " " + self.segments[number].text
        return rest

    def word_ends(self, end: int) -> bool:
        """Whether a word ends before the folded character `end`."""
        segment, place = self.at(end - 1)
        if end < len(self.folded) and self.at(end) == (segment, place):
            return False
        text = segment.text
        if place + 1 >= len(text) or not text[place + 1].isalnum():
            return True
        following = text[place + 1]
        if following.isdigit() != text[place].isdigit():
            return True
        return following.isupper() and not text[place].isupper()


# Behind no letter or digit; or behind a small one, where capitals begin words: `CourseTitle`.
_BEGINS = re.compile(r"(?<![^\W_])\S|(?<=[^\W_A-Z])[^\W_a-z\d]")


def _word_starts(segment: Segment) -> list[int]:
    """The places in a segment's folded text at which words begin."""
    text, places = segment.text, segment.places
    found: list[int] = []
    for match in _BEGINS.finditer(text):
        place = match.start()
        follows = place > 0 and text[place - 1].isalnum()
        if follows and not (text[place].isupper() and not text[place - 1].isupper()):
            continue
        index = bisect_left(places, place)
        if index < len(places) and places[index] == place:
            found.append(index)
    return found
