"""What stands right of, below and above a place on the page."""

from collections.abc import Iterable

from certificate_reader.layout.segments import Segment

# In heights of the type.
FARTHEST_BELOW = 3.2


def right_of(segment: Segment, segments: Iterable[Segment]) -> Segment | None:
    """The nearest segment on the same row to the right."""
    edge = segment.right - 0.3 * segment.height
    level = [
        other
        for other in segments
        if other.left >= edge
        and other.page is segment.page
        and other is not segment
        and is_level(segment, other)
    ]
    return min(level, key=lambda other: other.left, default=None)


def left_of(segment: Segment, segments: Iterable[Segment]) -> Segment | None:
    """The nearest segment on the same row to the left."""
    edge = segment.left + 0.3 * segment.height
    level = [
        other
        for other in segments
        if other.right <= edge
        and other.page is segment.page
        and other is not segment
        and is_level(segment, other)
    ]
    return max(level, key=lambda other: other.right, default=None)


def below(segment: Segment, segments: Iterable[Segment]) -> Segment | None:
    """The nearest segment beneath that shares a column with it."""
    edge = segment.bottom - 0.1 * segment.height
    under = [
        other
        for other in segments
        if other.middle > edge
        and other.page is segment.page
        and other.top - segment.bottom < FARTHEST_BELOW * max(segment.height, other.height * 0.6)
        and shares_column(segment, other)
    ]
    return min(
        under, key=lambda other: (round(other.top / 3), _offset(segment, other)), default=None
    )


def above(segment: Segment, segments: Iterable[Segment]) -> Segment | None:
    """The nearest segment overhead that shares a column with it."""
    edge = segment.top + 0.1 * segment.height
    over = [
        other
        for other in segments
        if other.middle < edge
        and other.page is segment.page
        and segment.top - other.bottom < FARTHEST_BELOW * max(segment.height, other.height * 0.6)
        and shares_column(segment, other)
    ]
    return max(
        over, key=lambda other: (round(other.bottom / 3), -_offset(segment, other)), default=None
    )


def is_level(one: Segment, other: Segment) -> bool:
    """Whether two segments stand on one row; on one page they must be already."""
    # Asked for every pair of lines, where a call of min or max would cost more than all else.
    top = one.top if one.top > other.top else other.top
    bottom = one.bottom if one.bottom < other.bottom else other.bottom
    height = one.height if one.height < other.height else other.height
    return bottom - top > 0.5 * height


def shares_column(one: Segment, other: Segment) -> bool:
    """Whether two segments overlap horizontally, or nearly touch the same vertical edge."""
    return _overlap(one.left, one.right, other.left, other.right) > min(
        0.25 * min(one.width, other.width), 2 * one.height
    )


def _offset(one: Segment, other: Segment) -> float:
    return min(
        abs(one.left - other.left), abs(one.centre - other.centre), abs(one.right - other.right)
    )


def _overlap(low: float, high: float, other_low: float, other_high: float) -> float:
    return min(high, other_high) - max(low, other_low)
