"""The pipeline's part of the database in memory."""

from tests.fakes.files import FakeFiles
from tests.fakes.repairs import FakeRepairs
from tests.fakes.runs import FakeRuns


class FakeDatabase(FakeFiles, FakeRuns, FakeRepairs):
    """All stores of the pipeline on the same rows."""
