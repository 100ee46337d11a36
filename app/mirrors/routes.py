"""The mirror: what somebody's own entries show, to nobody but themself."""

from flask import Blueprint

from app.db import db
from app.journal.words import PARTS
from app.matches import policy as matches
from app.matches.models import Match
from app.matches.queries import find_match, people_in
from app.mirrors import queries
from app.mirrors.reflection import reflect
from app.schemes.models import Scheme
from app.schemes.settings import settings_of
from app.web.access import me, needs
from app.web.pages import page

bp = Blueprint("mirrors", __name__)


@bp.get("/matches/<uuid:match_id>/mirror")
@needs(matches.takes_part, find_match)
def mirror(match: Match):
    """My own mirror of a match."""
    people = people_in(match.id)
    side = next((person.side for person in people if person.id == me().id), "")
    scheme = db.session.get_one(Scheme, match.scheme_id)
    return page(
        "mirrors/mirror.html",
        match=match,
        side=side,
        others=[person.called for person in people if person.id != me().id],
        mirror=reflect(queries.own(me(), match.id), side),
        parts=PARTS,
        team_sees=settings_of(scheme).team_sees_balance,
    )
