"""What people do with goals: set one, revise it, tell how it goes, add and tick steps, reach it or let it go."""

from datetime import date, timedelta
from uuid import UUID

from app import clock, ids
from app.db import db
from app.flags.actions import lower_flag, raise_flag
from app.goals.content import (
    Content,
    Earlier,
    content_of,
    open_content,
    seal_content,
    seal_progress,
)
from app.goals.forms import (
    EndForm,
    GoalForm,
    ProgressForm,
    ReviseForm,
    ShareForm,
)
from app.goals.models import Goal, GoalReading, GoalRevision, Progress, WorkedOn
from app.goals.policy import can_work
from app.goals.steps import first_owner, put_step
from app.matches.models import Match
from app.people.actor import Actor
from app.people.trails import leave_on_trail
from app.sealing.vault import key_of
from app.sessions.models import Session
from app.web.language import _, today
from app.web.merging import merged
from app.web.verbs import Refused

_TEXTS = ("see", "helps", "why")


def set_in_match(actor: Actor, match: Match, values: GoalForm, op_id: UUID) -> Goal:
    """Set a goal of one's own, or of everybody in a match."""
    return _set(actor, match, values, op_id)


def set_alone(actor: Actor, _who: Actor, values: GoalForm, op_id: UUID) -> Goal:
    """Set a goal outside any match, for oneself."""
    if values.belongs != "own" or values.audience != "me":
        raise Refused(_("Without a match a goal is for you alone."), "audience")
    return _set(actor, None, values, op_id)


def _set(actor: Actor, match: Match | None, values: GoalForm, op_id: UUID) -> Goal:
    goal = Goal(
        id=_free(Goal, op_id),
        author_id=actor.id,
        scheme_id=match.scheme_id if match else None,
        match_id=match.id if match else None,
        belongs=values.belongs,
        audience=values.audience,
        theme=values.theme,
        began_on=today(),
        until=values.until,
        sealed=b"",
        phone_at=_phone_time(op_id),
        made_at=clock.now(),
        touched_at=clock.now(),
    )
    goal.sealed = seal_content(goal, values.content())
    db.session.add(goal)
    db.session.flush()
    owner = first_owner(actor, match, values.belongs)
    for place, line in enumerate(values.step_lines(), 1):
        put_step(actor, goal, line, owner, place, ids.new_id())
    return goal


def revise(actor: Actor, goal: Goal, values: ReviseForm, op_id: UUID) -> Goal:
    """Say a goal differently; what crossed is merged, every version is kept."""
    _check_day(values.until, goal.until)
    mine, there, came = _all_of(values), _facts(goal, content_of(goal)), ""
    if values.rev != goal.rev:
        mine, both = merged(_at_revision(goal, values.rev), there, mine, _TEXTS)
        came = "kept-both" if both else "merged"
    if mine == there:
        goal.touched_at = clock.now()
        return goal
    _keep_version(actor, goal, came or "edit", op_id)
    goal.came = came
    goal.until, goal.theme = mine.pop("until"), mine.pop("theme")
    goal.sealed = seal_content(goal, Content(**{**content_of(goal), **mine}))
    return _touched(goal)


def _all_of(values: ReviseForm) -> dict:
    return {"until": values.until, "theme": values.theme, **values.content()}


def _facts(goal: Goal | GoalRevision, content: Content) -> dict:
    words = {name: value for name, value in content.items() if name != "learned"}
    return {"until": goal.until, "theme": goal.theme, **words}


def _at_revision(goal: Goal, rev: int) -> dict:
    """The goal as it was in an earlier version; nothing when there is no such version."""
    kept = db.session.get(GoalRevision, (goal.id, rev))
    if kept is None:
        return {}
    return _facts(kept, open_content(key_of(goal.author_id, "journal"), Earlier(goal, kept)))


def add_progress(actor: Actor, goal: Goal, values: ProgressForm, op_id: UUID) -> Progress:
    """Tell how it goes."""
    session = db.session.get(Session, values.session) if values.session else None
    if session is not None and session.match_id != goal.match_id:
        session = None
    progress = Progress(
        id=_free(Progress, op_id),
        goal_id=goal.id,
        author_id=actor.id,
        session_id=session.id if session else None,
        on=session.on if session else values.on,
        sealed=b"",
        phone_at=_phone_time(op_id),
        at=clock.now(),
    )
    progress.sealed = seal_progress(progress, values.told())
    db.session.add(progress)
    if session:
        work_on(actor, session, [goal.id])
    goal.touched_at = clock.now()
    db.session.flush()
    return progress


def work_on(actor: Actor, session: Session, goal_ids: list[UUID]) -> None:
    """Say which goals of its match a session worked on."""
    for goal_id in goal_ids:
        goal = db.session.get(Goal, goal_id)
        if goal is None or goal.match_id != session.match_id or not can_work(actor, goal):
            continue
        if db.session.get(WorkedOn, (goal.id, session.id)) is None:
            db.session.add(WorkedOn(goal_id=goal.id, session_id=session.id, by_id=actor.id, at=clock.now()))
    db.session.flush()


def share(actor: Actor, goal: Goal, values: ShareForm, op_id: UUID) -> Goal:
    """Choose again who can see a goal; it is sealed anew for them."""
    if goal.match_id is None and values.audience != "me":
        raise Refused(_("Without a match a goal is for you alone."), "audience")
    if goal.belongs == "pair" and values.audience == "me":
        raise Refused(
            _("A goal of you together is for all of you to see. Or make it your own goal."), "audience"
        )
    if values.audience == goal.audience:
        return goal
    content = content_of(goal)
    _keep_version(actor, goal, "sharing", op_id)
    goal.audience = values.audience
    goal.sealed = seal_content(goal, content)
    _tell_the_team(goal)
    return _touched(goal)


def reach(actor: Actor, goal: Goal, values: EndForm, op_id: UUID) -> Goal:
    """Say that a goal was reached."""
    return _end(actor, goal, "reached", values.learned, op_id)


def drop(actor: Actor, goal: Goal, values: EndForm, op_id: UUID) -> Goal:
    """Let a goal go, with what was learned; that is no failure."""
    return _end(actor, goal, "dropped", values.learned, op_id)


def take_up_again(actor: Actor, goal: Goal, _values, op_id: UUID) -> Goal:
    """Take up a goal again that was reached or let go."""
    return goal if goal.state == "open" else _end(actor, goal, "open", None, op_id)


def _end(actor: Actor, goal: Goal, state: str, learned: str | None, op_id: UUID) -> Goal:
    content = content_of(goal)
    if (goal.state, content.get("learned")) == (state, learned):
        return goal
    _keep_version(actor, goal, state, op_id)
    if learned:
        content["learned"] = learned
    goal.state, goal.ended_at = state, None if state == "open" else clock.now()
    goal.sealed = seal_content(goal, content)
    _tell_the_team(goal)
    return _touched(goal)


def _tell_the_team(goal: Goal) -> None:
    """A goal that its author shares with the team and reached is one to celebrate; another one is not."""
    if goal.state == "reached" and goal.audience == "team" and goal.scheme_id:
        raise_flag(
            "celebrate",
            goal.id,
            scheme_id=goal.scheme_id,
            match_id=goal.match_id,
            person_id=goal.author_id,
        )
    else:
        lower_flag("celebrate", goal.id)


def look_at(_actor: Actor, goal: Goal, _values, _op_id: UUID) -> Goal:
    """Look at a goal and find it still right."""
    goal.touched_at = clock.now()
    db.session.flush()
    return goal


def leave_trail(reader_id: UUID, goal_ids: list[UUID]) -> None:
    """Put on the goals' reading trail that this person of the team opened them today (once a day)."""
    leave_on_trail(GoalReading.goal_id, reader_id, goal_ids)


def _check_day(until: date | None, before: date | None) -> None:
    """A day that passed may stay when only the words change."""
    if until and until != before and until < today() - timedelta(days=1):
        raise Refused(_("This day is over. Choose a day that still has to come."), "until")


def _keep_version(actor: Actor, goal: Goal, why: str, op_id: UUID) -> None:
    db.session.add(
        GoalRevision(
            goal_id=goal.id,
            rev=goal.rev,
            audience=goal.audience,
            theme=goal.theme,
            state=goal.state,
            until=goal.until,
            sealed=goal.sealed,
            why=why,
            by_id=actor.id,
            op_id=op_id,
            at=clock.now(),
        )
    )


def _touched(goal: Goal) -> Goal:
    goal.rev += 1
    goal.touched_at = clock.now()
    db.session.flush()
    return goal


def _free(kind: type, wanted: UUID) -> UUID:
    """The id made on the phone, unless somebody has it already."""
    return wanted if db.session.get(kind, wanted) is None else ids.new_id()


def _phone_time(op_id: UUID):
    return ids.made_at(op_id) if op_id.version == 7 else None
