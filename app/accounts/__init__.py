"""Accounts: passkeys, the devices somebody is signed in on, invitations, and recovery without e-mail."""

from flask import Flask

from app.accounts import loading, routes
from app.web.access import login_manager


def install(app: Flask) -> None:
    """Tell who is at the phone, and serve the pages."""
    login_manager.request_loader(loading.load)
    app.register_blueprint(routes.bp)
