"""`naast audit`: says whether the log is as it was written, and keeps where it ended."""

import json

import pytest
from sqlalchemy import insert

from app import clock, ids
from app.audit import AuditLine, record
from app.db import db
from tests.commands.test_commands import refused


@pytest.mark.slow
def test_it_says_whether_the_log_is_as_it_was_written_and_keeps_where_it_ended(naast, inside, tmp_path):
    strand = ids.new_id()
    for _ in range(3):
        inside(lambda: record(strand, "journal.write", [(ids.new_id(), None)]))
    status, said, _ = naast("audit", "verify")
    assert status == 0
    assert "3 lines in 1 chains" in said
    assert naast("audit", "heads", "heads.json")[0] == 0
    assert list(json.loads((tmp_path / "heads.json").read_text())) == [str(strand)]
    assert "left as it is" in refused(naast("audit", "heads", "heads.json"))
    assert naast("audit", "verify", "--heads", "heads.json")[0] == 0
    (tmp_path / "heads.json").write_text("[]")
    assert "is not what" in refused(naast("audit", "verify", "--heads", "heads.json"))


@pytest.mark.slow
def test_a_line_that_somebody_without_the_key_put_in_is_found(naast, inside):
    def forge():
        values = {
            "strand": ids.new_id(),
            "number": 1,
            "at": clock.now(),
            "verb": "journal.write",
            "mark": b"m",
        }
        db.session.execute(insert(AuditLine).values(**values, ring_key="00000000"))

    inside(forge)
    status, said, wrong = naast("audit", "verify")
    assert status == 2
    assert "is not as it was written" in said
    assert "not as it was written: 1" in wrong
