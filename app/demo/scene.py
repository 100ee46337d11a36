"""Staging: lets somebody do at a moment in the past what people do, through the same actions."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from uuid import UUID

from app import clock, ids
from app.checkins.actions import note as write_check_in
from app.checkins.forms import CheckInForm
from app.closing.actions import open_notes
from app.demo.guests import id_for
from app.demo.relation import get_ready, look_back_on, say_who_they_are, sign_it, take_along
from app.demo.said import Said
from app.demo.words import words_in
from app.journal.actions import write, write_diary
from app.journal.forms import DiaryForm, WriteForm
from app.journal.models import Entry
from app.matches.actions import move
from app.matches.guards import Facts
from app.matches.models import Match
from app.matches.proposals import propose, say_yes
from app.people.actions import introduce
from app.people.actor import Actor
from app.schemes.actions import give_role
from app.schemes.models import Scheme
from app.schemes.queries import actor_of
from app.sessions.actions import miss, plan
from app.sessions.forms import MissedForm, PlanForm
from app.sessions.models import Session
from app.web.language import local, today, zone

# Which moves bring a new match to a state, a week apart.
ROAD: dict[str, tuple[str, ...]] = {
    "proposed": (),
    "preparing": ("accept",),
    "agreeing": ("accept", "meet"),
    "active": ("accept", "meet", "sign"),
    "withdrawn": ("withdraw",),
}


def days_ago(days: float, at: time = time(15, 30)) -> datetime:
    """A moment `days` days ago (or ahead, when below zero), at this time of the day on screen."""
    day = local(clock.now()).date() - timedelta(days=days)
    return datetime.combine(day, at, zone())


def earlier_today(hours: float) -> datetime:
    """Some hours ago, but still today on screen."""
    midnight = datetime.combine(local(clock.now()).date(), time(0), zone())
    return max(clock.now() - timedelta(hours=hours), midnight)


def arrive(
    called: str, language: str, scheme: Scheme, roles: tuple[str, ...], days: int, by: UUID | None
) -> Actor:
    """Somebody new, with their roles in a scheme."""
    with clock.standing_at(days_ago(days, time(10))):
        person = introduce(called, language, id_for(called.lower()))
        for role in roles:
            give_role(scheme, person.id, role, by)
    return actor_of(person)


def begin(
    by: Actor,
    scheme: Scheme,
    kind: str,
    people: Mapping[str, list[Actor]],
    state: str,
    days: int,
    reasons: str,
    name: str | None = None,
) -> Match:
    """A match that came into `state` so many days ago; `people` by side."""
    places = [(person.id, side) for side, group in people.items() for person in group]
    road = ROAD[state]
    with clock.standing_at(days_ago(days + 7 * len(road), time(11))):
        match = propose(by, scheme, kind, places, reasons, name)
    for step, verb in enumerate(road, 1):
        with clock.standing_at(days_ago(days + 7 * (len(road) - step), time(16))):
            _take(by, match, verb, [(person, side) for side, group in people.items() for person in group])
    return match


def _take(by: Actor, match: Match, verb: str, people: list[tuple[Actor, str]]) -> None:
    """One step on the road of a match."""
    if verb == "accept":
        for person, side in people:
            say_yes(person, match, None, ids.new_id())
            say_who_they_are(person, match, side)
    elif verb == "meet":
        for person, side in people:
            get_ready(person, match, side)
        there = frozenset((by.id, *(person.id for person, _ in people)))
        move(by, match, "meet", Facts(on=today(), present=there))
    elif verb == "sign":
        sign_it(by, match, [person for person, _ in people])
    else:
        move(by, match, verb, Facts(reason=words_in(by.language).match["withdrawn"]))


def begin_to_close(by: Actor, match: Match, days: float, people: Mapping[str, Actor]) -> None:
    """So many days ago they began to close; the mentor looked back first."""
    with clock.standing_at(days_ago(days, time(16))):
        move(by, match, "start-closing")
    with clock.standing_at(days_ago(days - 2, time(20))):
        look_back_on(people["mentor"], match, "mentor", people["mentee"])


def end(by: Actor, match: Match, days: int, people: Mapping[str, Actor]) -> None:
    """Bring an active match to its end, so many days ago, after two weeks of closing; `people` by side."""
    begin_to_close(by, match, days + 14, people)
    mentee, mentor = people["mentee"], people["mentor"]
    with clock.standing_at(days_ago(days + 9, time(19))):
        look_back_on(mentee, match, "mentee", mentor)
    with clock.standing_at(days_ago(days + 2, time(17))):
        open_notes(mentee, match, None, ids.new_id())
        take_along(mentee, match, mentor)
    with clock.standing_at(days_ago(days, time(16))):
        move(by, match, "close", Facts(why="planned", talk=words_in(by.language).match["last_talk"]))


def agree_to_meet(
    actor: Actor, match: Match, days: float, at: time, place: str | None, way: str = "in-person"
) -> Session:
    """A session planned for so many days ago (below zero: ahead), put on the calendar some days before."""
    starts = days_ago(days, at)
    with clock.standing_at(min(starts - timedelta(days=5), clock.now())):
        values = PlanForm.model_validate({"on": starts.date(), "at": at, "way": way, "place": place})
        return plan(actor, match, values, ids.new_id())


def start_of(session: Session) -> datetime:
    """When a session began, or begins; all of the demo's are planned."""
    assert session.starts_at is not None
    return session.starts_at


def stay_away(actor: Actor, session: Session, why: str = "unsaid") -> None:
    """Say on the evening itself that a planned session did not happen."""
    with clock.standing_at(start_of(session) + timedelta(hours=4)):
        miss(actor, session, MissedForm.model_validate({"why": why}), ids.new_id())


def tell(
    actor: Actor,
    match: Match,
    session: Session,
    said: Said,
    at: datetime,
    audience: str = "pair",
    please_read: bool = False,
    present: list[UUID] | None = None,
) -> Entry:
    """What somebody wrote about a session that was held, at the moment they wrote it."""
    with clock.standing_at(at):
        values = WriteForm.model_validate(
            {
                **_words(said),
                "session": session.id,
                "on": session.on,
                "minutes": session.minutes,
                "way": session.way,
                "present": present or [],
                "audience": audience,
                "please_read": please_read,
            }
        )
        return write(actor, match, values, ids.new_id())


def call(
    by: Actor, match: Match, person_id: UUID, days: int, signs: Mapping[str, str], said: str | None
) -> None:
    """Somebody of the team spoke with somebody of a match, so many days ago."""
    moment = days_ago(days, time(14, 20))
    with clock.standing_at(moment):
        values = CheckInForm.model_validate({"person": person_id, "on": moment.date(), "said": said, **signs})
        write_check_in(by, match, values, ids.new_id())


def note(actor: Actor, said: Said, days: float) -> Entry:
    """What somebody wrote in their diary on a day."""
    moment = days_ago(days, time(20, 40))
    with clock.standing_at(moment):
        values = DiaryForm.model_validate({**_words(said), "on": moment.date()})
        return write_diary(actor, actor, values, ids.new_id())


def _words(said: Said) -> dict:
    return {
        "feeling": said.feeling,
        "talk": said.talk,
        "did": said.did or None,
        "next_time": said.next_time,
        "parts": list(said.parts),
    }
