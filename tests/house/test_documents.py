"""The project's own documents: decisions stand once, in the order in which they were taken."""

import re
from pathlib import Path

DECISIONS = sorted((Path(__file__).parents[2] / "docs" / "decisions").glob("*.md"))
NAMED = re.compile(r"(\d{4})-[a-z0-9-]+\.md")


def test_decisions_are_numbered_one_by_one_and_open_with_their_number():
    numbers = [int(NAMED.fullmatch(path.name)[1]) for path in DECISIONS]
    assert numbers == list(range(1, len(DECISIONS) + 1))
    for number, path in zip(numbers, DECISIONS, strict=True):
        assert path.read_text("utf-8").startswith(f"# {number}. "), path.name
