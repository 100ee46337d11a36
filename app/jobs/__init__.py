"""Jobs: what is done later, by `naast tick`; each room plugs in its own, and one that fails stops no other."""

import logging
from collections.abc import Callable

from flask import Flask

from app import audit
from app.db import db
from app.web.sockets import Socket

log = logging.getLogger("naast")

# Each job does what is due now and gives how much it did; doing it twice at once changes nothing more.
jobs: Socket[Callable[[], int]] = Socket("what `naast tick` does")


def tick() -> dict[str, int | None]:
    """Do every job in a transaction of its own; gives how much each did, None for one that failed."""
    done: dict[str, int | None] = {}
    for name, job in zip(jobs.names(), list(jobs), strict=True):
        try:
            done[name] = job()
            if done[name]:
                audit.record(None, f"clock.{name}", [(None, None)])
            db.session.commit()
        except Exception as error:  # one job that fails never holds up the others
            db.session.rollback()
            log.error("job %s: %s", name, type(error).__name__)
            done[name] = None
        finally:
            db.session.remove()
    return done


def install(_app: Flask) -> None:
    """Nothing to serve."""
