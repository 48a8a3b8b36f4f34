"""Credits by field of study: pairs of an amount and a term that stand beside each other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from certificate_reader.layout.continuation import line_beneath
from certificate_reader.layout.neighbours import below, left_of, right_of
from certificate_reader.layout.segments import Segment, Span, part_of, text_of, whole
from certificate_reader.layout.sheet import Candidate, Sheet
from certificate_reader.layout.tables import Table
from certificate_reader.layout.typed_values import OTHER_SCHEMES
from certificate_reader.values.amounts import AmountFound, amounts_in
from certificate_reader.values.vocabularies import TermFound, field_of_study_in, vocabulary

_LINK = re.compile(
    r"(?i)^[\s:;,.\-–—=()\[\]/|•·*]*(?:(?:cpe|nasba|credit|credits|hour|hours|hrs?|of|in|for|units?|cr|earned|total|the|field|study|subject|area|is|are|technical|non-technical|continuing|professional|education|\(s\))[\s:;,.\-–—=()\[\]/|•·]*)*$"
)
_UNIT = re.compile(r"(?i)\b(?:cpe|credits?|hours?|hrs?|cr)\b|\d(?:hrs?|cpe|credits?)\b")
_UNITS = re.compile(r"(?i)\b(?:cpe|nasba|credits?|hours?|hrs?|units?|and|total|in|of)\b")
_CREDIT_WORDS = re.compile(
    r"(?i)\bcredits?\b|\bCPEs?\b\s*(?:hours?|hrs|[:–-]|\d)|\d\s*CPEs?\b|\bcredit\s*hours?\b"
)
_TOLD = re.compile(r"(?i)\b(?:CPE|credits?|hours)\b(?:[^.]|\.\d)*$")
BARE_AMOUNT = re.compile(r"\s*\d{1,3}(?:\.\d+)?\s*")
SHORT_LINE = 9
# In heights of the type: how far an amount may stand before its field of study.
LEFT_GAP = 5.0
OTHER_NUMBERS = frozenset({"other_credits", "score", "level", "location", "contact"})


@dataclass(slots=True, eq=False)
class CreditLine:
    """One field of study with its credits; `amount` is None where none is printed for it."""

    term: str
    listed: bool
    technical: bool | None
    term_spans: tuple[Span, ...]
    amount: Decimal | None = None
    amount_spans: tuple[Span, ...] = ()
    belief: float = 0.9
    notes: set[str] = field(default_factory=set)


def lines_from_tables(tables: list[Table]) -> list[CreditLine]:
    """One line for each field of study of a table; the credits of its rows are added up."""
    found: list[CreditLine] = []
    for table in tables:
        of_table: dict[str, CreditLine] = {}
        for row in table.rows:
            terms, amounts = row.get("field_of_study"), row.get("credits")
            numbers = amounts_in(amounts[0].text) if amounts else []
            if not terms or not amounts or not numbers:
                continue
            place = Span(amounts[0].segment, numbers[0].start, numbers[0].end)
            line = credit_line(text_of(terms), tuple(terms), (numbers[0].value, place), 0.95)
            known = of_table.setdefault(line.term, line)
            if known is not line and known.amount and line.amount:
                known.amount += line.amount
                known.amount_spans += line.amount_spans
        found.extend(of_table.values())
    return found


def credit_line(
    text: str, spans: tuple[Span, ...], amount: tuple[Decimal, Span] | None, belief: float
) -> CreditLine:
    """A line whose term is a text, known to the vocabulary or not."""
    text = text.strip(" :;,-–—=")
    entry = field_of_study_in(text)
    return CreditLine(
        entry.value if entry and entry.listed else text,
        bool(entry and entry.listed),
        entry.technical if entry else None,
        spans,
        amount[0] if amount else None,
        (amount[1],) if amount else (),
        belief if entry else 0.6 * belief,
    )


def lines_from_rows(sheet: Sheet, taken: list[Segment]) -> list[CreditLine]:
    """A term and an amount that stand apart on one row, without captions over them."""
    found: list[CreditLine] = []
    for segment in sheet.segments:
        entry = field_of_study_in(segment.text)
        beside = _amount_right_of(sheet, segment) if entry and segment not in taken else None
        amounts = amounts_in(beside.text) if beside else []
        if beside is None or len(amounts) != 1 or len(beside.words) > 3:
            continue
        if OTHER_SCHEMES.search(beside.text) or _belongs_elsewhere(sheet, segment):
            continue
        place = Span(beside, amounts[0].start, amounts[0].end)
        line = credit_line(segment.text, (whole(segment),), (amounts[0].value, place), 0.88)
        found.append(line)
    listed = all(line.listed for line in found)
    known = len(found) > 1 and (listed or speaks_of_credits(sheet))
    return found if known or any(_UNIT.search(_row(line)) for line in found) else []


def _amount_right_of(sheet: Sheet, segment: Segment) -> Segment | None:
    """The nearest text on the row that holds an amount, past what else stands between."""
    beside = right_of(segment, sheet.segments)
    while beside is not None and not amounts_in(beside.text):
        if field_of_study_in(beside.text):
            return None
        beside = right_of(beside, sheet.segments)
    return beside or _amount_left_of(sheet, segment)


def _amount_left_of(sheet: Sheet, segment: Segment) -> Segment | None:
    """A bare amount right before the text, as in a list that begins with its numbers."""
    beside = left_of(segment, sheet.segments)
    if beside is None or segment.left - beside.right > LEFT_GAP * segment.height:
        return None
    return beside if BARE_AMOUNT.fullmatch(beside.text) else None


def lines_from_columns(sheet: Sheet, taken: list[Segment]) -> list[CreditLine]:
    """Fields of study that head columns, each with its amount beneath."""
    found: list[CreditLine] = []
    bare = [each for each in sheet.segments if BARE_AMOUNT.fullmatch(each.text)]
    if not any(right_of(one, bare) for one in bare):
        return []
    for segment in sheet.segments:
        head = _head_of_column(sheet, segment) if segment not in taken else ()
        beneath = below(head[-1].segment, sheet.segments) if head else None
        amounts = amounts_in(beneath.text) if beneath else ()
        if beneath is None or len(amounts) != 1 or len(beneath.words) > 2:
            continue
        if abs(beneath.centre - segment.centre) > segment.height and (
            abs(beneath.left - segment.left) > segment.height
        ):
            continue
        place = Span(beneath, amounts[0].start, amounts[0].end)
        found.append(credit_line(text_of(head), head, (amounts[0].value, place), 0.9))
    rows = {round(line.term_spans[0].segment.middle) for line in found}
    return found if len(found) > 1 and len(rows) == 1 else []


def _head_of_column(sheet: Sheet, segment: Segment) -> tuple[Span, ...]:
    """The lines, one or two, that name a field of study over a column; empty if they name none."""
    beneath = line_beneath(sheet, segment)
    if beneath is not None and amounts_in(beneath.text):
        beneath = None
    for head in ((whole(segment), whole(beneath)) if beneath else (), (whole(segment),)):
        entry = field_of_study_in(text_of(head)) if head else None
        if entry and entry.listed:
            return head
    return ()


def lines_from_labels(candidates: list[Candidate]) -> list[CreditLine]:
    """Terms and amounts under labels of their own, as in `Subject 1`, `Credits 1`, `Subject 2`."""
    terms = _in_order(candidates, "field_of_study")
    amounts = _in_order(candidates, "credits")
    if len(amounts) == len(terms) + 1:
        values = [Decimal(each.value) for each in amounts]
        amounts = [each for each in amounts if 2 * Decimal(each.value) != sum(values)]
    if len(terms) < 2 or len(terms) != len(amounts):
        return []
    return [
        credit_line(
            text_of(term.spans), term.spans, (Decimal(amount.value), amount.spans[0]), term.score
        )
        for term, amount in zip(terms, amounts, strict=True)
    ]


def _in_order(candidates: list[Candidate], family: str) -> list[Candidate]:
    """The family's values that labels announce on their line, as the page orders them."""
    beside = [
        each
        for each in candidates
        if each.family == family and each.source in ("inline", "right") and each.score > 0.6
    ]
    beside.sort(key=lambda each: (each.spans[0].segment.middle, each.spans[0].segment.left))
    return beside


def _row(line: CreditLine) -> str:
    return " ".join(span.segment.text for span in (*line.term_spans, *line.amount_spans))


def lines_from_text(
    sheet: Sheet, taken: list[Segment], announced: list[Segment]
) -> list[CreditLine]:
    """Pairs in running text or lists: `2.0 Auditing`, `Auditing: 2.0`, `2 hours of A and 1 of B`.

    A pair may run over the end of a line. `announced` are lines that a label for credits or
    fields of study announces: there an amount needs no unit.
    """
    bare = speaks_of_credits(sheet) or _lists_pairs(sheet)
    single: list[CreditLine] = []
    broken: list[CreditLine] = []
    for segment in sheet.segments:
        if segment in taken:
            continue
        expected = segment in announced
        if not expected and _belongs_elsewhere(sheet, segment):
            continue
        lead = _line_over(sheet, segment)
        single.extend(_pairs((whole(segment),), expected, bare, lead))
        beneath = line_beneath(sheet, segment)
        labelled = beneath is not None and any(
            anchor.is_label and anchor.first is beneath
            for anchor in sheet.anchors_of[beneath.order]
        )
        if beneath is not None and not labelled:
            beside = left_of(beneath, sheet.segments)
            labelled = beside is not None and sheet.is_caption(beside)
        if beneath is not None and beneath not in taken and not labelled:
            both = _pairs((whole(segment), whole(beneath)), expected, bare)
            broken.extend(line for line in both if _crosses(line, segment, beneath))
    terms_broken = [line for line in broken if len(line.term_spans) > 1]
    kept = [line for line in single if not _overlapping(line, terms_broken)] + terms_broken
    kept += [line for line in broken if not _overlapping(line, kept)]
    return sorted(kept, key=lambda line: line.term_spans[0].segment.order)


def speaks_of_credits(sheet: Sheet) -> bool:
    """Whether a label, or a short line, speaks of credits: bare numbers may be credits then."""
    labelled = any(anchor.is_label and "credits" in anchor.families for anchor in sheet.anchors)
    return labelled or any(
        len(segment.words) <= SHORT_LINE and _CREDIT_WORDS.search(segment.text)
        for segment in sheet.segments
    )


def _lists_pairs(sheet: Sheet) -> bool:
    """Whether lines under each other hold a field of study and a number, and nothing else."""
    alike = [segment for segment in sheet.segments if _is_pair(segment.text)]
    return any(below(one, sheet.segments) in alike for one in alike)


def _is_pair(text: str) -> bool:
    terms, amounts = vocabulary("field_of_study").terms_in(text), amounts_in(text)
    if len(terms) != 1 or len(amounts) != 1 or not terms[0].entry.listed:
        return False
    return _nothing_else(text, [(terms[0], amounts[0])])


def _belongs_elsewhere(sheet: Sheet, segment: Segment) -> bool:
    """Whether the label that last came before announces other numbers: scores, other schemes."""
    for order in range(segment.order, -1, -1):
        labels = [anchor for anchor in sheet.anchors_of[order] if anchor.is_label]
        if labels:
            families = {family for anchor in labels for family in anchor.families}
            return bool(families & OTHER_NUMBERS) and not families & {"credits", "field_of_study"}
    return False


def _crosses(line: CreditLine, above: Segment, beneath: Segment) -> bool:
    touched = [span.segment for span in (*line.term_spans, *line.amount_spans)]
    return above in touched and beneath in touched


def _overlapping(line: CreditLine, others: list[CreditLine]) -> bool:
    return any(
        one.overlaps(two)
        for other in others
        for one in (*line.term_spans, *line.amount_spans)
        for two in (*other.term_spans, *other.amount_spans)
    )


def _line_over(sheet: Sheet, segment: Segment) -> str:
    """The line before, where the segment goes on with its sentence."""
    before = sheet.previous_segment(segment)
    return before.text if before and line_beneath(sheet, before) is segment else ""


def _pairs(spans: tuple[Span, ...], expected: bool, bare: bool, lead: str = "") -> list[CreditLine]:
    text = text_of(spans)
    amounts = amounts_in(text)
    terms = vocabulary("field_of_study").terms_in(text) if amounts else ()
    if not terms or OTHER_SCHEMES.search(text):
        return []
    found: list[CreditLine] = []
    paired = _paired(text, terms, amounts)
    sure = expected or (bare and _nothing_else(text, paired))
    for term, amount in paired:
        first, last = min(term.start, amount.start), max(term.end, amount.end)
        unit = bool(_UNIT.search(text[max(0, first - 12) : last + 12]))
        told = _TOLD.search(f"{lead} {text[:first]}") is not None
        belief = 0.93 if unit else 0.86 if expected or told else 0.8 if sure else 0.0
        if belief:
            places = part_of(spans, term.start, term.end)
            line = credit_line(text[term.start : term.end], places, None, belief)
            line.amount = amount.value
            line.amount_spans = part_of(spans, amount.start, amount.end)
            if unit:
                line.notes.add("unit")
            found.append(line)
    return found


def holds_only_values(text: str) -> bool:
    """Whether a text names fields of study, methods and amounts of credits, and nothing else."""
    fields, methods = (vocabulary(each).terms_in(text) for each in ("field_of_study", "method"))
    if not fields and not methods:
        return False
    places = [(term.start, term.end) for term in (*fields, *methods)]
    places += [(amount.start, amount.end) for amount in amounts_in(text)]
    for start, end in sorted(places, reverse=True):
        text = text[:start] + " " * (end - start) + text[end:]
    return not re.search(r"[^\W\d_]{2}", _UNITS.sub(" ", text))


def _nothing_else(text: str, paired: list[tuple[TermFound, AmountFound]]) -> bool:
    """Whether the text holds no words but the terms."""
    for term, amount in sorted(paired, key=lambda pair: -pair[0].start):
        for start, end in sorted(
            ((term.start, term.end), (amount.start, amount.end)), reverse=True
        ):
            text = text[:start] + " " * (end - start) + text[end:]
    return not re.search(r"[A-Za-z]{2}", re.sub(r"(?i)\b(?:and|total|in|of)\b", "", text))


def _paired(
    text: str, terms: Sequence[TermFound], amounts: Sequence[AmountFound]
) -> list[tuple[TermFound, AmountFound]]:
    """Each term with the amount beside it, all on the same side where there are several."""
    before = [_beside(text, term, amounts, True) for term in terms]
    after = [_beside(text, term, amounts, False) for term in terms]
    if _total_left(amounts, after):
        side = after
    elif _total_left(amounts, before):
        side = before
    elif amounts[0].start > terms[0].start:
        side = after if any(after) else before
    else:
        side = before if sum(map(bool, before)) >= sum(map(bool, after)) else after
    return [(term, amount) for term, amount in zip(terms, side, strict=True) if amount]


def _total_left(amounts: Sequence[AmountFound], side: list[AmountFound | None]) -> bool:
    """Whether the amounts on a side add up to one of those that it leaves over."""
    used = [amount for amount in side if amount]
    left = [amount.value for amount in amounts if amount not in used]
    return len(used) == len(side) and sum(amount.value for amount in used) in left


def _beside(
    text: str, term: TermFound, amounts: Sequence[AmountFound], before: bool
) -> AmountFound | None:
    if before:
        near = [amount for amount in amounts if amount.end <= term.start]
        if near and _LINK.match(text[near[-1].end : term.start]):
            return near[-1]
        return None
    near = [amount for amount in amounts if amount.start >= term.end]
    if near and _LINK.match(text[term.end : near[0].start]):
        return near[0]
    return None


def totals_from_text(sheet: Sheet) -> list[Candidate]:
    """Amounts with a unit that can only be continuing professional education."""
    found: list[Candidate] = []
    for segment in sheet.segments:
        if not _DIGIT.search(segment.text):
            continue
        for match in _TOTAL.finditer(segment.text):
            if OTHER_SCHEMES.search(match.group()):
                continue
            amounts = amounts_in(segment.text[match.start() : match.end()])
            if amounts:
                start = match.start() + amounts[0].start
                span = Span(segment, start, match.start() + amounts[0].end)
                value = format(amounts[0].value.normalize(), "f")
                found.append(Candidate("credits", value, (span,), 0.75, "unit"))
    return found


_DIGIT = re.compile(r"\d")
_TOTAL = re.compile(
    r"(?i)(?<![\w.])\d{1,3}(?:\.\d{1,2})?\)?[\s-]*(?:total\s+)?(?:nasba\s+)?(?:hours?|hrs?|credits?|units?)?\s*(?:\(s\)\s*)?(?:of\s+)?(?:cpe|continuing\s+professional\s+education|continuing\s+education)(?:\s*(?:credit|hour|hr|unit)s?)*"
    r"|(?<![\w.])\d{1,3}(?:\.\d{1,2})?\)?[\s-]*(?:credit\s*hours?|credits?)\b"
)
