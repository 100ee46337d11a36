"""Adding a conversation card to a scheme's deck, and taking it away."""

from uuid import UUID

from sqlalchemy import func, select

from app import clock
from app.conversations.forms import CardForm
from app.conversations.models import TalkCard
from app.db import db
from app.people.actor import Actor
from app.schemes.models import Scheme
from app.web.language import _
from app.web.verbs import Refused

MOST = 60


def add(actor: Actor, scheme: Scheme, values: CardForm, _op_id: UUID) -> TalkCard:
    """Add a card to the scheme's deck."""
    if (db.session.scalar(select(func.count()).where(TalkCard.scheme_id == scheme.id)) or 0) >= MOST:
        raise Refused(_("That is a thick deck already. Take a card away first."))
    card = TalkCard(
        scheme_id=scheme.id,
        kind=values.kind,
        begins=values.begins,
        helps=values.helps,
        by_id=actor.id,
        made_at=clock.now(),
    )
    db.session.add(card)
    db.session.flush()
    return card


def remove(_actor: Actor, card: TalkCard, _values, _op_id: UUID) -> TalkCard:
    """Take a card away."""
    db.session.delete(card)
    db.session.flush()
    return card
