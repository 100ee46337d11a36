"""The file of one match at the desk: why it stands there, what is followed up, and what happened so far."""

from uuid import UUID

from flask import request

from app.checkins.queries import of_match as contacts_of
from app.checkins.words import BLOCKS, SIGNS
from app.db import db
from app.ids import read_id
from app.matches.models import STEP_OF, Match
from app.matches.policy import can_oversee
from app.matches.queries import called, find_match, people_in
from app.offline.queries import last_heard
from app.review import actions, policy, queries
from app.review.forms import ClosingForm, FollowUpForm
from app.review.handing import note_of
from app.review.models import FollowUp
from app.review.queue import title_of
from app.review.routes import asked_as, asked_queue, bp, desk_work, opened
from app.review.timeline import timeline
from app.sessions.queries import ahead, find_session, of_match
from app.together import read
from app.web.access import me, needs
from app.web.forms import Filled
from app.web.fragments import moved
from app.web.pages import page
from app.web.paths import to
from app.web.verbs import carries, perform, verb

FOLLOW_UP = verb(
    "review.follow_up", form=FollowUpForm, find=find_match, may=can_oversee, act=actions.follow_up
)
CLOSE = verb(
    "review.close", form=ClosingForm, find=queries.find_follow_up, may=policy.can_close, act=actions.close
)


@bp.get("/desk/matches/<uuid:match_id>")
@needs(can_oversee, find_match)
def match(match: Match):
    """One match, for its team."""
    return _match(match)


def _match(
    match: Match,
    form: Filled[FollowUpForm] | None = None,
    status: int = 200,
    closing: tuple[UUID, Filled[ClosingForm]] | None = None,
):
    asked = asked_queue()
    found = opened(asked, lambda line: line.match_id == match.id)
    there = people_in(match.id)
    meetings, contacts = read(of_match(match.id)), contacts_of(match.id)
    followed = queries.followed(match.id)
    return page(
        "review/match.html",
        status,
        match=match,
        title=title_of(match),
        step=STEP_OF[match.state],
        people=there,
        heard=last_heard(person.id for person in there),
        coordinator=called(match.coordinator_id),
        coming=read(ahead([match.id]))[match.id],
        handed=note_of(match.id),
        timeline=timeline(me(), match, meetings, contacts, followed),
        contacts=contacts[:3],
        blocks=BLOCKS,
        signs=SIGNS,
        followed=followed,
        from_file=asked_as(),
        **({"closing": closing} if closing else {}),
        **asked,
        **desk_work(match, found, form=form),
    )


@bp.post("/desk/matches/<uuid:match_id>/follow-ups")
@carries(FOLLOW_UP)
def follow_up(match: Match):
    """Write down what to do, and when."""
    done = perform(FOLLOW_UP, match)
    if done.refused:
        return _match(match, done.form, 422)
    entry_id = db.session.get_one(FollowUp, done.thing_id).entry_id
    there = to("review.entry", entry_id) if entry_id else to("review.match", match.id)
    return moved(there + asked_as())


@bp.post("/desk/follow-ups/<uuid:follow_up_id>/closing")
@carries(CLOSE)
def close_follow_up(made: FollowUp):
    """Say that it is done, from the file of the match or of one of its sessions."""
    done = perform(CLOSE, made)
    if done.refused:
        return _match(db.session.get_one(Match, made.match_id), None, 422, (made.id, done.form))
    session_id = read_id(request.args.get("session"))
    session = find_session(session_id) if session_id else None
    if session and session.match_id == made.match_id:
        return moved(to("review.file", session.id) + asked_as())
    return moved(to("review.match", made.match_id) + asked_as())
