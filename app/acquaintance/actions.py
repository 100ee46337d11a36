"""What people do to get to know each other: write a card, share some of it, prepare, and be ready."""

from uuid import UUID

from sqlalchemy import select

from app import clock, ids
from app.acquaintance.content import card_bound, seal, sheet_bound
from app.acquaintance.forms import CardForm, SheetForm
from app.acquaintance.models import AboutMe, Sheet
from app.acquaintance.policy import all_ready
from app.db import db
from app.matches.apart import begun, put
from app.matches.models import Match
from app.people.actor import Actor
from app.schemes.models import Scheme
from app.web.language import _
from app.web.verbs import Refused


def write_card(actor: Actor, scheme: Scheme, values: CardForm, _op_id: UUID) -> AboutMe:
    """Say who I am; what is not shared is mine alone."""
    card = card_of(actor.id, scheme.id)
    if card is None:
        card = AboutMe(id=ids.new_id(), person_id=actor.id, scheme_id=scheme.id, rev=0)
    content = values.content()
    card.shared = sorted(set(values.shared) & set(CardForm.model_fields) - {"shared"})
    card.sealed = seal(card, content, card_bound(card))
    card.rev += 1
    card.changed_at = clock.now()
    db.session.add(card)
    db.session.flush()
    return card


def card_of(person_id: UUID, scheme_id: UUID) -> AboutMe | None:
    """Somebody's card in a scheme, when they wrote one."""
    return db.session.scalars(
        select(AboutMe).where(AboutMe.person_id == person_id, AboutMe.scheme_id == scheme_id)
    ).first()


def prepare(actor: Actor, match: Match, values: SheetForm, _op_id: UUID) -> Sheet:
    """Write my sheet; once everybody is ready it lies open, and stays as it is."""
    sheet = begun(Sheet, actor.id, match.id)
    if sheet.ready_at and all_ready(match):
        raise Refused(_("Everybody is ready, so your sheets lie open now. They stay as they are."))
    content = values.content()
    if values.ready and not content:
        raise Refused(_("Write at least one thing before you are ready."), "about_me")
    return put(sheet, seal(sheet, content, sheet_bound(sheet)), values.ready)
