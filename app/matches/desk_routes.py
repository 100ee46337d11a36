"""The team's pages of matches: all of a scheme with what waits, and proposing one by hand."""

from flask import request

from app.ids import read_id
from app.matches import board as lists
from app.matches import proposals
from app.matches.forms import ProposeForm
from app.matches.routes import bp
from app.matches.words import KINDS, STATES
from app.schemes import queries as schemes
from app.schemes.models import Scheme
from app.schemes.policy import can_match, in_team
from app.web.access import me, needs
from app.web.forms import Filled, blank
from app.web.fragments import moved
from app.web.pages import page
from app.web.paths import to
from app.web.verbs import carries, perform, verb

PROPOSE = verb(
    "matches.propose",
    form=ProposeForm,
    find=schemes.find_scheme,
    may=can_match,
    act=proposals.propose_by_hand,
)


@bp.get("/desk/matches")
@needs(in_team)
def staff():
    """The matches of the first scheme in whose team somebody is."""
    return moved(to("matches.board", schemes.schemes_of_team(me())[0][0]))


@bp.get("/schemes/<uuid:scheme_id>/matches")
@needs(can_match, schemes.find_scheme)
def board(scheme: Scheme):
    """The matches of a scheme."""
    which = request.args.get("which", "running")
    which = which if which in lists.WHICH else "running"
    lines, more = lists.board(me(), scheme, which, read_id(request.args.get("after")))
    return page("matches/board.html", scheme=scheme, lines=lines, more=more, which=which, states=STATES)


def _propose(scheme: Scheme, form: Filled[ProposeForm], status: int = 200):
    people = lists.candidates(scheme)
    return page(
        "matches/propose.html",
        status,
        scheme=scheme,
        form=form,
        kinds=KINDS,
        mentees={str(one.id): _called(one) for one in people if one.role == "mentee"},
        mentors={str(one.id): _called(one) for one in people if one.role == "mentor"},
    )


def _called(one: lists.Candidate) -> str:
    return f"{one.called} ({one.running})" if one.running else one.called


@bp.get("/schemes/<uuid:scheme_id>/matches/new")
@needs(can_match, schemes.find_scheme)
def propose_page(scheme: Scheme):
    """The form to propose a match."""
    return _propose(scheme, blank(ProposeForm, kind_of_match="one-to-one"))


@bp.post("/schemes/<uuid:scheme_id>/matches")
@carries(PROPOSE)
def propose(scheme: Scheme):
    """Propose a match by hand."""
    done = perform(PROPOSE, scheme)
    if done.refused:
        return _propose(scheme, done.form, 422)
    return moved(to("matches.proposal", done.thing_id))
