"""Puts segments into the order in which a person reads them: by columns, then by rows."""

from statistics import median

from certificate_reader.layout.segments import Segment

# In heights of the type.
GUTTER = 1.2
# A column must hold this many rows, or it is only a gap in a row.
FEWEST_ROWS = 3


def in_reading_order(segments: list[Segment]) -> list[Segment]:
    """The segments of one page, ordered; `order` is set to the place of each."""
    ordered = _ordered(segments, 0)
    for place, segment in enumerate(ordered):
        segment.order = place
    return ordered


def _ordered(segments: list[Segment], depth: int) -> list[Segment]:
    if len(segments) < 2 or depth > 40:
        return _by_rows(segments)
    height = median(segment.height for segment in segments)
    columns = _columns(segments, GUTTER * height)
    if columns:
        return [each for column in columns for each in _ordered(column, depth + 1)]
    strips = _strips(segments)
    if len(strips) == 1:
        return _by_rows(segments)
    return [each for strip in strips for each in _ordered(strip, depth + 1)]


def _columns(segments: list[Segment], gutter: float) -> list[list[Segment]]:
    """The two sides of the widest gutter that separates columns, or nothing."""
    best, best_gap, reach = 0, gutter, float("-inf")
    by_left = sorted(segments, key=lambda segment: segment.left)
    for index, segment in enumerate(by_left):
        gap = segment.left - reach
        if index and gap > best_gap:
            left, right = by_left[:index], by_left[index:]
            if _row_count(left) >= FEWEST_ROWS and _row_count(right) >= FEWEST_ROWS:
                best, best_gap = index, gap
        reach = max(reach, segment.right)
    if not best or _is_form(by_left[:best], by_left[best:]):
        return []
    return [by_left[:best], by_left[best:]]


def _is_form(left: list[Segment], right: list[Segment]) -> bool:
    """Whether the sides are labels and their values, row by row, rather than two columns."""
    level = sum(
        any(abs(one.middle - other.middle) < 0.35 * one.height for other in right) for one in left
    )
    return level >= 0.7 * min(len(left), len(right))


def _row_count(segments: list[Segment]) -> int:
    return len({round(segment.middle / max(segment.height, 1.0)) for segment in segments})


def _strips(segments: list[Segment]) -> list[list[Segment]]:
    """Cut in two at the tallest empty band across all segments, or one strip if there is none."""
    by_top = sorted(segments, key=lambda segment: segment.top)
    best, best_gap, reach = 0, float("-inf"), by_top[0].bottom
    for index, segment in enumerate(by_top[1:], start=1):
        if segment.middle > reach - 0.25 * segment.height and segment.top - reach > best_gap:
            best, best_gap = index, segment.top - reach
        reach = max(reach, segment.bottom)
    return [by_top[:best], by_top[best:]] if best else [by_top]


def _by_rows(segments: list[Segment]) -> list[Segment]:
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda segment: segment.middle):
        row = rows[-1] if rows else None
        if row and segment.middle - row[0].middle < 0.5 * min(segment.height, row[0].height):
            row.append(segment)
        else:
            rows.append([segment])
    return [each for row in rows for each in sorted(row, key=lambda segment: segment.left)]
