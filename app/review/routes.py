"""Pages of the desk: what was shared with the team, one session with both views, seen and answered."""

from flask import Blueprint, request

from app.db import db
from app.journal.actions import leave_trail
from app.journal.models import Entry
from app.journal.queries import views_of
from app.matches.models import STEP_OF, Match
from app.review import actions, policy, queries
from app.review.forms import AnswerForm
from app.schemes.policy import in_team
from app.sessions.models import Session
from app.sessions.queries import find_session, meeting
from app.web.access import me, needs
from app.web.forms import Filled, Form, blank
from app.web.fragments import fragment_or
from app.web.pages import page
from app.web.paths import to
from app.web.transaction import note
from app.web.verbs import carries, perform, verb

bp = Blueprint("review", __name__)
FILTERS = ("all", "unseen", "mine")

SEE = verb("review.see", form=Form, find=queries.find_entry, may=policy.can_review, act=actions.see)
ANSWER = verb("review.answer", form=AnswerForm, find=find_session, may=policy.can_answer, act=actions.answer)


def _which() -> str:
    asked = request.args.get("which", "all")
    return asked if asked in FILTERS else "all"


@bp.get("/desk")
@needs(in_team)
def desk():
    """What was shared with the team, what asks for reading first."""
    return page(
        "review/desk.html", lines=queries.desk(me(), _which()), which=_which(), counts=queries.counts(me())
    )


@bp.get("/desk/sessions/<uuid:session_id>")
@needs(policy.can_answer, find_session)
def file(session: Session):
    """One session with the views that were shared with the team, and what the team did with them."""
    return _file(session)


def _file(session: Session, form: Filled[AnswerForm] | None = None, status: int = 200):
    actor = me()
    shared = views_of(actor, session.id)
    ids = [entry.id for entry in shared]
    note(lambda: leave_trail(actor.id, ids))
    match = db.session.get_one(Match, session.match_id)
    return page(
        "review/file.html",
        status,
        session=meeting(session),
        match=match,
        title=queries.title_of(match),
        shared=shared,
        names={str(entry.id): entry.author for entry in shared},
        step=STEP_OF[match.state],
        seen=queries.seen_by(ids),
        replies=queries.replies(ids),
        earlier=queries.earlier(match.id, session),
        lines=queries.desk(actor, _which()),
        which=_which(),
        counts=queries.counts(actor),
        form=form or blank(AnswerForm, to=ids),
        see=blank(Form),
    )


@bp.post("/entries/<uuid:entry_id>/seen")
@carries(SEE)
def see(entry: Entry):
    """Mark an entry as seen."""
    perform(SEE, entry)
    return fragment_or(
        to("review.file", entry.session_id),
        lambda: page(
            "review/_seen.html", entry=entry, seen=queries.seen_by([entry.id])[entry.id], see=blank(Form)
        ),
    )


@bp.post("/desk/sessions/<uuid:session_id>/answers")
@carries(ANSWER)
def answer(session: Session):
    """Answer the authors of a session's views."""
    done = perform(ANSWER, session)
    if done.refused:
        return _file(session, done.form, 422)
    return fragment_or(
        to("review.file", session.id),
        lambda: page("review/_answers.html", **_answers(session)),
    )


def _answers(session: Session) -> dict:
    shared = views_of(me(), session.id)
    ids = [entry.id for entry in shared]
    return {
        "session": session,
        "shared": shared,
        "names": {str(entry.id): entry.author for entry in shared},
        "replies": queries.replies(ids),
        "form": blank(AnswerForm, to=ids),
    }
