"""Security headers: the same strict set on every answer, errors and static files included."""

from collections.abc import Callable

from flask import Flask, Response

from app.web.answers import MARK

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob: data:",
        "connect-src 'self'",
        "font-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types naast default",
    )
)
DEVICES = (
    "accelerometer camera display-capture geolocation gyroscope hid magnetometer microphone midi "
    "payment serial usb xr-spatial-tracking"
)
FIXED = {
    "Content-Security-Policy": POLICY,
    "X-Naast": MARK,  # a phone believes an answer that has it; a captive portal's or a proxy's has not
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in DEVICES.split())
    + ", publickey-credentials-get=(self), publickey-credentials-create=(self)",
}


class Secured:
    """A WSGI application with these headers on whatever it answers, also where a hook of Flask's falls over."""

    def __init__(self, application: Callable, fixed: dict[str, str]) -> None:
        self.application, self.fixed = application, list(fixed.items())

    def __call__(self, environ: dict, start: Callable):
        """The same answer, with the headers at the end."""
        return self.application(
            environ, lambda status, headers, *trouble: start(status, headers + self.fixed, *trouble)
        )


def _kept_nowhere(answer: Response) -> Response:
    answer.headers.setdefault("Cache-Control", "no-store")
    return answer


def install(app: Flask) -> None:
    """Add the headers; whatever is not marked as cacheable by its route is never kept."""
    fixed = dict(FIXED)
    if app.extensions["naast_settings"].origin.startswith("https:"):
        fixed["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    app.wsgi_app = Secured(app.wsgi_app, fixed)  # type: ignore[method-assign, assignment]
    app.after_request(_kept_nowhere)
