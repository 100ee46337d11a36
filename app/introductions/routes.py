"""The page of introductions of a match: whom somebody got to know, and what came of it."""

from flask import Blueprint

from app.db import db
from app.introductions import actions, policy, queries
from app.introductions.forms import CameForm, IntroduceForm
from app.introductions.models import Introduction
from app.matches import policy as matches
from app.matches.models import Match
from app.matches.queries import find_match
from app.web.access import me, needs
from app.web.forms import Filled, blank
from app.web.fragments import moved
from app.web.language import today
from app.web.pages import page
from app.web.paths import to
from app.web.verbs import carries, perform, verb

bp = Blueprint("introductions", __name__)
INTRODUCE = verb(
    "introductions.introduce",
    form=IntroduceForm,
    find=find_match,
    may=matches.can_meet,
    act=actions.introduce,
    waits=True,
)
TELL = verb(
    "introductions.tell",
    form=CameForm,
    find=queries.find_introduction,
    may=policy.can_tell,
    act=actions.tell,
    waits=True,
)


@bp.get("/matches/<uuid:match_id>/introductions")
@needs(matches.takes_part, find_match)
def listing(match: Match):
    """Whom somebody got to know, and what came of it."""
    return _page(match)


def _page(
    match: Match,
    form: Filled[IntroduceForm] | None = None,
    came: Filled[CameForm] | None = None,
    about: Introduction | None = None,
    status: int = 200,
):
    return page(
        "introductions/introductions.html",
        status,
        match=match,
        found=queries.of_match(me(), match.id),
        may_add=matches.can_meet(me(), match),
        form=form or blank(IntroduceForm, on=today()),
        came=came or blank(CameForm),
        about_id=about.id if about else None,
    )


@bp.post("/matches/<uuid:match_id>/introductions")
@carries(INTRODUCE)
def introduce(match: Match):
    """Note whom somebody was introduced to."""
    done = perform(INTRODUCE, match)
    return (
        _page(match, done.form, status=422) if done.refused else moved(to("introductions.listing", match.id))
    )


@bp.get("/introductions/<uuid:introduction_id>")
@needs(policy.can_see, queries.find_introduction)
def one(row: Introduction):
    """One introduction, among the others of its match."""
    return _page(db.session.get_one(Match, row.match_id), about=row)


@bp.post("/introductions/<uuid:introduction_id>/outcome")
@carries(TELL)
def tell(row: Introduction):
    """Tell what came of it."""
    done = perform(TELL, row)
    if done.refused:
        return _page(db.session.get_one(Match, row.match_id), came=done.form, about=row, status=422)
    return moved(to("introductions.listing", row.match_id))
