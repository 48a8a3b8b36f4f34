"""Segments in reading order as one folded text, so that phrases are found across line ends."""

from bisect import bisect_right

from certificate_reader.layout.segments import Segment


class Stream:
    """The folded text of segments in a row, with the way back to each.

    `order` of the segments must be their place in the list.
    """

    def __init__(self, segments: list[Segment]) -> None:
        self.segments = segments
        self.begins: list[int] = []
        parts: list[str] = []
        length = 0
        for segment in segments:
            self.begins.append(length)
            parts.append(segment.folded)
            length += len(segment.folded)
        self.folded = "".join(parts)

    def at(self, index: int) -> tuple[Segment, int]:
        """The segment that a folded character comes from, and its place in the segment's text."""
        number = bisect_right(self.begins, index) - 1
        segment = self.segments[number]
        return segment, segment.places[index - self.begins[number]]

    def after(self, segment: Segment, place: int) -> str:
        """The text from a place on, with the next line where this one is nearly over."""
        rest = segment.text[place:]
        number = segment.order + 1
        if len(rest) < 20 and number < len(self.segments):
            rest += " " + self.segments[number].text
        return rest

    def word_starts(self, index: int) -> bool:
        segment, place = self.at(index)
        if index and self.at(index - 1) == (segment, place):
            return False
        text = segment.text
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
