"""Segments in reading order as one folded text, so that phrases are found across line ends."""

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
        self.word_starts = [
            index
            for index, (segment, place) in enumerate(self._places)
            if (place == 0 or not _inside(segment.text, place)) and self._begins_word(index)
        ]

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

    def _begins_word(self, index: int) -> bool:
        segment, place = self._places[index]
        if place == 0 and (index == 0 or self._places[index - 1][0] is not segment):
            return True
        text = segment.text
        if index and self._places[index - 1][1] == place:
            return False
        if place == 0 or not text[place - 1].isalnum():
            return True
        return text[place].isupper() and not text[place - 1].isupper()

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


def _inside(text: str, place: int) -> bool:
    """Whether a small letter stands behind another letter: no word begins there."""
    return text[place].islower() and text[place - 1].isalpha()
