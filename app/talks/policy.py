"""Who asks to talk, and who answers: never somebody who is or was the mentor of who asks."""

from sqlalchemy import ColumnElement, and_

from app.matches.queries import mentored_by, mentors
from app.people.actor import Actor
from app.schemes.models import TEAM, Scheme
from app.talks.models import TalkRequest


def can_ask(actor: Actor, scheme: Scheme) -> bool:
    """The young people of a scheme ask."""
    return actor.holds(scheme.id, "mentee")


def asked_in_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_ask`."""
    return Scheme.id.in_(actor.schemes_as("mentee"))


def is_own(actor: Actor, request: TalkRequest) -> bool:
    """Who asked sees what came of it, and can take it back."""
    return request.person_id == actor.id


def own_of(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `is_own`."""
    return TalkRequest.person_id == actor.id


def can_answer(actor: Actor, request: TalkRequest) -> bool:
    """The team of the scheme answers; not who was the mentor of who asks, and nobody their own."""
    return (
        actor.holds(request.scheme_id, *TEAM)
        and request.person_id != actor.id
        and not mentors(actor.id, request.person_id)
    )


def answered_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_answer`."""
    return and_(
        TalkRequest.scheme_id.in_(actor.schemes_as(*TEAM)),
        TalkRequest.person_id != actor.id,
        TalkRequest.person_id.not_in(mentored_by(actor.id)),
    )


def may_ask(actor: Actor) -> bool:
    """True for who takes part as a young person, in some scheme."""
    return bool(actor.schemes_as("mentee"))
