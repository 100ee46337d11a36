"""Security headers: the same strict set on every answer, errors and static files included."""

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


def install(app: Flask) -> None:
    """Add the headers; whatever is not marked as cacheable by its route is never kept."""
    fixed = dict(FIXED)
    if app.extensions["naast_settings"].origin.startswith("https:"):
        fixed["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"

    @app.after_request
    def add(answer: Response) -> Response:
        answer.headers.extend(fixed)
        if "Cache-Control" not in answer.headers:
            answer.headers["Cache-Control"] = "no-store"
        return answer
