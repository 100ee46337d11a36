"""Who reads a card or a sheet: its writer; of a card who is in a match with them; of a sheet once all are ready."""

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased

from app import clock
from app.acquaintance.models import AboutMe, Sheet
from app.db import db
from app.matches.apart import waits_for_somebody
from app.matches.models import Match, Participation
from app.matches.policy import taken_part_by, takes_part
from app.matches.table import RUNNING
from app.people.actor import Actor
from app.schemes.models import Scheme

WRITES = ("mentee", "mentor")


def has_card(actor: Actor, scheme: Scheme) -> bool:
    """Mentees and mentors of a scheme say who they are."""
    return actor.holds(scheme.id, *WRITES)


def cards_had_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `has_card`."""
    return Scheme.id.in_(actor.schemes_as(*WRITES))


def side_in(actor: Actor, scheme: Scheme) -> str:
    """Whose questions somebody gets: a mentor's, or a mentee's."""
    return "mentor" if actor.holds(scheme.id, "mentor") else "mentee"


def can_read_card(actor: Actor, card: AboutMe) -> bool:
    """Its writer, and who is in a running match of that scheme with them; they read what was shared."""
    if card.person_id == actor.id:
        return True
    return (
        db.session.scalar(select(AboutMe.id).where(AboutMe.id == card.id, _shares_a_match(actor))) is not None
    )


def cards_read_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_read_card`."""
    return or_(AboutMe.person_id == actor.id, _shares_a_match(actor))


_theirs = aliased(Participation)


def _shares_a_match(actor: Actor) -> ColumnElement[bool]:
    return exists().where(
        _theirs.person_id == AboutMe.person_id,
        _theirs.match_id == Match.id,
        _theirs.state == "in",
        _theirs.since <= actor.now,
        or_(_theirs.until.is_(None), _theirs.until > actor.now),
        Match.scheme_id == AboutMe.scheme_id,
        Match.state.in_(RUNNING),
        taken_part_by(actor),
    )


def can_prepare(actor: Actor, match: Match) -> bool:
    """Who takes part writes a sheet while the match prepares."""
    return match.state == "preparing" and match.suspended_at is None and takes_part(actor, match)


def prepared_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_prepare`."""
    return and_(Match.state == "preparing", Match.suspended_at.is_(None), taken_part_by(actor))


def can_read_sheet(actor: Actor, sheet: Sheet) -> bool:
    """Its writer; the others in the match once everybody in it is ready. Nobody of the team."""
    if sheet.person_id == actor.id:
        return True
    match = db.session.get_one(Match, sheet.match_id)
    return takes_part(actor, match) and all_ready(match)


def sheets_read_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_read_sheet`."""
    return or_(
        Sheet.person_id == actor.id,
        and_(
            Sheet.match_id.in_(select(Match.id).where(taken_part_by(actor))),
            ~waits_for_somebody(Sheet, Sheet.match_id, actor.now),
        ),
    )


def all_ready(match: Match) -> bool:
    """True once everybody who takes part is ready; it stays so when the match goes on."""
    return not db.session.scalar(select(waits_for_somebody(Sheet, match.id, clock.now())))
