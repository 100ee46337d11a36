"""Pages of matches: the people I am in a match with, and one match with its steps and its history."""

from flask import Blueprint

from app.matches import policy, queries
from app.matches.models import STEP_OF, Match
from app.matches.queries import find_match
from app.matches.words import HAPPENED, MEANS, OTHERWISE, SIDES, STEPS
from app.web.access import anyone, me, needs
from app.web.fragments import moved
from app.web.pages import page
from app.web.paths import to

bp = Blueprint("matches", __name__)


def words(_say, _to) -> dict:
    """The words for matches, for every template."""
    return {"steps": STEPS, "sides": SIDES}


@bp.get("/together")
@needs(anyone)
def together():
    """The people I am in a match with; with one match, that match at once."""
    mine = queries.matches_of(me(), closed=True)
    if len(mine) == 1:
        return moved(to("matches.match", mine[0].id))
    return page("matches/together.html", matches=mine)


@bp.get("/matches/<uuid:match_id>")
@needs(policy.can_see, find_match)
def match(match: Match):
    """One match: who, which step, since when, and what happened so far."""
    oversees = policy.can_oversee(me(), match)
    return page(
        "matches/match.html",
        match=match,
        step=STEP_OF[match.state],
        means=MEANS,
        people=queries.people_in(match.id),
        coordinator=queries.called(match.coordinator_id),
        history=queries.history(match, oversees),
        happened=HAPPENED,
        otherwise=OTHERWISE,
        oversees=oversees,
    )
