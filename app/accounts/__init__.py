"""Accounts: passkeys, the devices somebody is signed in on, invitations, and recovery without e-mail."""

from flask import Flask

from app.accounts import routes


def install(app: Flask) -> None:
    """Serve the pages."""
    app.register_blueprint(routes.bp)
