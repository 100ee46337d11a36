"""What several tests of the house look at: the lines that are logged."""

import io
import json

import pytest

from app.web import logs


@pytest.fixture
def lines():
    """What is logged while looking, each line read as JSON."""
    stream = io.StringIO()
    logs.write_to(stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
