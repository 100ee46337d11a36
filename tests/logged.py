"""Where logs go is of the whole process: who changes it in a test leaves it as it was, or later tests write nowhere."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from app.web import logs


@contextmanager
def as_before() -> Iterator[None]:
    """Whatever is done to the logs in here, afterwards they go where they went."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], logs.log.level
    try:
        yield
    finally:
        root.handlers[:] = handlers
        logs.log.setLevel(level)
