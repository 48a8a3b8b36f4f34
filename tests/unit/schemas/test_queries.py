"""What query strings may say."""

from uuid import uuid4

import pytest
from pydantic import ValidationError

from cpe_tracker.model.statuses import JobType
from cpe_tracker.schemas.queries import FilesQuery, JobsQuery, RunQuery
from cpe_tracker.schemas.results import RESULTS_AT_ONCE, ResultsQuery


def test_jobs_are_extractions_unless_asked_otherwise() -> None:
    assert JobsQuery().job_type is JobType.EXTRACTION
    assert JobsQuery.model_validate({"job_type": "cpe"}).job_type is JobType.CPE


def test_the_files_of_one_run_or_of_the_whole_chain_can_be_asked_for() -> None:
    run_id = uuid4()
    one, whole = (FilesQuery.model_validate({"run_id": text}) for text in (str(run_id), "all"))
    assert (one.named_run(), one.is_whole_chain()) == (run_id, False)
    assert (whole.named_run(), whole.is_whole_chain()) == (None, True)


@pytest.mark.parametrize("query", [{"run_id": "newest"}, {"run": str(uuid4())}])
def test_what_names_no_run_is_refused(query: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        RunQuery.model_validate(query)


@pytest.mark.parametrize(
    "query",
    [
        {"limit": "0"},
        {"limit": str(RESULTS_AT_ONCE + 1)},
        {"limit": "ten"},
        {"offset": "-1"},
        {"cells": "yes"},
    ],
)
def test_a_page_has_bounds(query: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        ResultsQuery.model_validate(query)
