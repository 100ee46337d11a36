"""What people in the demo do about the relation itself: cards, preparing; through the same actions as everybody."""

from app import ids
from app.acquaintance.actions import prepare, write_card
from app.acquaintance.forms import CardForm, SheetForm
from app.agreements.actions import amend, change, draft_of, put_signature, sections_of, set_terms
from app.agreements.forms import SectionForm, TermsForm
from app.agreements.models import Agreement
from app.agreements.signers import signers_of
from app.closing.actions import keep, look_back, thank, to_choose
from app.closing.forms import KeepsakeForm, LookBackForm, ThanksForm
from app.db import db
from app.demo.words import words_in
from app.matches.models import Match
from app.people.actor import Actor
from app.people.models import Person
from app.schemes.models import Scheme
from app.schemes.queries import actor_of


def say_who_they_are(actor: Actor, match: Match, side: str) -> None:
    """Somebody's card, with what they would rather not talk about for some of them."""
    texts = words_in(actor.language).match
    said = dict(texts["cards"][actor.tone % len(texts["cards"])])
    if side == "mentor":
        said["motivation"] = texts["motivation"]
    scheme = db.session.get_one(Scheme, match.scheme_id)
    values = CardForm.model_validate({**said, "shared": list(said)})
    write_card(actor, scheme, values, ids.new_id())


def get_ready(actor: Actor, match: Match, side: str) -> None:
    """Somebody's sheet for the first meeting."""
    texts = words_in(actor.language).match["sheet_of_mentor" if side == "mentor" else "sheet_of_mentee"]
    prepare(actor, match, SheetForm.model_validate({**texts, "ready": True}), ids.new_id())


def sign_it(by: Actor, match: Match, people: list[Actor]) -> None:
    """Everybody signs the agreement as it is, guardians too, the team last; then it holds."""
    draft = draft_of(match.id)
    assert draft is not None
    needed = {
        one
        for signer in signers_of([draft])[draft.id]
        if signer.as_who == "guardian"
        for one in signer.people
    }
    guardians = [actor_of(db.session.get_one(Person, person_id)) for person_id in sorted(needed)]
    for actor in (*people, *guardians, by):
        put_signature(actor, draft, None, None)


def begin_to_change(actor: Actor, match: Match) -> None:
    """Somebody begins a new agreement, with another rhythm and other words about being late."""
    draft = amend(actor, match, None, ids.new_id())
    set_terms(actor, draft, TermsForm.model_validate({**draft.terms, "rhythm_days": 14}), ids.new_id())
    say_it_our_way(actor, draft)


def say_it_our_way(actor: Actor, draft: Agreement) -> None:
    """Somebody puts their own words about being late in an agreement that is being written."""
    section = next(one for one in sections_of(draft) if one.key == "cancelling")
    said = words_in(actor.language).match["cancelling"]
    change(actor, section, SectionForm(said=said, rev=1), ids.new_id())


def look_back_on(actor: Actor, match: Match, side: str, other: Actor) -> None:
    """Somebody looks back, and thanks the other."""
    texts = words_in(actor.language).match
    who = "mentor" if side == "mentor" else "mentee"
    said = {**texts[f"look_back_of_{who}"], "contact": "sometimes", "ready": True}
    look_back(actor, match, LookBackForm.model_validate(said), ids.new_id())
    thank(actor, match, ThanksForm(to=other.id, said=texts[f"thanks_of_{who}"]), ids.new_id())


def take_along(actor: Actor, match: Match, other: Actor) -> None:
    """Somebody makes their keepsake, with some of what they wrote."""
    texts = words_in(actor.language).match
    picks = [one.key for one in to_choose(actor, match)][-6:]
    title = texts["keepsake_title"].replace("{name}", other.called)
    keep(actor, match, KeepsakeForm(title=title, said=texts["keepsake"], picks=picks), ids.new_id())
