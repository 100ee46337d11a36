"""Who must sign: everybody who takes part, one of the team, and a guardian where the scheme's rule says so."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select

from app import clock
from app.agreements.models import Agreement, Signature
from app.db import db
from app.matches.models import Match, Participation
from app.people.models import Person, tone
from app.schemes.models import Guardianship, Scheme
from app.schemes.settings import settings_of


@dataclass(frozen=True)
class Signer:
    """One signature that is needed: as what, by whom (or by one of these), and whether it is there."""

    as_who: str
    called: str
    people: tuple[UUID, ...]
    signed: Signature | None

    @property
    def tone(self) -> int:
        """The colour number of the avatar."""
        return tone(self.signed.person_id if self.signed else self.people[0]) if self.people else 2


def signers_of(agreements: Iterable[Agreement]) -> dict[UUID, list[Signer]]:
    """For each agreement whose signature is needed, on its revision of now. Five queries, whatever the number."""
    agreements = list(agreements)
    if not agreements:
        return {}
    match_ids = [one.match_id for one in agreements]
    parts = _parts(match_ids)
    signatures = _signatures([one.id for one in agreements])
    matches = {
        row.id: row
        for row in db.session.execute(
            select(Match.id, Match.scheme_id, Person.called.label("coordinator"))
            .join(Person, Person.id == Match.coordinator_id)
            .where(Match.id.in_(match_ids))
        )
    }
    schemes = db.session.scalars(
        select(Scheme).where(Scheme.id.in_({row.scheme_id for row in matches.values()}))
    )
    rules = {scheme.id: settings_of(scheme).guardian_signs for scheme in schemes}
    guardians = _guardians(match_ids)
    return {
        one.id: _signers(
            one,
            parts.get(one.match_id, []),
            matches[one.match_id],
            rules,
            guardians,
            signatures.get(one.id, []),
        )
        for one in agreements
    }


def _signers(agreement, parts, match, rules, guardians, signatures) -> list[Signer]:
    there = [(signature, called) for signature, called in signatures if signature.rev == agreement.rev]
    found = [
        Signer(
            part.side,
            part.called,
            (part.person_id,),
            _by(there, {part.person_id}, "mentee", "mentor", "peer"),
        )
        for part in parts
    ]
    for part in parts:
        known = guardians.get((match.scheme_id, part.person_id), {})
        rule = rules[match.scheme_id]
        if part.side == "mentee" and (rule == "always" or (rule == "known" and known)):
            called = ", ".join(known.values())
            found.append(Signer("guardian", called, tuple(known), _by(there, set(known), "guardian")))
    team = next(((one, called) for one, called in there if one.as_who == "team"), None)
    found.append(Signer("team", team[1] if team else match.coordinator, (), team[0] if team else None))
    return found


def _by(there, people: set[UUID], *as_who: str) -> Signature | None:
    return next((one for one, _ in there if one.person_id in people and one.as_who in as_who), None)


def _parts(match_ids: list[UUID]) -> dict[UUID, list]:
    rows = db.session.execute(
        select(Participation.match_id, Participation.person_id, Participation.side, Person.called)
        .join(Person, Person.id == Participation.person_id)
        .where(
            Participation.match_id.in_(match_ids),
            Participation.state == "in",
            Participation.stands_in.is_(False),
            or_(Participation.until.is_(None), Participation.until > clock.now()),
        )
        .order_by(Participation.side, Person.called)
    )
    found: dict[UUID, list] = {}
    for row in rows:
        found.setdefault(row.match_id, []).append(row)
    return found


def _signatures(agreement_ids: list[UUID]) -> dict[UUID, list[tuple[Signature, str]]]:
    rows = db.session.execute(
        select(Signature, Person.called)
        .join(Person, Person.id == Signature.person_id)
        .where(Signature.agreement_id.in_(agreement_ids))
        .order_by(Signature.signed_at)
    )
    found: dict[UUID, list[tuple[Signature, str]]] = {}
    for signature, called in rows:
        found.setdefault(signature.agreement_id, []).append((signature, called))
    return found


def _guardians(match_ids: list[UUID]) -> dict[tuple[UUID, UUID], dict[UUID, str]]:
    """The guardians of the mentees in these matches, by scheme and mentee."""
    now = clock.now()
    rows = db.session.execute(
        select(Guardianship.scheme_id, Guardianship.mentee_id, Person.id, Person.called)
        .join(Person, Person.id == Guardianship.guardian_id)
        .join(Participation, Participation.person_id == Guardianship.mentee_id)
        .where(
            Participation.match_id.in_(match_ids),
            or_(Guardianship.until.is_(None), Guardianship.until > now),
            Person.left_at.is_(None),
        )
        .order_by(Person.called)
    )
    found: dict[tuple[UUID, UUID], dict[UUID, str]] = {}
    for scheme_id, mentee_id, guardian_id, called in rows:
        found.setdefault((scheme_id, mentee_id), {})[guardian_id] = called
    return found
