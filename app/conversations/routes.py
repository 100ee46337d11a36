"""Pages of conversation cards: the deck by kind, and for the team the cards of their scheme."""

from uuid import UUID

from flask import Blueprint
from sqlalchemy import select

from app.conversations import actions, policy
from app.conversations.deck import DECK, KINDS
from app.conversations.forms import CardForm
from app.conversations.models import TalkCard
from app.db import db
from app.schemes.models import Scheme
from app.schemes.queries import find_scheme, schemes_of_staff
from app.web.access import anyone, me, needs
from app.web.forms import Filled, Form, blank
from app.web.fragments import moved
from app.web.pages import page
from app.web.paths import to
from app.web.verbs import carries, perform, verb

bp = Blueprint("conversations", __name__)


def find_card(card_id: UUID) -> TalkCard | None:
    """The card with this id."""
    return db.session.get(TalkCard, card_id)


ADD = verb("conversations.add", form=CardForm, find=find_scheme, may=policy.can_add, act=actions.add)
REMOVE = verb("conversations.remove", form=Form, find=find_card, may=policy.can_remove, act=actions.remove)


@bp.get("/conversations")
@needs(anyone)
def deck():
    """The whole deck, by kind, with the cards of my schemes."""
    own = db.session.scalars(
        select(TalkCard).where(policy.seen_by(me())).order_by(TalkCard.made_at, TalkCard.id)
    ).all()
    return page(
        "conversations/deck.html",
        kinds=KINDS,
        deck=DECK,
        own=own,
        schemes=schemes_of_staff(me()) if policy.adds_somewhere(me()) else [],
    )


@bp.get("/schemes/<uuid:scheme_id>/conversations")
@needs(policy.can_add, find_scheme)
def cards(scheme: Scheme):
    """The cards of a scheme, and the form to add one."""
    return _cards(scheme, blank(CardForm))


def _cards(scheme: Scheme, form: Filled[CardForm], status: int = 200):
    own = db.session.scalars(
        select(TalkCard)
        .where(TalkCard.scheme_id == scheme.id)
        .order_by(TalkCard.made_at.desc(), TalkCard.id.desc())
    ).all()
    return page(
        "conversations/cards.html", status, scheme=scheme, own=own, kinds=KINDS, form=form, blank=blank(Form)
    )


@bp.post("/schemes/<uuid:scheme_id>/conversations")
@carries(ADD)
def add(scheme: Scheme):
    """Add a card."""
    done = perform(ADD, scheme)
    return _cards(scheme, done.form, 422) if done.refused else moved(to("conversations.cards", scheme.id))


@bp.post("/conversations/<uuid:card_id>/removal")
@carries(REMOVE)
def remove(card: TalkCard):
    """Take a card away."""
    scheme_id = card.scheme_id
    perform(REMOVE, card)
    return moved(to("conversations.cards", scheme_id))
