"""What the steps of a reading share: one certificate's segments and anchors."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from statistics import median

from certificate_reader.layout.anchors import Anchor
from certificate_reader.layout.segments import Segment, Span


@dataclass(eq=False)
class Sheet:
    """The segments of one certificate in reading order, and the anchors among them."""

    segments: list[Segment]
    anchors: list[Anchor]

    @cached_property
    def anchors_of(self) -> dict[int, list[Anchor]]:
        """The anchors that touch each segment, by its order."""
        found: dict[int, list[Anchor]] = defaultdict(list)
        for anchor in self.anchors:
            # The lines of a label may have its value between them in reading order.
            between = () if anchor.is_label else range(anchor.first.order, anchor.last.order + 1)
            for order in {anchor.first.order, anchor.last.order, *between}:
                found[order].append(anchor)
        return found

    @cached_property
    def right_edges(self) -> dict[int, float]:
        """How far to the right the text of each page reaches, by the page's identity."""
        edges: dict[int, float] = {}
        for segment in self.segments:
            edges[id(segment.page)] = max(edges.get(id(segment.page), 0.0), segment.right)
        return edges

    @cached_property
    def lines_beneath(self) -> dict[int, Segment | None]:
        """What `line_beneath` found for whole segments, by their order."""
        return {}

    @cached_property
    def usual_height(self) -> float:
        """The height of the type of most words, a line's first 25 of them."""
        heights = [each.height for each in self.segments for _ in range(min(len(each.words), 25))]
        return median(heights) if heights else 1.0

    @cached_property
    def folded(self) -> str:
        """The folded text of all segments, in order."""
        return "".join(segment.folded for segment in self.segments)

    @cached_property
    def names(self) -> dict[int, tuple[Span, ...]]:
        """What `name_at` found for segments, by their order."""
        return {}

    def boundary(self, segment: Segment, place: int) -> int:
        """Where the text from `place` on must end: the next anchor's start, or the line's end."""
        starts = [
            anchor.start if anchor.first is segment else 0
            for anchor in self.anchors_of[segment.order]
            if (anchor.first is segment and anchor.start >= place)
        ]
        return min(starts, default=len(segment.text))

    def is_caption(self, segment: Segment) -> bool:
        """Whether the segment is nothing but a label, so that it can't be a value."""
        return any(
            anchor.stand == "alone" and anchor.is_label for anchor in self.anchors_of[segment.order]
        )

    def begins_with_anchor(self, segment: Segment) -> bool:
        return any(
            not segment.text[: anchor.start].strip(" •·-*") or anchor.first is not segment
            for anchor in self.anchors_of[segment.order]
            if anchor.kind != "stop"
        )

    def next_segment(self, segment: Segment) -> Segment | None:
        order = segment.order + 1
        return self.segments[order] if order < len(self.segments) else None

    def previous_segment(self, segment: Segment) -> Segment | None:
        return self.segments[segment.order - 1] if segment.order else None


@dataclass(slots=True, eq=False)
class Candidate:
    """A value that a piece of the page may hold for a family.

    `score` says how strong the evidence is, from 0 to 1; `source` names the step that found it.
    """

    family: str
    value: str
    spans: tuple[Span, ...]
    score: float
    source: str
    notes: set[str] = field(default_factory=set)

    def overlaps(self, other: "Candidate") -> bool:
        return any(one.overlaps(two) for one in self.spans for two in other.spans)
