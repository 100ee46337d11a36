"""What matches say about privacy: who sees that somebody is in one, and when they meet."""

from uuid import UUID

from sqlalchemy import Select, select

from app.matches import policy
from app.matches.models import Match, MatchQuestion, Participation
from app.matches.proposals import PURPOSE, bound
from app.matches.words import KINDS, PLACES, SIDES, STATES
from app.privacy.held import Held
from app.privacy.shown import Ground, Shown
from app.sealing.seal import unseal_fields
from app.sealing.vault import key_of
from app.web.language import mark, ngettext


def matches_of(person_id: UUID) -> Select:
    """The ids of the matches that somebody takes part in, took part in, or was asked for."""
    return select(Participation.match_id).where(Participation.person_id == person_id)


MATCHES = Shown(
    Match,
    said=lambda n: ngettext(
        "that you are in a match, and when you meet", "that you are in %(n)s matches, and when you meet", n
    ),
    mine=lambda person_id: Match.id.in_(matches_of(person_id)),
    grounds=(
        Ground(policy.taken_part_by, mark("because you are in it together")),
        Ground(policy.overseen_by, mark("because the team looks after your match")),
        Ground(policy.guarded_by, mark("because they are a parent or guardian of somebody in it")),
    ),
)


def _question(row: MatchQuestion) -> dict[str, str]:
    said = {"asked": (row.asked_by, row.sealed), "answered": (row.answered_by, row.sealed_answer)}
    return {
        what: unseal_fields(key_of(by, PURPOSE), sealed, bound(row, what))["said"]
        for what, (by, sealed) in said.items()
        if by and sealed
    }


# Of a match the facts that everybody in it reads: not who asked to stop, nor why the team put it on hold or closed it.
HELD = (
    Held(
        Match,
        mark("The match"),
        ("kind", "name", "state", "coordinator_id", "rhythm_days", "session_minutes", "started_on", "ends_on")
        + ("paused_until", "closed_at"),
        through=policy.taken_part_by,
        words={"kind": KINDS, "state": STATES},
    ),
    Held(
        Participation,
        mark("How you take part"),
        ("side", "state", "since", "until"),
        ("person_id",),
        words={"side": SIDES, "state": PLACES},
    ),
    Held(
        MatchQuestion,
        mark("Questions about a proposal"),
        ("asked_at", "answered_at", "answered_by"),
        ("asked_by",),
        told=_question,
    ),
)
