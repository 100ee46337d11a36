"""Pages of the desk: the queue, one session with the views that were shared, one match, and what the team does there."""

from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, abort, request

from app.db import db
from app.flags.kinds import KIND, Kind
from app.ids import read_id
from app.journal.actions import leave_trail
from app.journal.entries import views_of
from app.journal.models import Entry
from app.matches.models import STEP_OF, Match
from app.people.actor import Actor
from app.people.models import Person
from app.review import actions, policy, queries
from app.review.forms import AnswerForm, FollowUpForm, TakeForm
from app.review.queue import Line, queue, title_of
from app.review.staff import colleagues
from app.schemes.queries import schemes_of_staff
from app.sessions.models import Session
from app.sessions.queries import find_session, meeting
from app.web.access import me, needs
from app.web.answers import wants_fragment
from app.web.forms import Filled, Form, blank
from app.web.fragments import fragment_or, moved
from app.web.language import today
from app.web.pages import page
from app.web.paths import to
from app.web.transaction import note
from app.web.verbs import carries, perform, verb

bp = Blueprint("review", __name__)


FEW = 3  # so many reasons fit beside each other in the pane
A_WEEK = timedelta(days=7)  # when to come back to it, unless another day is chosen
SEE = verb("review.see", form=Form, find=queries.find_entry, may=policy.can_review, act=actions.see)
SEE_ALL = verb("review.see_all", form=Form, find=find_session, may=policy.can_answer, act=actions.see_all)
ANSWER = verb("review.answer", form=AnswerForm, find=find_session, may=policy.can_answer, act=actions.answer)
TAKE = verb("review.take", form=TakeForm, find=me, may=policy.works_at_desk, act=actions.take)
DONE = verb("review.done", form=TakeForm, find=me, may=policy.works_at_desk, act=actions.done)


def _asked() -> dict[str, str]:
    """What the address asks to see: whose lines, which kind, which scheme; '' for all."""
    kind, scheme_id = request.args.get("kind", ""), read_id(request.args.get("scheme"))
    return {
        "whose": "team" if request.args.get("whose") == "team" else "",
        "kind": kind if kind in KIND else "",
        "scheme": str(scheme_id or ""),
    }


def asked_as(**more: str) -> str:
    """The same, as the end of an address, with what else belongs in it."""
    kept = urlencode({name: value for name, value in {**_asked(), **more}.items() if value})
    return f"?{kept}" if kept else ""


def _from_here(asked: dict[str, str]) -> str:
    """The end of an address that says it was opened from this queue."""
    return "?" + urlencode({"from": "desk", **{name: value for name, value in asked.items() if value}})


def ending_of(actor: Actor) -> str:
    """How the address of a page of another room ends that was opened from the queue, and is still beside it."""
    return _from_here(_asked()) if request.args.get("from") == "desk" and policy.has_desk(actor) else ""


def beside_page(_actor: Actor, path: str) -> dict:
    """For a page of another room that was opened from the queue: the queue, to stand beside it."""
    asked = asked_queue()
    opened(asked, lambda line: line.path == path)
    there = to("review.desk")
    return {**asked, "list": "review/_list.html", "lit": there, "back_to": there + asked["asked_as"]}


def asked_queue() -> dict:
    """The list at the left: the reader's queue as the address asks for it."""
    asked = _asked()
    whole, kind, scheme_id = asked["whose"] == "team", asked["kind"], read_id(asked["scheme"])
    schemes = schemes_of_staff(me())
    found = queue(me(), whole, kind, scheme_id)
    return {
        "queue": found,
        "asked": asked,
        "asked_as": asked_as(),
        "from_here": _from_here(asked),
        "kinds": _folded(
            [known for name, known in KIND.items() if name in found.counts or name == kind], kind
        ),
        "schemes": schemes if len(schemes) > 1 else [],
        "current": None,
    }


def _folded(kinds: list[Kind], kind: str) -> tuple[list[Kind], list[Kind]]:
    """The reasons to choose from: those that stand there, and those behind one tap, so that the lines come first."""
    if len(kinds) <= FEW:
        return kinds, []
    return [known for known in kinds if known.name == kind], [known for known in kinds if known.name != kind]


def opened(asked: dict, fits) -> list[Line]:
    """The lines that this page is about; that they were opened is remembered."""
    lines = [line for line in asked["queue"].lines if fits(line)]
    asked["current"] = lines[0].path if lines else None
    fresh = [line for line in lines if not line.looked]
    actor_id = me().id
    if fresh and request.method == "GET":
        note(lambda: actions.look_at(actor_id, fresh))
    return lines


@bp.get("/desk")
@needs(policy.has_desk)
def desk():
    """What waits for this member of the staff, in the order of need."""
    return page("review/desk.html", **asked_queue())


@bp.get("/desk/lines")
@needs(policy.has_desk)
def lines():
    """The lines alone, for a desk that stands open and looks again."""
    return page("review/_lines.html", **asked_queue())


@bp.get("/desk/sessions/<uuid:session_id>")
@needs(policy.can_answer, find_session)
def file(session: Session):
    """One session with the views that were shared with the team, and what the team did with them."""
    return _file(session)


@bp.get("/desk/entries/<uuid:entry_id>")
@needs(policy.can_review, queries.find_entry)
def entry(entry: Entry):
    """The session that an entry is about."""
    session = find_session(entry.session_id) if entry.session_id else None
    return _file(session) if session else abort(404)


def _file(session: Session, form: Filled[AnswerForm] | None = None, status: int = 200):
    actor = me()
    shared = views_of(actor, session.id)
    ids = [entry.id for entry in shared]
    note(lambda: leave_trail(actor.id, ids))
    match = db.session.get_one(Match, session.match_id)
    asked = asked_queue()
    found = opened(asked, lambda line: line.about_id in ids)
    return page(
        "review/file.html",
        status,
        session=meeting(session),
        match=match,
        title=title_of(match),
        **_answers(shared, form),
        step=STEP_OF[match.state],
        seen=queries.seen_by(ids),
        earlier=queries.earlier(match.id, session),
        followed=queries.followed(match.id),
        from_file=asked_as(session=str(session.id)),
        **asked,
        **desk_work(match, found[:1], shared[0].id if shared else None),
    )


def desk_work(match: Match, found: list[Line], entry_id: UUID | None = None, form=None) -> dict:
    """What stands on every file: who has its lines, to whom they can go, and the form to follow up."""
    first = found[0] if found else None
    resting = first if first and not first.kind.everyone else None
    return {
        **taking_of(match.scheme_id, found),
        "follow": form
        or blank(
            FollowUpForm,
            due_on=today() + A_WEEK,
            entry=entry_id,
            reason=resting.kind.name if resting else None,
            about=resting.about_id if resting else None,
        ),
        "see": blank(Form),
    }


def taking_of(scheme_id: UUID, found: list[Line]) -> dict:
    """Why this stands on the desk, and to whom it can go."""
    return {
        "reasons_here": found,
        "colleagues": colleagues(scheme_id),
        "taking": blank(TakeForm),
    }


@bp.post("/entries/<uuid:entry_id>/seen")
@carries(SEE)
def see(entry: Entry):
    """Mark an entry as seen."""
    perform(SEE, entry)
    here = asked_as()

    def seen():
        by = queries.seen_by([entry.id])[entry.id]
        return page("review/_seen.html", entry=entry, seen=by, see=blank(Form), asked_as=here)

    return fragment_or(to("review.file", entry.session_id) + here, seen)


@bp.post("/desk/sessions/<uuid:session_id>/seen")
@carries(SEE_ALL)
def see_all(session: Session):
    """Mark all that was shared about a session as seen, and go back to what waits."""
    perform(SEE_ALL, session)
    return moved(to("review.desk") + asked_as())


@bp.post("/desk/sessions/<uuid:session_id>/answers")
@carries(ANSWER)
def answer(session: Session):
    """Answer the authors of a session's views."""
    done = perform(ANSWER, session)
    refused, here = done.form if done.refused else None, asked_as()
    if refused and not wants_fragment():
        return _file(session, refused, 422)

    def answers():
        found = _answers(views_of(me(), session.id), refused)
        status, shown = 422 if refused else 200, meeting(session)
        return page("review/_answers.html", status, alone=True, session=shown, asked_as=here, **found)

    return fragment_or(to("review.file", session.id) + here, answers)


def _answers(shared: list, form: Filled[AnswerForm] | None = None) -> dict:
    ids = [entry.id for entry in shared]
    return {
        "shared": shared,
        "names": {str(entry.id): entry.author for entry in shared},
        "replies": queries.replies(ids),
        "form": form or blank(AnswerForm, to=ids),
    }


@bp.post("/desk/taking")
@carries(TAKE)
def take(person: Person):
    """Take a line of the desk, hand it over, or let it go."""
    done = perform(TAKE, person)
    return _refused(done.form) if done.refused else moved(to("review.desk") + asked_as())


@bp.post("/desk/done")
@carries(DONE)
def done(person: Person):
    """Take something off the desk that needs no more than being known."""
    done = perform(DONE, person)
    return _refused(done.form) if done.refused else moved(to("review.desk") + asked_as())


def _refused(form: Filled[TakeForm]):
    return page("review/refused.html", 422, form=form, **asked_queue())
