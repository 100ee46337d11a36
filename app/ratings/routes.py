"""The page on which somebody says how it is between them and the other."""

from flask import Blueprint

from app.matches import policy as matches
from app.matches.models import Match
from app.matches.queries import find_match
from app.matches.readers import team_of
from app.ratings import actions, queries
from app.ratings.forms import RateForm
from app.ratings.words import FACES, VALUES
from app.web.access import me, needs
from app.web.forms import Filled, blank
from app.web.fragments import moved
from app.web.pages import page
from app.web.paths import to
from app.web.verbs import carries, perform, verb

bp = Blueprint("ratings", __name__)
RATE = verb(
    "ratings.rate", form=RateForm, find=find_match, may=matches.can_meet, act=actions.rate, waits=True
)


@bp.get("/matches/<uuid:match_id>/ratings")
@needs(matches.can_meet, find_match)
def rate_page(match: Match):
    """The question, and what I answered before."""
    return _page(match, blank(RateForm))


def _page(match: Match, form: Filled[RateForm], status: int = 200):
    before = [rating for rating in queries.of_match(me(), match.id) if rating.author_id == me().id]
    return page(
        "ratings/rate.html",
        status,
        match=match,
        form=form,
        values=VALUES,
        faces=FACES,
        team=team_of(match.scheme_id),
        before=before,
        trail=queries.trail(before),
    )


@bp.post("/matches/<uuid:match_id>/ratings")
@carries(RATE)
def rate(match: Match):
    """Say how it is."""
    done = perform(RATE, match)
    return _page(match, done.form, 422) if done.refused else moved(to("ratings.rate_page", match.id))
