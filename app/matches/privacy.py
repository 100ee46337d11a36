"""What matches say about privacy: who sees that somebody is in one, and when they meet."""

from uuid import UUID

from sqlalchemy import Select, select

from app.matches import policy
from app.matches.models import Match, Participation
from app.privacy.shown import Ground, Shown
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
