"""Logs: one JSON line for each answer and each trouble, without anything of or about a person.

A line names the route (never the address, which has ids in it), how it went, and the request's own id. What other
libraries say may hold what was typed, so of them only who spoke and how loudly is kept, and of an exception only its
kind and place.
"""

import json
import logging
import time
from datetime import UTC, datetime
from typing import TextIO

from flask import Flask, Response, g, has_request_context, request

from app.ids import new_id

log = logging.getLogger("naast.requests")
guards = logging.getLogger("naast.guards")
# Whose words are known to hold nothing of a person.
TRUSTED = ("naast", "waitress")
QUEUE = "waitress.queue"
CROWD = 8  # so many requests that wait for a thread are worth a line; the server says each time that one does


class Line(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Only the fields named here; a record's other attributes stay out."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"at": at, "level": record.levelname.lower(), "from": record.name}
        if record.name.partition(".")[0] in TRUSTED:
            line["said"] = record.getMessage()
        if record.exc_info and record.exc_info[0]:
            line["kind"] = record.exc_info[0].__name__
            where = record.exc_info[2]
            while where and where.tb_next:
                where = where.tb_next
            if where:
                line["place"] = f"{where.tb_frame.f_code.co_filename}:{where.tb_lineno}"
        line |= getattr(record, "answered", {})
        if has_request_context() and "request_id" in g:
            line["request"] = g.request_id
        return json.dumps(line, ensure_ascii=False)


def _is_worth_a_line(record: logging.LogRecord) -> bool:
    return record.name != QUEUE or not isinstance(record.args, tuple) or int(str(record.args[0])) >= CROWD


def write_to(stream: TextIO) -> None:
    """Have everything that is logged from now on written here, a line each."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Line())
    handler.addFilter(_is_worth_a_line)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    log.setLevel(logging.INFO)


def turned_away(by: str) -> None:
    """Note which guard of the house turned somebody away and where; never whom, nor what they sent."""
    guards.warning("turned away by %s", by, extra={"answered": {"route": request.endpoint}})


def _begin() -> None:
    g.request_id, g.began = new_id().hex, time.perf_counter()


def _end(answer: Response) -> Response:
    answer.headers["X-Request-Id"] = g.request_id
    if log.isEnabledFor(logging.INFO):
        took = round((time.perf_counter() - g.began) * 1000, 1)
        facts = {
            "route": request.endpoint,
            "method": request.method if request.endpoint else None,
            "status": answer.status_code,
            "ms": took,
        }
        log.info("answered", extra={"answered": facts})
    return answer


def install(app: Flask) -> None:
    """Give each request an id, and note each answer; installed first, so that its answer is the last word."""
    app.before_request(_begin)
    app.after_request(_end)
