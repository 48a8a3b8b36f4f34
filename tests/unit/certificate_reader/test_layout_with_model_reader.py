"""The model is asked only what the layout reader is unsure of, and compared cell by cell."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from botocore.stub import Stubber

from certificate_reader.contents.contents import Contents, Wanted
from certificate_reader.documents import Document
from certificate_reader.errors import TransientReadingError
from certificate_reader.fields import FieldSpec
from certificate_reader.model.bedrock_model import BedrockModel
from certificate_reader.model.layout_with_model import LayoutWithModelReader
from certificate_reader.model.merge import merged
from certificate_reader.reading import Box, Cell, Evidence, Reading
from tests.unit.certificate_reader.bedrock_shapes import (
    MODEL_ID,
    answer,
    cell,
    certificates,
    client,
    row,
    tool_use,
)
from tests.unit.certificate_reader.made_certificates import (
    CERTIFICATE,
    OpenedHere,
    document,
    pdf,
)

Fields = tuple[FieldSpec, ...]
HERE = Evidence(0, 1, Box(0.1, 0.1, 0.2, 0.2), "words")


class Unsure(OpenedHere):
    """Opens documents, with doubt in the layout reader's cells of some columns."""

    def __init__(self, doubts: dict[int, Cell]) -> None:
        super().__init__()
        self._doubts = doubts

    def contents(
        self, documents: Sequence[Document], fields: Sequence[FieldSpec], wanted: Wanted
    ) -> Contents:
        contents = super().contents(documents, fields, wanted)
        assert contents.reading is not None
        rows = tuple(
            tuple(
                self._doubts.get(index, replace(found, confidence=0.95))
                for index, found in enumerate(cells)
            )
            for cells in contents.reading.rows
        )
        return replace(contents, reading=replace(contents.reading, rows=rows))


def read(
    fields: Fields, opener: OpenedHere, said: dict[str, Any] | None, page: tuple[str, ...]
) -> tuple[Reading, dict[str, Any]]:
    bedrock = client()
    sent: dict[str, Any] = {}
    bedrock.meta.events.register(
        "provide-client-params.bedrock-runtime.Converse", lambda params, **_: sent.update(params)
    )
    with Stubber(bedrock) as stub:
        if said is not None:
            stub.add_response("converse", said)
        reader = LayoutWithModelReader(opener, BedrockModel(bedrock, MODEL_ID))
        reading = reader.read([document(pdf(page))], fields)
        stub.assert_no_pending_responses()
    return reading, sent


def asked(sent: dict[str, Any]) -> set[str]:
    (tool,) = sent["toolConfig"]["tools"]
    return set(tool["toolSpec"]["inputSchema"]["json"]["properties"])


def test_nothing_is_asked_where_nothing_is_in_doubt(california: Fields) -> None:
    reading, sent = read(california, Unsure({}), None, CERTIFICATE)
    assert sent == {}
    assert reading.usage is None
    assert reading.reader_name == "layout+bedrock"


def test_only_the_doubtful_cells_are_asked_about(california: Fields) -> None:
    doubts = {1: Cell("Revenue", "Revenue", 0.4, HERE), 9: Cell(None, None, 0.5, None)}
    title = cell("Revenue Recognition in Practice")
    reading, sent = read(
        california, Unsure(doubts), answer(tool_use({"row_1_column_2": title})), CERTIFICATE
    )
    assert asked(sent) == {"row_1_column_2", "row_1_column_10"}
    assert {cells[1].value for cells in reading.rows} == {"Revenue Recognition in Practice"}
    assert reading.rows[0][0].confidence == 0.95
    assert len(reading.rows) == 2
    assert reading.usage is not None
    assert reading.usage.cost_usd > 0


def test_what_is_known_tells_the_rows_apart(california: Fields) -> None:
    doubts = {4: Cell(None, None, 0.5, None)}
    said: dict[str, Any] = {
        "row_1_column_5": cell("1.5", "Taxes: 1.5 credits"),
        "row_2_column_5": cell("2.5", "Accounting: 2.5 credits"),
        "printed_total": cell("4.0", "Total CPE credits: 4.0"),
    }
    reading, sent = read(california, Unsure(doubts), answer(tool_use(said)), CERTIFICATE)
    assert asked(sent) == set(said)
    known = sent["messages"][0]["content"][-1]["text"]
    assert '"Field of Study": "Taxes"' in known
    assert sorted(str(cells[4].value) for cells in reading.rows) == ["1.5", "2.5"]


def test_a_new_field_of_study_decides_whether_it_is_technical(california: Fields) -> None:
    page = tuple(line for line in CERTIFICATE if "credits" not in line)
    page = (*page, "Field of study: Personal Development", "CPE credits: 2")
    doubts = {5: Cell("Production", "Production", 0.4, None)}
    said = {"row_1_column_6": cell("Personal Development")}
    reading, _ = read(california, Unsure(doubts), answer(tool_use(said)), page)
    assert reading.rows[0][5].value == "Personal Development"
    assert reading.rows[0][6].value == "Non-Technical"


def test_what_the_layout_reader_takes_for_no_certificate_is_read_whole(
    california: Fields,
) -> None:
    page = ("Northfield Learning LLC", "Dana Whitaker", "Revenue Recognition in Practice")
    said = row(name=cell("Dana Whitaker"), title=cell("Revenue Recognition in Practice"))
    reading, sent = read(california, OpenedHere(), answer(tool_use(certificates(said))), page)
    assert asked(sent) == {"certificates"}
    assert reading.is_certificate
    assert reading.rows[0][0].value == "Dana Whitaker"
    assert reading.reader_name == "layout+bedrock"


@pytest.mark.parametrize("said", [answer(), answer({"text": "No."}, stop="end_turn")])
def test_an_unusable_answer_leaves_what_the_layout_reader_read(
    california: Fields, said: dict[str, Any]
) -> None:
    doubts = {1: Cell("Revenue", "Revenue", 0.4, HERE)}
    reading, _ = read(california, Unsure(doubts), said, CERTIFICATE)
    assert reading.rows[0][1] == doubts[1]
    assert "model_answer_unusable" in {warning.code for warning in reading.warnings}
    assert reading.usage is not None


def test_a_busy_model_is_a_passing_failure(california: Fields) -> None:
    bedrock = client()
    opener = Unsure({1: Cell("Revenue", "Revenue", 0.4, HERE)})
    with Stubber(bedrock) as stub:
        stub.add_client_error("converse", "ThrottlingException", http_status_code=429)
        with pytest.raises(TransientReadingError, match="model_unavailable"):
            LayoutWithModelReader(opener, BedrockModel(bedrock, MODEL_ID)).read(
                [document(pdf(CERTIFICATE))], california
            )


OURS = Cell("2", "2.0", 0.6, HERE)
THEIRS = Cell("2", "2", 0.9, HERE)
NONE = Cell(None, None, 0.6, None)


def test_agreement_makes_a_cell_surer_than_either() -> None:
    both = merged(OURS, THEIRS)
    assert (both.value, both.printed) == ("2", "2.0")
    assert 0.9 < both.confidence < 1


def test_disagreement_keeps_the_surer_value_with_less_confidence() -> None:
    both = merged(OURS, replace(THEIRS, value="3"))
    assert both.value == "3"
    assert both.confidence < 0.6


def test_numbers_that_differ_by_their_point_do_not_agree() -> None:
    assert merged(replace(OURS, value="1.5"), replace(THEIRS, value="15")).confidence < 0.6


def test_a_value_on_the_page_wins_over_one_without_a_place() -> None:
    ours = Cell("2", "2", 0.99, None)
    assert merged(ours, replace(THEIRS, value="3")).value == "3"


def test_a_value_of_the_models_that_stands_nowhere_changes_nothing() -> None:
    assert merged(OURS, Cell("3", None, 0.05, None)) == OURS


def test_a_cell_that_only_one_found_is_less_sure() -> None:
    alone = merged(NONE, THEIRS)
    assert (alone.value, alone.evidence) == (THEIRS.value, THEIRS.evidence)
    assert NONE.confidence < alone.confidence < THEIRS.confidence
    assert merged(OURS, NONE).confidence < OURS.confidence


def test_two_that_find_nothing_are_surer_that_there_is_nothing() -> None:
    assert merged(NONE, NONE).confidence > NONE.confidence
