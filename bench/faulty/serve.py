"""The server under test, in a process of its own: `python -m bench.faulty.serve PORT`; settings from the environment.

It dies in the middle of a batch when a request says so, and calls its version what BENCH_VERSION says.
"""

import os
import signal
import sys

from sqlalchemy import event
from waitress import serve

from app import create_app
from app.config import Settings
from app.db import db
from app.web import assets


def dying(answer):
    """The app, with a wish to die after so many commits, taken from a header of the request."""
    left = {"commits": 0}

    def committed(_session) -> None:
        left["commits"] -= 1
        if left["commits"] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(db.session, "after_commit", committed)

    def answered(environ, start):
        left["commits"] = int(environ.get("HTTP_X_DIE_AFTER", 0))
        return answer(environ, start)

    return answered


def main() -> None:
    """Serve until killed."""
    if version := os.environ.get("BENCH_VERSION"):
        assets.version_of = lambda _found: version
    app = create_app(Settings.from_environment())
    with app.app_context():
        answer = dying(app)
    serve(answer, host="127.0.0.1", port=int(sys.argv[1]), threads=4, clear_untrusted_proxy_headers=False)


if __name__ == "__main__":
    main()
