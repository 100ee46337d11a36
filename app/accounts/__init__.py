"""Accounts: passkeys, the devices somebody is signed in on, invitations, and recovery without e-mail."""

from flask import Flask

from app.accounts import (
    actions,
    cards,
    device_routes,
    joining_routes,
    loading,
    lock_routes,
    privacy,
    recovery_routes,
    routes,
)
from app.jobs import jobs
from app.privacy.erasing import retention, traces
from app.privacy.held import held
from app.surfaces import beside_numbers, mine, today, without_match
from app.web import pages
from app.web.access import login_manager

PAGES = (routes, joining_routes, device_routes, lock_routes, recovery_routes)  # all on one blueprint


def install(app: Flask) -> None:
    """Tell who is at the phone, serve the pages, show news about the account, and tidy up by the clock."""
    login_manager.request_loader(loading.load)
    app.register_blueprint(routes.bp)
    today.plug("account-news", cards.NEWS, 5)
    without_match.plug("account-news", cards.NEWS, 5)
    without_match.plug("recoveries", cards.TO_AGREE, 8)
    mine.plug("devices", cards.DEVICES, 60)
    mine.plug("lock", cards.LOCK, 62)
    beside_numbers.plug("accounts.lock", cards.CLOSE, 99)
    pages.context.plug("accounts", cards.words)
    jobs.plug("accounts.tidy", actions.tidy)
    held.plug("accounts", privacy.HELD, 90)
    retention.plug("accounts", privacy.RETAINED, 90)
    traces.plug("accounts", privacy.TRACES, 90)
