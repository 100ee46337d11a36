"""Schemes: organisations, their schemes, who holds which role, settings and clocks."""

from flask import Flask

from app.accounts import sockets as accounts
from app.people.actor import grants
from app.privacy.held import held
from app.privacy.shown import shown
from app.schemes import actions, policy, privacy, queries, routes, texts_routes
from app.schemes.cards import family, led, phone, way_back
from app.schemes.sockets import beside_person
from app.surfaces import Card, Place, desk, mine, without_match
from app.web import pages
from app.web.language import mark

__all__ = ["texts_routes"]

KEPT_BESIDE = ("/invitations", "/settings", "/words", "/requirements", "/erasures", "/memberships")
PEOPLE = Place("people", mark("People"), "schemes.staff", policy.is_staff, also=KEPT_BESIDE)
BACK_IN = Place("recoveries", mark("Lost phones"), "accounts.recoveries_list", policy.looks_after)
WAY_BACK = Card("schemes/_way_back.html", way_back)
PHONE = Card("offline/_beside.html", phone)
FAMILY = Card("schemes/_guardians.html", family)
LED = Card("schemes/_led.html", led)


def install(app: Flask) -> None:
    """Serve the pages, tell the actor which roles a person holds, and accounts who is who."""
    grants.plug("schemes", queries.grants_of)
    accounts.welcome.plug("schemes", actions.welcome)
    accounts.described.plug("schemes", queries.called_of)
    accounts.strict.plug("schemes", queries.is_strict)
    accounts.looking_after.plug("schemes", policy.looks_after)
    accounts.caretakers.plug("schemes", queries.cares_for)
    accounts.cared_for.plug("schemes", queries.cared_for)
    app.register_blueprint(routes.bp)
    desk.plug("people", PEOPLE, 40)
    desk.plug("recoveries", BACK_IN, 80)
    beside_person.plug("phone", PHONE, 30)
    beside_person.plug("way-back", WAY_BACK, 80)
    beside_person.plug("schemes.family", FAMILY, 20)
    without_match.plug("schemes", LED, 20)
    mine.plug("schemes", LED, 81)
    pages.context.plug("schemes", routes.words)
    shown.plug("places", privacy.PLACES, 80)
    held.plug("schemes", privacy.HELD, 80)
