"""Who stands behind "only me", "the two of us" and "the team too" in a match, in the names of the actual people."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select

from app import clock
from app.db import db
from app.matches.models import Match, Participation
from app.people.actor import Actor
from app.people.models import Person
from app.schemes.models import TEAM, Membership
from app.web.language import _


@dataclass(frozen=True)
class Readers:
    """The names behind each audience of one match, for one writer."""

    pair: list[str]
    team: list[str]

    def labels(self) -> dict[str, str]:
        """The choice 'who can read this', in words."""
        return {
            "me": _("Only me"),
            "pair": joined([*self.pair, _("me")]) if len(self.pair) < 3 else _("Everybody here"),
            "team": _("The team too"),
        }


def readers(actor: Actor, match: Match) -> Readers:
    """Who stands behind each audience when this person writes in this match."""
    return Readers(pair_of(match.id, actor.id), team_of(match.scheme_id))


def joined(names: list[str]) -> str:
    """'Noor', 'Noor and Bas', 'Noor, Bas and Femke'."""
    if len(names) < 2:
        return "".join(names)
    return _("%(some)s and %(last)s", some=", ".join(names[:-1]), last=names[-1])


def named(author: UUID, match: Match | None, audience: str, please_read: bool = False) -> list[str]:
    """The names of everybody besides the author whom an audience lets read."""
    if match is None:
        return []
    found: list[str] = [] if audience == "me" else pair_of(match.id, author)
    if audience == "team" or please_read:
        found += [name for name in team_of(match.scheme_id) if name not in found]
    return found


def team_of(scheme_id: UUID) -> list[str]:
    """What the people of a scheme's team are called."""
    now = clock.now()
    return list(
        db.session.scalars(
            select(Person.called)
            .join(Membership, Membership.person_id == Person.id)
            .where(
                Membership.scheme_id == scheme_id,
                Membership.role.in_(TEAM),
                or_(Membership.until.is_(None), Membership.until > now),
            )
            .distinct()
            .order_by(Person.called)
        )
    )


def pair_of(match_id: UUID, besides: UUID) -> list[str]:
    """What the others in a match are called."""
    now = clock.now()
    return list(
        db.session.scalars(
            select(Person.called)
            .join(Participation, Participation.person_id == Person.id)
            .where(
                Participation.match_id == match_id,
                Participation.state == "in",
                Participation.since <= now,
                Person.id != besides,
                or_(Participation.until.is_(None), Participation.until > now),
            )
            .order_by(Person.called)
        )
    )
