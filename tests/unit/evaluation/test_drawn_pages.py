"""What a design's blocks leave on the page, and that all of it is on the page."""

import math
import random
from typing import Any

import pytest

from evaluation.generate.draw import drawn
from evaluation.generate.marks import Marks
from evaluation.generate.parts import PARTS
from evaluation.generate.source import designs_of, words_of
from evaluation.generate.typeset import width_in
from evaluation.generate.write import SOURCE

EVERY_DESIGN = [
    pytest.param(part, design, id=f"{part}-{design['name']}")
    for part in PARTS
    for design in designs_of(SOURCE / part)
]


def draw(blocks: list[dict[str, Any]], **design: Any) -> tuple[list[Marks], dict[str, Any]]:
    plain = {"blocks": blocks, "dates": ["%Y-%m-%d"], "faces": ["sans"], "credits": [2]}
    return drawn(plain | design, words_of(SOURCE / "tune"), random.Random(4))


def said_on(page: Marks) -> list[str]:
    return [text.text for text in page.texts]


@pytest.mark.parametrize(("part", "design"), EVERY_DESIGN)
def test_nothing_runs_off_the_page(part: str, design: dict[str, Any]) -> None:
    words = words_of(SOURCE / part)
    for seed in range(2):
        pages, _ = drawn(design, words, random.Random(seed))
        for page in pages:
            for text in page.texts:
                turn, length = math.radians(text.angle), width_in(text, text.text)
                across = (text.x, text.x + math.cos(turn) * length)
                down = (text.y, text.y - math.sin(turn) * length)
                assert 0 <= min(across) <= max(across) <= page.width + 1, text.text
                assert 0 <= min(down) <= max(down) < page.height, text.text


@pytest.mark.parametrize(("part", "design"), EVERY_DESIGN)
def test_what_the_truth_says_is_printed(part: str, design: dict[str, Any]) -> None:
    for seed in range(2):
        pages, said = drawn(design, words_of(SOURCE / part), random.Random(seed))
        certificates = said.get("certificates", [said])
        each = len(pages) // len(certificates)
        for number, truth in enumerate(certificates):
            own = pages[number * each : (number + 1) * each]
            print_ = letters_of(" ".join(text for page in own for text in said_on(page)))
            for fact in facts_of(truth):
                assert letters_of(fact) in print_, (truth, fact)


def letters_of(text: str) -> str:
    return "".join(mark for mark in text.casefold() if mark.isalnum() or mark == ".")


def facts_of(truth: dict[str, Any]) -> list[str]:
    keys = ("course_title", "provider", "sponsor_number", "program_id")
    facts = [truth[key] for key in keys if truth[key]]
    facts += (truth["participant_name"] or "").split()
    facts += [credit["field"] for credit in truth["credits"] if credit["field"]]
    hours = [credit["hours"] for credit in truth["credits"] if credit["hours"]]
    days = [truth[key] for key in ("start_date", "completion_date") if truth.get(key)]
    return facts + [f"{amount:g}" for amount in hours] + [str(int(day[-2:])) for day in days]


def test_the_box_of_the_method_is_the_one_crossed() -> None:
    options = ["Group Live", "Group Internet Based", "QAS Self Study", "Nano Learning"]
    pages, said = draw([{"checks": options, "typed": ["(x) ", "( ) "]}])
    crossed = [text for text in said_on(pages[0]) if text.startswith("(x)")]
    assert crossed == [f"(x) {said['delivery_method']}"]
    assert len(said_on(pages[0])) >= len(options)


def test_a_drawn_tick_stands_beside_its_option() -> None:
    pages, said = draw(
        [{"checks": ["Accounting", "Taxes"], "of": "field", "mark": "tick"}], credits=[1]
    )
    (tick,) = [shape for shape in pages[0].shapes if shape.kind == "tick"]
    (option,) = [text for text in pages[0].texts if text.text == said["credits"][0]["field"]]
    assert tick.y <= option.y <= tick.y + 2 * tick.height


def test_crossed_fields_without_their_credits_are_refused() -> None:
    with pytest.raises(ValueError, match="credits"):
        draw([{"checks": ["Accounting"], "of": "field"}])


def test_a_tally_lists_what_earned_nothing() -> None:
    blocks = [{"tally": ["Accounting", "Taxes", "Statistics"], "none": "0.0"}]
    pages, said = draw(blocks, words={"fields": {}})
    texts = said_on(pages[0])
    assert all(credit["field"] in texts for credit in said["credits"])
    assert texts.count("0.0") == len(texts) // 2 - 2


def test_credits_across_the_page_stand_on_two_lines() -> None:
    pages, said = draw([{"across": ["{field}", "{hours}"], "last": [["Sum", "{total}"]]}])
    assert said_on(pages[0])[2] == "Sum"
    assert len({text.y for text in pages[0].texts if text.text[0].isdigit()}) == 1
    assert said["total_credits"] == sum(credit["hours"] for credit in said["credits"])


def test_a_certificate_may_go_on_overleaf() -> None:
    pages, said = draw([{"text": "{name}"}], next=[[{"text": "{title}"}]])
    assert said_on(pages[1]) == [said["course_title"]]
    assert said["participant_name"] in said_on(pages[0])


def test_blocks_are_spread_to_the_height_asked_for() -> None:
    (page,), _ = draw([{"text": str(number)} for number in range(5)], fill=0.9)
    assert 0.7 < page.texts[-1].y / page.height <= 0.9


def test_too_much_is_set_smaller_until_it_fits() -> None:
    (page,), _ = draw([{"text": "line", "size": 13} for _ in range(48)])
    assert page.texts[-1].y < page.height


def test_a_field_without_hours_has_none_in_the_truth() -> None:
    _, said = draw([{"text": "{field}"}], credits=[1])
    assert [credit["hours"] for credit in said["credits"]] == [None]


def test_a_total_says_nothing_of_several_fields() -> None:
    _, said = draw([{"each": "{field}"}, {"text": "{total}"}])
    assert [credit["hours"] for credit in said["credits"]] == [None, None]
    assert said["total_credits"] > 0


def test_hours_in_words_carry_their_number() -> None:
    (page,), said = draw([{"text": "{hours_words}"}], words={"hours": ["1.5"]}, credits=[1])
    assert said_on(page) == ["one and one-half (1.5)"]
    assert said["credits"][0]["hours"] == 1.5


def test_a_designs_own_words_stand_in_for_the_parts() -> None:
    (page,), said = draw([{"text": "{sponsor}"}], words={"sponsors": ["Quay & Sons"]})
    assert said["provider"] == "Quay & Sons"
    assert said_on(page) == ["Quay & Sons"]


def test_the_last_sessions_day_is_that_of_completion() -> None:
    (page,), said = draw([{"each": "{session_day}"}, {"text": "{range}"}], credits=[3])
    days = said_on(page)[:3]
    assert (days[0], days[2]) == (said["start_date"], said["completion_date"])
    assert days == sorted(days)


def test_a_files_certificates_may_be_one_persons() -> None:
    blocks = [{"text": "{name}, {title}"}]
    _, said = draw(blocks, certificates=3, shared=["given", "surname"])
    names = [each["participant_name"] for each in said["certificates"]]
    assert len(names) == 3
    assert len(set(names)) == 1
    assert len({each["course_title"] for each in said["certificates"]}) > 1


def test_only_fields_that_are_taught_earn_credits() -> None:
    taught = ["Taxes", "Taxes", "Finance"]
    drawings = [
        drawn(
            {"blocks": [{"each": "{field}"}], "dates": ["%Y-%m-%d"], "credits": [2]},
            words_of(SOURCE / "tune") | {"taught": taught},
            random.Random(seed),
        )
        for seed in range(5)
    ]
    for _, said in drawings:
        assert {credit["canonical"] for credit in said["credits"]} == {"Taxes", "Finance"}
