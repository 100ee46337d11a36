"""Proposals: made by the team, with reasons; answered with yes, no, or one more question; never by a machine."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app import clock, ids
from app.db import db
from app.flags.actions import lower_flag, raise_flag
from app.matches.actions import PURPOSE, can_move, move, put
from app.matches.forms import AnswerForm, ProposeForm, QuestionForm
from app.matches.guards import Facts
from app.matches.models import Match, MatchQuestion, Participation
from app.matches.policy import standing
from app.matches.sockets import unready
from app.people.actor import Actor
from app.schemes.models import Scheme
from app.schemes.queries import holds_role
from app.schemes.settings import settings_of
from app.sealing.seal import seal_fields
from app.sealing.vault import key_of
from app.web.language import _, day, mark
from app.web.verbs import Refused

WHO_IS_NEEDED = {
    "one-to-one": mark("Choose one mentee and one mentor."),
    "group": mark("Choose one or two mentors and at least two mentees."),
    "peer": mark("Choose two people who do this as equals."),
}


def propose(
    actor: Actor,
    scheme: Scheme,
    kind: str,
    people: list[tuple[UUID, str]],
    reasons: str,
    name: str | None = None,
    brought: bool = False,
    earlier: Match | None = None,
) -> Match:
    """Propose a match between `people` (id, side), with the reasons that they will read."""
    clocks = settings_of(scheme)
    match = Match(
        scheme_id=scheme.id,
        kind=kind,
        name=name,
        state="",
        coordinator_id=actor.id,
        rhythm_days=clocks.rhythm_days,
        session_minutes=clocks.session_minutes,
        planned_sessions=max(1, clocks.duration_weeks * 7 // clocks.rhythm_days),
        brought=brought,
        earlier_id=earlier.id if earlier else None,
        made_at=clock.now(),
    )
    db.session.add(match)
    db.session.flush()
    move(actor, match, "propose", Facts(reason=reasons))
    for person_id, side in people:
        part = put(actor, match, None, "ask", person_id, side=side)
        if brought and side == "mentee":
            part.state = "in"  # they asked for this themselves
    db.session.flush()
    return match


def propose_by_hand(actor: Actor, scheme: Scheme, values: ProposeForm, op_id: UUID) -> Match:
    """Propose what was filled in at the desk, where it may be."""
    people = _people(values)
    for person_id, side in people:
        if not holds_role(scheme.id, person_id, *({side} if side != "peer" else {"mentee", "mentor"})):
            raise Refused(_("Somebody you chose is no longer in this scheme."), "mentees")
        for plug in unready:
            why_not = plug(scheme, person_id, side)
            if why_not:
                raise Refused(why_not, "mentors" if side == "mentor" else "mentees")
    earlier = _earlier(scheme, [person_id for person_id, side in people if side != "mentor"])
    if earlier is not None:
        _check_rematch(scheme, earlier, values)
    match = propose(
        actor, scheme, values.kind_of_match, people, values.reasons, values.name, values.brought, earlier
    )
    if earlier is not None:
        move(actor, match, "rematch", Facts(reason=values.helps))
    return match


def _people(values: ProposeForm) -> list[tuple[UUID, str]]:
    mentees, mentors = list(dict.fromkeys(values.mentees)), list(dict.fromkeys(values.mentors))
    fits = {
        "one-to-one": len(mentees) == len(mentors) == 1,
        "group": len(mentors) in (1, 2) and len(mentees) > 1,
        "peer": len(mentees) + len(mentors) == 2,
    }[values.kind_of_match]
    if not fits or set(mentees) & set(mentors):
        raise Refused(_(WHO_IS_NEEDED[values.kind_of_match]), "mentees")
    if values.kind_of_match == "group" and not values.name:
        raise Refused(_("Give the group a name."), "name")
    if values.kind_of_match == "peer":
        return [(person_id, "peer") for person_id in (*mentees, *mentors)]
    return [(person_id, "mentee") for person_id in mentees] + [(person_id, "mentor") for person_id in mentors]


def _earlier(scheme: Scheme, person_ids: list[UUID]) -> Match | None:
    """The match of one of these people that was closed last, in this scheme."""
    return db.session.scalars(
        select(Match)
        .join(Participation, Participation.match_id == Match.id)
        .where(
            Match.scheme_id == scheme.id,
            Match.state == "closed",
            Match.kind != "group",
            Participation.person_id.in_(person_ids),
            Participation.side != "mentor",
        )
        .order_by(Match.closed_at.desc())
        .limit(1)
    ).first()


def _check_rematch(scheme: Scheme, earlier: Match, values: ProposeForm) -> None:
    """A rematch waits a while, and somebody writes down why it helps this young person now."""
    from_then = (earlier.closed_at or clock.now()) + timedelta(days=settings_of(scheme).rematch_days)
    if from_then > clock.now():
        raise Refused(
            _(
                "The match before closed only just now. A new one is possible from %(day)s.",
                day=day(from_then),
            ),
            "mentees",
        )
    if not values.helps:
        raise Refused(
            _("There was a match before. Write why a new one helps this young person now."), "helps"
        )


def say_yes(actor: Actor, match: Match, _values: Any, _op_id: UUID) -> Match:
    """Say yes to a proposal; when everybody did, it goes on."""
    put(actor, match, _my_part(actor, match), "say-yes", actor.id)
    if can_move(actor, match, "accept"):
        move(actor, match, "accept")
    return match


def say_no(actor: Actor, match: Match, _values: Any, _op_id: UUID) -> Match:
    """Say no, without a reason; the others only hear that it does not go on."""
    who = standing(actor, match)
    part = put(actor, match, _my_part(actor, match), "say-no", actor.id)
    for verb in ("decline", "accept"):
        if can_move(actor, match, verb, who=who):
            move(actor, match, verb, who=who)
            break
    part.until = clock.now()
    db.session.flush()
    return match


def _my_part(actor: Actor, match: Match) -> Participation | None:
    return db.session.scalars(
        select(Participation).where(
            Participation.match_id == match.id,
            Participation.person_id == actor.id,
            Participation.state == "asked",
        )
    ).first()


def ask(actor: Actor, match: Match, values: QuestionForm, op_id: UUID) -> MatchQuestion:
    """Ask the team one more question before answering."""
    count = db.session.scalar(
        select(func.count()).where(MatchQuestion.match_id == match.id, MatchQuestion.asked_by == actor.id)
    )
    if count and count >= 10:
        raise Refused(_("You asked a lot already. Call us, then we talk about it."), "asks")
    question = MatchQuestion(
        id=ids.new_id(), match_id=match.id, asked_by=actor.id, asked_at=clock.now(), sealed=b""
    )
    question.sealed = seal_fields(key_of(actor.id, PURPOSE), {"said": values.asks}, bound(question, "asked"))
    db.session.add(question)
    db.session.flush()
    raise_flag("question", question.id, scheme_id=match.scheme_id, match_id=match.id, person_id=actor.id)
    return question


def answer(actor: Actor, question: MatchQuestion, values: AnswerForm, _op_id: UUID) -> MatchQuestion:
    """Answer a question about a proposal; only who asked reads it."""
    question.answered_by, question.answered_at = actor.id, clock.now()
    question.sealed_answer = seal_fields(
        key_of(actor.id, PURPOSE), {"said": values.said}, bound(question, "answered")
    )
    db.session.flush()
    lower_flag("question", question.id, actor.id)
    return question


def bound(question: Any, what: str) -> str:
    """What a question or its answer is bound to."""
    by = question.asked_by if what == "asked" else question.answered_by
    return f"match_question|{what}|{question.id}|{by}|{question.match_id}"


def keep_the_clocks() -> int:
    """Ask again about proposals nobody answered, and withdraw those that waited too long; gives how many."""
    done = 0
    waiting = db.session.scalars(select(Match).where(Match.state == "proposed").order_by(Match.made_at)).all()
    for match in waiting:
        for verb in ("expire", "remind"):
            if can_move(None, match, verb):
                move(None, match, verb)
                done += 1
                break
    return done
