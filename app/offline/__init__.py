"""Offline: what waits on a phone and how it arrives, what may be kept there, and the worker that opens without network."""

from flask import Flask

from app.offline import privacy, routes
from app.privacy.erasing import retention, traces
from app.privacy.held import held


def install(app: Flask) -> None:
    """Serve the worker, the shell, the keys, and the door through which waiting operations come in."""
    app.register_blueprint(routes.bp)
    held.plug("offline", privacy.HELD, 92)
    retention.plug("offline", privacy.RETAINED, 92)
    traces.plug("offline", privacy.TRACES, 92)
