"""Logs go where they went, whatever a test did with them."""

import io
import logging
import sys

from app.web import logs
from tests.logged import as_before


def test_what_is_written_elsewhere_in_one_test_is_not_written_there_in_the_next():
    elsewhere = io.StringIO()
    before, level = logging.getLogger().handlers[:], logs.log.level
    with as_before():
        logs.write_to(elsewhere)
        logs.log.info("in a test")
    logs.log.warning("in the next")
    assert "in a test" in elsewhere.getvalue()
    assert "in the next" not in elsewhere.getvalue()
    assert (logging.getLogger().handlers, logs.log.level) == (before, level)


def test_a_command_logs_to_the_terminal_of_this_test(capsys):
    logs.write_to(sys.stderr)
    logs.log.info("here")
    assert "here" in capsys.readouterr().err


def test_and_no_longer_in_the_next():
    assert all(not isinstance(handler.formatter, logs.Line) for handler in logging.getLogger().handlers)
