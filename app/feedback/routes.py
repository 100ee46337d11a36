"""Pages of feedback: what was said to me and by me, telling somebody, answering, cheering, and my wins."""

from datetime import UTC, datetime
from uuid import UUID

from flask import Blueprint, request

from app.feedback import actions, policy, queries
from app.feedback.forms import AnswerForm, CheerForm, GiveForm
from app.feedback.models import Feedback, FeedbackReading
from app.feedback.words import CHEERS, EXAMPLES, HINTS, QUESTIONS
from app.goals.queries import ended
from app.ids import read_id
from app.matches import policy as matches
from app.matches.models import Match
from app.matches.queries import find_match, matches_of, people_in
from app.people.trails import leave_on_trail
from app.surfaces import laid_out, stayed
from app.together import read
from app.web.access import anyone, me, needs
from app.web.forms import Filled, Form, blank
from app.web.fragments import moved
from app.web.language import _
from app.web.pages import page
from app.web.paths import to
from app.web.transaction import note
from app.web.verbs import carries, perform, verb

bp = Blueprint("feedback", __name__)
EVER = datetime(2000, 1, 1, tzinfo=UTC)

GIVE = verb(
    "feedback.give", form=GiveForm, find=find_match, may=matches.can_meet, act=actions.give, waits=True
)
ANSWER = verb(
    "feedback.answer",
    form=AnswerForm,
    find=queries.find_feedback,
    may=policy.can_answer,
    act=actions.answer,
    waits=True,
)
THANK = verb(
    "feedback.thank",
    form=Form,
    find=queries.find_feedback,
    may=policy.can_thank,
    act=actions.thank,
    waits=True,
)
ASK_IN = verb(
    "feedback.ask_in",
    form=Form,
    find=queries.find_feedback,
    may=policy.can_ask_in,
    act=actions.ask_in,
    waits=True,
)
CHEER = verb(
    "feedback.cheer", form=CheerForm, find=find_match, may=matches.can_meet, act=actions.cheer, waits=True
)


@bp.get("/feedback")
@needs(anyone)
def listing():
    """What I told others and what I was told."""
    found = queries.mine(me())
    running = [match for match in matches_of(me()) if match.state in matches.RUNNING]
    return page(
        "feedback/feedback.html",
        got=[item for item in found if not item.mine],
        given=[item for item in found if item.mine],
        matches=running,
    )


@bp.get("/matches/<uuid:match_id>/feedback/new")
@needs(matches.can_meet, find_match)
def give_page(match: Match):
    """The four questions."""
    others = _others(match)
    first = next(iter(others), "scheme")
    return _give(match, blank(GiveForm, to=request.args.get("to") or first), others)


def _give(match: Match, form: Filled[GiveForm], others: dict[str, str], status: int = 200):
    return page(
        "feedback/give.html",
        status,
        match=match,
        form=form,
        to_whom={**others, "scheme": _("The scheme")},
        questions=QUESTIONS,
        examples=EXAMPLES,
        hints=HINTS,
    )


def _others(match: Match) -> dict[str, str]:
    return {str(person.id): person.called for person in people_in(match.id) if person.id != me().id}


@bp.post("/matches/<uuid:match_id>/feedback")
@carries(GIVE)
def give(match: Match):
    """Tell somebody, or the scheme."""
    done = perform(GIVE, match)
    if done.refused:
        return _give(match, done.form, _others(match), 422)
    return moved(to("feedback.feedback", done.thing_id))


@bp.get("/feedback/<uuid:feedback_id>")
@needs(policy.can_read, queries.find_feedback)
def feedback(row: Feedback):
    """One piece of feedback, and what was said back."""
    return _feedback(row)


def _feedback(row: Feedback, form: Filled[AnswerForm] | None = None, status: int = 200):
    actor, view = me(), queries.one(me(), row)
    if row.to_id == actor.id and row.read_at is None:
        note(lambda: actions.mark_read(row.id))
    as_team = policy.reads_as_team(actor, row)
    if as_team:
        _leave_trail(row.id)
    return page(
        "feedback/one.html",
        status,
        **laid_out(actor, to("feedback.feedback", row.id)),
        item=view,
        questions=QUESTIONS,
        answers=queries.answers(row.id),
        can_answer=policy.can_answer(actor, row),
        can_thank=policy.can_thank(actor, row),
        can_ask_in=policy.can_ask_in(actor, row),
        as_team=as_team,
        trail=queries.trail(row.id) if not as_team else [],
        form=form or blank(AnswerForm),
        blank=blank(Form),
    )


@bp.post("/feedback/<uuid:feedback_id>/answers")
@carries(ANSWER)
def answer(row: Feedback):
    """Say something back."""
    done = perform(ANSWER, row)
    if done.refused:
        return _feedback(row, done.form, 422)
    return moved(stayed(to("feedback.feedback", row.id), me()))


@bp.post("/feedback/<uuid:feedback_id>/thanks")
@carries(THANK)
def thank(row: Feedback):
    """Thank for it."""
    perform(THANK, row)
    return moved(to("feedback.feedback", row.id))


@bp.post("/feedback/<uuid:feedback_id>/asking-in")
@carries(ASK_IN)
def ask_in(row: Feedback):
    """Ask the team to help."""
    perform(ASK_IN, row)
    return moved(to("feedback.feedback", row.id))


@bp.get("/matches/<uuid:match_id>/cheers/new")
@needs(matches.can_meet, find_match)
def cheer_page(match: Match):
    """One line, ready or one's own."""
    others = _others(match)
    goal = read_id(request.args.get("goal"))
    wanted = request.args.get("to")
    form = blank(CheerForm, to=wanted if wanted in others else next(iter(others), None), goal=goal)
    return page("feedback/cheer.html", match=match, form=form, to_whom=others, ready=CHEERS)


@bp.post("/matches/<uuid:match_id>/cheers")
@carries(CHEER)
def cheer(match: Match):
    """Cheer somebody on."""
    done = perform(CHEER, match)
    if done.refused:
        return page(
            "feedback/cheer.html", 422, match=match, form=done.form, to_whom=_others(match), ready=CHEERS
        )
    return moved(to("feedback.cheered", match.id))


@bp.get("/matches/<uuid:match_id>/cheers")
@needs(matches.takes_part, find_match)
def cheered(match: Match):
    """The cheer is on its way."""
    return page("feedback/cheered.html", match=match, may_again=matches.can_meet(me(), match))


@bp.get("/wins")
@needs(anyone)
def wins():
    """My wins: the cheers I got, and the goals that were reached."""
    actor = me()
    reached = [goal for goal in ended(actor, []) if goal.state == "reached"]
    return page("feedback/wins.html", cheers=read(queries.cheers(actor, EVER)), reached=reached)


@bp.get("/desk/feedback")
@needs(policy.hears)
def for_team():
    """What people told the scheme, and where the team was asked in."""
    found = queries.for_team(me())
    _leave_trail(*(item.id for item in found))
    return page("feedback/for_team.html", items=found)


def _leave_trail(*ids: UUID) -> None:
    reader = me().id
    note(lambda: leave_on_trail(FeedbackReading.feedback_id, reader, ids))
