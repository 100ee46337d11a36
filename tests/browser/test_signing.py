"""Signing: a parent comes in by their own invitation, reads the agreement, and signs it with the passkey of their phone."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import expect
from sqlalchemy import select

from app import clock, ids
from app.agreements.models import Agreement, Signature
from app.db import db
from app.matches.actions import move
from app.matches.guards import Facts
from app.matches.models import Match
from app.people.models import Person
from app.schemes.actions import invite
from app.schemes.forms import InviteForm
from app.schemes.models import Scheme
from app.schemes.queries import actor_of
from app.web.language import today
from tests.browser.axe import audit
from tests.browser.test_joining import join

WITHOUT_WINDOWS = True


def test_a_parent_joins_reads_and_signs_with_their_passkey(page, passkeys, live_server):
    world = live_server.world
    cast = world.cast
    with world.inside():
        noor = actor_of(db.session.get_one(Person, cast["noor"]))
        match = db.session.get_one(Match, cast.matches["preparing"])
        there = frozenset((cast["hanna"], cast["ravi"]))
        move(noor, match, "meet", Facts(on=today(), present=there))
        values = InviteForm(meant_for="De vader van Ravi", role="guardian", mentee=cast["ravi"])
        code = invite(noor, db.session.get_one(Scheme, cast.schemes["ours"]), values, ids.new_id()).code
    join(page, code, "Anil")
    page.get_by_role("link", name="Lees ze").click()
    expect(page.get_by_role("heading", name="Hun afspraken")).to_be_visible()
    page.get_by_role("link", name="Lezen en tekenen").click()
    expect(page.get_by_role("button", name="Teken")).to_be_visible()
    audit(page)
    page.get_by_label("Ik heb gelezen wat niet tussen hen kan blijven.").check()
    page.get_by_role("button", name="Teken").click()
    passkeys.touch(True)
    expect(page.get_by_role("listitem").filter(has_text="Anil")).to_contain_text("Getekend")
    with world.inside():
        agreement = select(Agreement.id).where(Agreement.match_id == cast.matches["preparing"])
        signed = db.session.scalars(select(Signature).where(Signature.agreement_id.in_(agreement))).one()
        assert signed.as_who == "guardian"
        assert signed.passkey_id is not None
        assert clock.now() - signed.confirmed_at < timedelta(minutes=1)
