"""Fixtures of accounts: an invitation, and Lina who came in with it."""

from __future__ import annotations

import pytest

from app import ids
from app.db import db
from app.people.models import Person
from app.schemes.actions import invite
from app.schemes.forms import InviteForm
from app.schemes.models import Scheme
from app.schemes.queries import actor_of
from tests.accounts.authenticator import SoftPhone
from tests.accounts.coming_in import join
from tests.visitors import Visitor


@pytest.fixture
def invited(world):
    """`invited(role="mentee", lasts="home")`: the code of a new invitation."""

    def make(role: str = "mentee", lasts: str = "home") -> str:
        with world.inside():
            scheme = db.session.get_one(Scheme, world.cast.schemes["ours"])
            femke = actor_of(db.session.get_one(Person, world.cast["femke"]))
            form = InviteForm(meant_for="Lina", role=role, lasts=lasts)
            return invite(femke, scheme, form, ids.new_id()).code

    return make


@pytest.fixture
def code(invited) -> str:
    """The code of an invitation for a mentee."""
    return invited()


@pytest.fixture
def lina(world, code) -> tuple[Visitor, SoftPhone]:
    """Lina with her phone, just joined and signed out again."""
    visitor, phone = world.stranger(), SoftPhone()
    assert join(visitor, phone, code).status_code == 200
    visitor.post("/sign-out")
    return visitor, phone
