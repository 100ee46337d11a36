"""Talk requests for screens: one with its words, and the one that is open."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, or_, select

from app.db import db
from app.people.actor import Actor
from app.people.models import Person
from app.schemes.models import TEAM, Membership, Scheme
from app.schemes.queries import in_force
from app.talks.content import said
from app.talks.models import TalkRequest
from app.talks.policy import asked_in_by


@dataclass(frozen=True)
class Talk:
    """One request as a page shows it."""

    id: UUID
    scheme_id: UUID
    match_id: UUID | None
    person: str
    way: str
    pause: bool
    said: str
    phone_at: datetime | None
    asked_at: datetime
    answer_by: datetime
    seen_at: datetime | None
    seen_by: str | None
    answered_at: datetime | None
    answered_by: str | None
    answer: str
    read_at: datetime | None
    withdrawn_at: datetime | None

    @property
    def over(self) -> bool:
        """True when nobody has to do anything any more."""
        return self.answered_at is not None or self.withdrawn_at is not None


_asked, _person = TalkRequest.__table__, Person.__table__
_seer, _answerer = _person.alias("seer"), _person.alias("answerer")
# Made once: Today asks it each time.
_TALKS = select(
    *_asked.c, _person.c.called, _seer.c.called.label("seer"), _answerer.c.called.label("answerer")
).select_from(
    _asked.join(_person, _person.c.id == _asked.c.person_id)
    .outerjoin(_seer, _seer.c.id == _asked.c.seen_by)
    .outerjoin(_answerer, _answerer.c.id == _asked.c.answered_by)
)
_ONE = _TALKS.where(_asked.c.id == bindparam("talk"))
_OPEN = (
    _TALKS.where(
        _asked.c.person_id == bindparam("person"),
        _asked.c.withdrawn_at.is_(None),
        or_(_asked.c.answered_at.is_(None), _asked.c.read_at.is_(None)),
    )
    .order_by(_asked.c.id.desc())
    .limit(1)
)


def _talk(one) -> Talk:
    return Talk(
        one.id,
        one.scheme_id,
        one.match_id,
        one.called,
        one.way,
        one.pause,
        said(one, "sealed", one.person_id),
        one.phone_at,
        one.asked_at,
        one.answer_by,
        one.seen_at,
        one.seer,
        one.answered_at,
        one.answerer,
        said(one, "answer", one.answered_by),
        one.read_at,
        one.withdrawn_at,
    )


def one_talk(request: TalkRequest) -> Talk:
    """One request with its words; the caller settled who may read it."""
    return _talk(db.session.execute(_ONE, {"talk": request.id}).one())


def open_talk(actor: Actor) -> Talk | None:
    """What somebody asked and is not over, or was answered and not read yet."""
    row = db.session.execute(_OPEN, {"person": actor.id}).first()
    return _talk(row) if row else None


@dataclass(frozen=True)
class News:
    """What Today tells of a request that is not over, or was answered and not read yet."""

    id: UUID
    answer_by: datetime
    seen_at: datetime | None
    seen_by: str | None
    answered_at: datetime | None
    answered_by: str | None
    answer: str


def schemes_to_ask(actor: Actor) -> list[Scheme]:
    """The schemes in which somebody can ask to talk."""
    return list(db.session.scalars(select(Scheme).where(asked_in_by(actor)).order_by(Scheme.name, Scheme.id)))


def who_hears(scheme_id: UUID) -> list[str]:
    """What the people of the team are called, who all see it."""
    return list(
        db.session.scalars(
            select(Person.called)
            .join(Membership, Membership.person_id == Person.id)
            .where(Membership.scheme_id == scheme_id, Membership.role.in_(TEAM), in_force())
            .distinct()
            .order_by(Person.called)
        )
    )


def find_talk(talk_id: UUID) -> TalkRequest | None:
    """The request with this id."""
    return db.session.get(TalkRequest, talk_id)
