"""The form for a check-in: one screen, two minutes."""

from flask import Blueprint, request

from app.checkins import actions
from app.checkins.forms import CheckInForm
from app.checkins.words import BLOCKS, GUARDIAN, SIGNS, WAYS
from app.matches.models import Match
from app.matches.policy import can_oversee
from app.matches.queries import find_match, people_in
from app.web.access import needs
from app.web.forms import Filled, blank
from app.web.fragments import moved
from app.web.language import _, today
from app.web.pages import page
from app.web.paths import to
from app.web.verbs import carries, perform, verb

bp = Blueprint("checkins", __name__)

NOTE = verb("checkins.note", form=CheckInForm, find=find_match, may=can_oversee, act=actions.note, waits=True)


@bp.get("/matches/<uuid:match_id>/check-ins/new")
@needs(can_oversee, find_match)
def note_page(match: Match):
    """The form, for whom it is time to call."""
    form = blank(CheckInForm, on=today(), way="call", person=request.args.get("person"))
    return _note(match, form)


def _note(match: Match, form: Filled[CheckInForm], status: int = 200):
    people = {str(person.id): person.called for person in people_in(match.id)}
    return page(
        "checkins/note.html",
        status,
        match=match,
        form=form,
        people={**people, actions.GUARDIAN: _(GUARDIAN)},
        blocks=BLOCKS,
        signs=SIGNS,
        call_ways=WAYS,
    )


@bp.post("/matches/<uuid:match_id>/check-ins")
@carries(NOTE)
def note(match: Match):
    """Write down a check-in."""
    done = perform(NOTE, match)
    if done.refused:
        return _note(match, done.form, 422)
    if done.form.value("safety") == "hard":
        return moved(f"{to('safeguarding.start')}?match={match.id}")
    return moved(to("review.match", match.id))
