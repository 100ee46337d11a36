"""Accounts: passkeys, the devices somebody is signed in on, invitations, and recovery without e-mail."""

from flask import Flask

from app.accounts import routes, signins
from app.web.access import login_manager


def install(app: Flask) -> None:
    """Serve the pages, and say who is here at each request."""
    login_manager.request_loader(signins.load)
    app.register_blueprint(routes.bp)
