"""One transaction a request: an answer below 400 commits, anything else rolls back, and reading never writes."""

from collections.abc import Callable

from flask import Flask, Response, current_app, g, request
from sqlalchemy.exc import IntegrityError, OperationalError

from app import wall
from app.connections import hold_to_reading
from app.db import db, over, undo

SAFE = frozenset(("GET", "HEAD", "OPTIONS"))


def note(write: Callable[[], None]) -> None:
    """Have `write` run in a transaction of its own before a page that was read goes out.

    For bookkeeping about reading itself (who opened this, when was this sign-in last seen). If it
    cannot be written the page is not shown: nobody reads without a line on the reading trail.
    """
    g.setdefault("notes", []).append(write)


def _begin() -> None:
    hold_to_reading(request.method in SAFE)
    wall.close()


def _end(answer: Response) -> Response:
    try:
        return _written(answer)
    except (IntegrityError, OperationalError) as why:
        # An error in a hook passes the handlers by, and would be a plain 500.
        return current_app.make_response(current_app.handle_user_exception(why))


def _written(answer: Response) -> Response:
    if answer.status_code >= 400:
        undo()
    elif request.method in SAFE:
        notes = g.pop("notes", None)
        if notes:
            undo()
            hold_to_reading(False)
            for write in notes:
                write()
            db.session.commit()
    else:
        for write in g.pop("notes", ()):
            write()
        db.session.commit()
    return answer


def _release(_error=None) -> None:
    hold_to_reading(False)
    wall.take_away()
    over()  # here, where a connection that broke after the last question spoils no answer


def install(app: Flask) -> None:
    """Wrap every request of `app` in its transaction."""
    app.before_request(_begin)
    app.after_request(_end)
    app.teardown_request(_release)
