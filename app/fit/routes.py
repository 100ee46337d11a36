"""The page that asks whether it fits, and what the team reads of a "rather not"."""

from flask import Blueprint

from app.db import db
from app.fit import actions, policy
from app.fit.forms import FitForm
from app.fit.models import Fit
from app.fit.words import ANSWERS
from app.matches.models import Match
from app.matches.queries import called, find_match
from app.surfaces import laid_out
from app.web.access import me, needs
from app.web.forms import Filled, blank
from app.web.fragments import moved
from app.web.pages import page
from app.web.paths import to
from app.web.verbs import carries, perform, verb

bp = Blueprint("fit", __name__)


def find_fit(fit_id) -> Fit | None:
    """The answer with this id."""
    return db.session.get(Fit, fit_id)


ANSWER = verb(
    "fit.answer", form=FitForm, find=find_match, may=policy.can_answer, act=actions.answer, waits=True
)


def _ask(match: Match, form: Filled[FitForm], status: int = 200):
    return page(
        "fit/ask.html",
        status,
        match=match,
        form=form,
        answers=ANSWERS,
        coordinator=called(match.coordinator_id),
    )


@bp.get("/matches/<uuid:match_id>/fit", endpoint="page")
@needs(policy.can_answer, find_match)
def ask(match: Match):
    """How does it fit so far?"""
    return _ask(match, blank(FitForm))


@bp.post("/matches/<uuid:match_id>/fit")
@carries(ANSWER)
def answer(match: Match):
    """Say how it fits."""
    done = perform(ANSWER, match)
    return _ask(match, done.form, 422) if done.refused else moved(to("fit.one", done.thing_id))


@bp.get("/fits/<uuid:fit_id>")
@needs(policy.can_read, find_fit)
def one(fit: Fit):
    """What somebody answered, for themselves; a "rather not" for the team too."""
    match = db.session.get_one(Match, fit.match_id)
    return page(
        "fit/answered.html",
        match=match,
        fit=fit,
        mine=fit.person_id == me().id,
        name=called(fit.person_id),
        said=actions.said(fit),
        **laid_out(me()),
        answers=ANSWERS,
        coordinator=called(match.coordinator_id),
    )
