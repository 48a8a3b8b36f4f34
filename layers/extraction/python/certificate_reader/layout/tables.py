"""Tables: a row of captions, and under it rows of values in the same columns."""

import re
from dataclasses import dataclass, field
from itertools import takewhile

from certificate_reader.layout.anchors import Anchor
from certificate_reader.layout.caption_vote import CaptionSides
from certificate_reader.layout.neighbours import below, is_level
from certificate_reader.layout.segments import Segment, Span, text_of, whole
from certificate_reader.layout.sheet import Sheet
from certificate_reader.layout.typed_values import typed_value
from certificate_reader.lexicon.families import value_type_of
from certificate_reader.values.amounts import amounts_in

# In heights of the type: a taller empty band ends a table.
END_OF_TABLE = 3.0
TOLD_BY_COLUMN = ("field_of_study", "completion_date", "credits")
SURE, LIKELY = 0.9, 0.5
# The share of a cell that its value takes: a time such as `9/21 9:02 AM` is no amount.
MOSTLY = 0.5
MOST_WORDS_OF_A_HEAD = 5
SAME_SIZE = 0.1
_AVAILABLE = re.compile(r"(?i)\b(?:available|max(?:imum)?|possible|offered|eligible|approved)\b")
TELLING = ("credits", "field_of_study", "completion_date", "title")


@dataclass(slots=True)
class Table:
    """Rows of cells by family, top to bottom. `header` holds the captions' segments."""

    header: list[Segment]
    rows: list[dict[str, list[Span]]] = field(default_factory=list)
    totals: list[Span] = field(default_factory=list)

    def heads(self, anchor: Anchor) -> bool:
        """Whether a label is a caption of this table, which tells several rows."""
        return len(self.rows) > 1 and anchor.first in self.header

    def holds(self, anchor: Anchor) -> bool:
        """Whether what looks like a label and its value is a cell among several rows."""
        return (
            anchor.stand != "alone"
            and len(self.rows) > 1
            and any(
                span.segment is anchor.first
                for row in self.rows
                for spans in row.values()
                for span in spans
            )
        )


def tables_of(sheet: Sheet, sides: CaptionSides) -> list[Table]:
    """The tables that say something about credits, fields of study or several courses."""
    found: list[Table] = []
    used: set[int] = set()
    for anchor in sheet.anchors:
        if anchor.first.order in used:
            continue
        header = _header(sheet, anchor)
        if len(header) < 2:
            continue
        used.update(each.first.order for each in header)
        table = _table(sheet, header)
        captions_below = sides.above > sides.below
        if _tells(table) and not (captions_below and _is_short(sheet, table)):
            found.append(table)
    return found


def _tells(table: Table) -> bool:
    """Whether any cell holds a value of its column's type."""
    for row in table.rows:
        for family, spans in row.items():
            if family in TOLD_BY_COLUMN:
                value = typed_value(value_type_of(family), text_of(spans))
                if value is not None and value.fit >= LIKELY:
                    return True
    return False


def _is_short(sheet: Sheet, table: Table) -> bool:
    """Whether the rows under the captions are one row, or end with captions of their own."""
    captions = any(
        sheet.is_caption(span.segment)
        for row in table.rows
        for spans in row.values()
        for span in spans
    )
    return captions or len(table.rows) == 1


def _header(sheet: Sheet, anchor: Anchor) -> list[Anchor]:
    """The captions on one row with this one, if together they head a table worth reading."""
    if not _is_column_caption(anchor):
        return []
    level = [
        other
        for other in sheet.anchors
        if _is_column_caption(other)
        and other.first.page is anchor.first.page
        and abs(other.first.middle - anchor.first.middle) < 0.9 * anchor.first.height
    ]
    captions = {each.first.order for each in level}
    between = [
        segment
        for segment in sheet.segments
        if segment.page is anchor.first.page
        and segment.order not in captions
        and min(segment.bottom, anchor.first.bottom) - max(segment.top, anchor.first.top)
        > 0.5 * min(segment.height, anchor.first.height)
        and min(each.first.left for each in level) < segment.left
        and segment.right < max(each.last.right for each in level)
        and not sheet.is_caption(segment)
    ]
    told = [_column_head(sheet, segment, len(captions) > 1) for segment in between]
    if not all(told):
        return []
    level += [each for each in told if each]
    level += [_unknown(segment) for segment in _beyond(sheet, anchor, level)]
    families = {family for each in level for family in each.families}
    worth = "credits" in families and families & {"field_of_study", "title", "completion_date"}
    return sorted(level, key=lambda each: each.first.left) if worth else []


def _column_head(sheet: Sheet, segment: Segment, in_header: bool) -> Anchor | None:
    """A caption whose words tell nothing, but whose column holds values of one type alone.

    Between two other captions (`in_header`) the column may hold any text.
    """
    first = below(segment, sheet.segments)
    second = below(first, sheet.segments) if first else None
    if first is None or second is None or len(segment.words) > MOST_WORDS_OF_A_HEAD:
        return None
    for family in TOLD_BY_COLUMN:
        values = [typed_value(value_type_of(family), each.text) for each in (first, second)]
        fills = all(
            value is not None and value.fit >= SURE and value.end - value.start > MOSTLY * len(text)
            for value, text in zip(values, (first.text, second.text), strict=True)
        )
        if fills:
            return Anchor((family,), "soft", "alone", segment, 0, segment, len(segment.text))
    if in_header and first.top - segment.bottom < END_OF_TABLE * segment.height:
        return _unknown(segment)
    return None


def _beyond(sheet: Sheet, anchor: Anchor, level: list[Anchor]) -> list[Segment]:
    """Short texts of the captions' size, on their row before the first or behind the last one."""
    size = anchor.first.height
    left = min(each.first.left for each in level)
    right = max(each.last.right for each in level)
    return [
        segment
        for segment in sheet.segments
        if segment.page is anchor.first.page
        and abs(segment.middle - anchor.first.middle) < 0.5 * size
        and abs(segment.height - size) < SAME_SIZE * size
        and len(segment.words) <= MOST_WORDS_OF_A_HEAD
        and (segment.right < left or segment.left > right)
    ]


def _unknown(segment: Segment) -> Anchor:
    return Anchor(("unknown",), "soft", "alone", segment, 0, segment, len(segment.text))


def _is_column_caption(anchor: Anchor) -> bool:
    return (
        anchor.stand == "alone" and anchor.is_label and not anchor.last.text.rstrip().endswith(":")
    )


def _table(sheet: Sheet, header: list[Anchor]) -> Table:
    table = Table([anchor.first for anchor in header])
    rows = _rows_beneath(sheet, header)
    columns: list[list[tuple[int, Segment]]] = [[] for _ in header]
    for number, row in enumerate(rows):
        for segment in row:
            columns[_column(header, segment)].append((number, segment))
    sums = {number for number, row in enumerate(rows) if any(_is_total(s.text) for s in row)}
    families = [
        _family(anchor, [each for each in column if each[0] not in sums])
        for anchor, column in zip(header, columns, strict=True)
    ]
    families = _without_available(header, families)
    for number, row in enumerate(rows):
        cells: dict[str, list[Span]] = {}
        for family, column in zip(families, columns, strict=True):
            spans = [whole(segment) for at, segment in column if at == number]
            if family and spans:
                cells.setdefault(family, []).extend(spans)
        if any(_is_total(segment.text) for segment in row):
            table.totals.extend(cells.get("credits", []))
        elif _continues(cells, table):
            for family, spans in cells.items():
                table.rows[-1][family].extend(spans)
        elif cells:
            table.rows.append(cells)
    return table


def _without_available(header: list[Anchor], families: list[str]) -> list[str]:
    """The columns' families, without the credits that could be earned where others were."""
    if families.count("credits") < 2:
        return families
    return [
        "" if family == "credits" and _AVAILABLE.search(anchor.first.text) else family
        for anchor, family in zip(header, families, strict=True)
    ]


def _is_total(text: str) -> bool:
    return "total" in text.lower()


def _continues(cells: dict[str, list[Span]], table: Table) -> bool:
    """Whether a row only goes on with wrapped text of the row above it."""
    if not table.rows or not cells or {"credits", "completion_date"} & set(cells):
        return False
    above = table.rows[-1]
    return all(
        family in above
        and spans[0].segment.top - above[family][-1].segment.bottom < 0.6 * spans[0].segment.height
        for family, spans in cells.items()
    )


def _rows_beneath(sheet: Sheet, header: list[Anchor]) -> list[list[Segment]]:
    first = header[0].first
    left = min(anchor.first.left for anchor in header) - 3 * first.height
    bottom = max(anchor.last.bottom for anchor in header)
    under = sorted(
        (
            segment
            for segment in sheet.segments
            if segment.page is first.page and segment.middle > bottom and segment.centre > left
        ),
        key=lambda segment: segment.middle,
    )
    rows: list[list[Segment]] = []
    reach = bottom
    for segment in under:
        if rows and abs(segment.middle - rows[-1][0].middle) < 0.5 * segment.height:
            rows[-1].append(segment)
            continue
        if segment.top - reach > END_OF_TABLE * segment.height or _ends_table(
            sheet, segment, header
        ):
            break
        rows.append([segment])
        reach = segment.bottom
    return list(takewhile(lambda row: not _heads_another(sheet, row), rows))


def _heads_another(sheet: Sheet, row: list[Segment]) -> bool:
    """Whether a row has captions of its own and no amount: it heads the next table."""
    if any(_is_total(segment.text) or amounts_in(segment.text) for segment in row):
        return False
    return any(
        anchor.stand == "alone" and anchor.is_label and "credits" in anchor.families
        for segment in row
        for anchor in sheet.anchors_of[segment.order]
    )


def _ends_table(sheet: Sheet, segment: Segment, header: list[Anchor]) -> bool:
    if _is_total(segment.text):
        return False
    # A caption that stands at the left margin begins something else; so does running text.
    anchors = sheet.anchors_of[segment.order]
    labelled = any(
        anchor.stand in ("colon", "prose") or (anchor.stand == "alone" and anchor.kind == "labels")
        for anchor in anchors
    )
    wide = segment.width > 1.6 * max(anchor.last.width for anchor in header) and any(
        segment.left < anchor.first.left and segment.right > anchor.last.right
        for anchor in header[1:]
    )
    ends = labelled or (wide and len(header) > 1)
    return ends and not _fills_row(sheet, segment, header)


def _fills_row(sheet: Sheet, segment: Segment, header: list[Anchor]) -> bool:
    """Whether other columns have values of their types on the segment's row."""
    filled = 0
    for other in sheet.segments:
        if other is segment or other.page is not segment.page or not is_level(segment, other):
            continue
        family = header[_column(header, other)].families[0]
        value = typed_value(value_type_of(family), other.text) if family in TOLD_BY_COLUMN else None
        filled += value is not None and value.fit >= SURE
    return filled > 1


def _column(header: list[Anchor], segment: Segment) -> int:
    def distance(number: int) -> float:
        caption = header[number].first
        overlap = min(caption.right, segment.right) - max(caption.left, segment.left)
        edges = min(
            abs(caption.left - segment.left),
            abs(caption.centre - segment.centre),
            abs(caption.right - segment.right),
        )
        return edges - max(0.0, overlap)

    return min(range(len(header)), key=distance)


def _family(anchor: Anchor, column: list[tuple[int, Segment]]) -> str:
    """The family that the column's values fit best."""

    def fit(family: str) -> float:
        values = [typed_value(value_type_of(family), segment.text) for _, segment in column]
        return sum(value.fit for value in values if value)

    return max(anchor.families, key=fit)
