"""Accounts: passkeys, the devices somebody is signed in on, invitations, and recovery without e-mail."""

from flask import Flask

from app.accounts import loading, routes


def install(app: Flask) -> None:
    """Tell who is at the phone, and serve the pages."""
    loading.install(app)
    app.register_blueprint(routes.bp)
