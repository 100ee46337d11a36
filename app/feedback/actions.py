"""What people do with feedback: give it, answer, thank, ask the team in; and cheer each other on."""

from uuid import UUID

from sqlalchemy import select

from app import clock, ids
from app.db import db
from app.feedback.content import seal_answer, seal_cheer, seal_feedback
from app.feedback.forms import AnswerForm, CheerForm, GiveForm
from app.feedback.models import Cheer, Feedback, FeedbackAnswer
from app.feedback.policy import reads_as_team
from app.flags.actions import lower_flag, raise_flag
from app.goals.models import Goal
from app.matches.models import Match, Participation
from app.people.actor import Actor
from app.web.language import _
from app.web.verbs import Refused


def give(actor: Actor, match: Match, values: GiveForm, op_id: UUID) -> Feedback:
    """Tell somebody in the match, or the scheme, what one saw and felt."""
    to_id = values.to if isinstance(values.to, UUID) else None
    if to_id is not None:
        _check_in_match(actor, match, to_id)
    feedback = Feedback(
        id=_free(Feedback, op_id),
        author_id=actor.id,
        to_id=to_id,
        scheme_id=match.scheme_id,
        match_id=match.id,
        sealed=b"",
        phone_at=_phone_time(op_id),
        made_at=clock.now(),
    )
    feedback.sealed = seal_feedback(feedback, values.content())
    db.session.add(feedback)
    db.session.flush()
    return feedback


def answer(actor: Actor, feedback: Feedback, values: AnswerForm, op_id: UUID) -> FeedbackAnswer:
    """Say something back; an answer of the team takes it off their desk."""
    written = FeedbackAnswer(
        id=_free(FeedbackAnswer, op_id),
        feedback_id=feedback.id,
        by_id=actor.id,
        sealed=b"",
        at=clock.now(),
    )
    written.sealed = seal_answer(written, values.said)
    db.session.add(written)
    if feedback.to_id == actor.id:
        feedback.read_at = feedback.read_at or clock.now()
    if reads_as_team(actor, feedback):
        lower_flag("asked_in", feedback.id, actor.id)
    db.session.flush()
    return written


def thank(_actor: Actor, feedback: Feedback, _values, _op_id: UUID) -> Feedback:
    """Thank for feedback in one tap."""
    feedback.thanked_at = feedback.thanked_at or clock.now()
    feedback.read_at = feedback.read_at or clock.now()
    db.session.flush()
    return feedback


def ask_in(actor: Actor, feedback: Feedback, _values, _op_id: UUID) -> Feedback:
    """Ask the team to help the two with it: from now on they can read it."""
    if feedback.asked_in_at is None:
        feedback.asked_in_at, feedback.asked_in_by = clock.now(), actor.id
        raise_flag(
            "asked_in",
            feedback.id,
            scheme_id=feedback.scheme_id,
            match_id=feedback.match_id,
            person_id=actor.id,
        )
        db.session.flush()
    return feedback


def cheer(actor: Actor, match: Match, values: CheerForm, op_id: UUID) -> Cheer:
    """Cheer somebody on in one line."""
    _check_in_match(actor, match, values.to)
    goal = db.session.get(Goal, values.goal) if values.goal else None
    about = goal.id if goal and goal.match_id == match.id and goal.audience != "me" else None
    given = Cheer(
        id=_free(Cheer, op_id),
        author_id=actor.id,
        to_id=values.to,
        match_id=match.id,
        goal_id=about,
        sealed=b"",
        phone_at=_phone_time(op_id),
        made_at=clock.now(),
    )
    given.sealed = seal_cheer(given, values.said)
    db.session.add(given)
    db.session.flush()
    return given


def mark_read(feedback_id: UUID) -> None:
    """Remember that its receiver opened it."""
    feedback = db.session.get_one(Feedback, feedback_id)
    feedback.read_at = feedback.read_at or clock.now()


def _check_in_match(actor: Actor, match: Match, person_id: UUID) -> None:
    there = select(Participation.id).where(
        Participation.match_id == match.id,
        Participation.person_id == person_id,
        Participation.state == "in",
    )
    if person_id == actor.id or db.session.scalars(there).first() is None:
        raise Refused(_("Choose somebody of your match."), "to")


def _free(kind: type, wanted: UUID) -> UUID:
    """The id made on the phone, unless somebody has it already."""
    return wanted if db.session.get(kind, wanted) is None else ids.new_id()


def _phone_time(op_id: UUID):
    return ids.made_at(op_id) if op_id.version == 7 else None
