"""The one clock: the present moment in UTC, and a way to stand at another moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

_shift: ContextVar[timedelta] = ContextVar("clock_shift", default=timedelta(0))


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC) + _shift.get()


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let `now` start from an aware `moment`; the demo writes its past with it, tests cross deadlines with it."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    token = _shift.set(moment - datetime.now(UTC))
    try:
        yield
    finally:
        _shift.reset(token)
