"""Coming and going while a match runs: asking into a group, standing in for a mentor, leaving."""

from app.db import db
from app.matches import board, policy, taking_part
from app.matches.forms import JoinForm, StandInForm
from app.matches.models import Match, Participation
from app.matches.queries import called, find_match
from app.matches.routes import bp
from app.matches.words import SIDES
from app.schemes.models import Scheme
from app.web.access import me, needs
from app.web.forms import Filled, Form, blank
from app.web.fragments import moved
from app.web.language import today
from app.web.pages import page
from app.web.paths import to
from app.web.verbs import carries, perform, verb


def find_part(participation_id) -> Participation | None:
    """Somebody's part in a match."""
    return db.session.get(Participation, participation_id)


JOIN = verb(
    "matches.ask_to_join",
    form=JoinForm,
    find=find_match,
    may=policy.can_oversee,
    act=taking_part.ask_to_join,
)
STAND_IN = verb(
    "matches.stand_in",
    form=StandInForm,
    find=find_match,
    may=policy.can_oversee,
    act=taking_part.stand_in,
)
LEAVE = verb(
    "matches.leave", form=Form, find=find_part, may=policy.can_end_part, act=taking_part.leave, waits=True
)


def _who_comes(match: Match, template: str, form: Filled, status: int = 200):
    people = board.candidates(db.session.get_one(Scheme, match.scheme_id))
    wanted = ("mentor",) if form.kind is StandInForm else ("mentee", "mentor")
    return page(
        template,
        status,
        match=match,
        form=form,
        people={str(one.id): one.called for one in people if one.role in wanted},
        side_choices={name: SIDES[name] for name in ("mentee", "mentor")},
    )


@bp.get("/matches/<uuid:match_id>/joining", endpoint="join")
@needs(policy.can_oversee, find_match)
def join_page(match: Match):
    """The form to ask somebody into a group."""
    return _who_comes(match, "matches/join.html", blank(JoinForm, side="mentee"))


@bp.post("/matches/<uuid:match_id>/joining")
@carries(JOIN)
def ask_to_join(match: Match):
    """Ask somebody into a group."""
    done = perform(JOIN, match)
    if done.refused:
        return _who_comes(match, "matches/join.html", done.form, 422)
    return moved(to("matches.match", match.id))


@bp.get("/matches/<uuid:match_id>/stand-in", endpoint="stand-in")
@needs(policy.can_oversee, find_match)
def stand_in_page(match: Match):
    """The form to let somebody stand in for a mentor."""
    return _who_comes(match, "matches/stand_in.html", blank(StandInForm, since=today()))


@bp.post("/matches/<uuid:match_id>/stand-in")
@carries(STAND_IN)
def stand_in(match: Match):
    """Let somebody stand in."""
    done = perform(STAND_IN, match)
    if done.refused:
        return _who_comes(match, "matches/stand_in.html", done.form, 422)
    return moved(to("matches.match", match.id))


@bp.get("/participations/<uuid:participation_id>/leaving")
@needs(policy.can_end_part, find_part)
def leaving(part: Participation):
    """What leaving means, and the form for it."""
    name = called(part.person_id)
    return page("matches/leave.html", part=part, name=name, mine=part.person_id == me().id, form=blank(Form))


@bp.post("/participations/<uuid:participation_id>/leaving")
@carries(LEAVE)
def leave(part: Participation):
    """Leave, or end somebody's part."""
    mine = part.person_id == me().id
    perform(LEAVE, part)
    return moved(to("home.home") if mine else to("matches.match", part.match_id))
