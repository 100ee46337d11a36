"""What people do when a match closes: look back, thank, open the notes together, and make a keepsake."""

from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from app import clock, ids
from app.closing.content import seal
from app.closing.forms import KeepsakeForm, LookBackForm, ThanksForm
from app.closing.models import Keepsake, LookBack, Thanks
from app.closing.policy import all_looked_back
from app.db import db
from app.matches.apart import begun, put
from app.matches.models import Match
from app.matches.queries import people_in
from app.matches.sockets import Kept, keepsakes
from app.people.actor import Actor
from app.web.language import _
from app.web.verbs import Refused


def look_back(actor: Actor, match: Match, values: LookBackForm, _op_id: UUID) -> LookBack:
    """Look back on a match; once everybody has, it lies open and stays."""
    mine = begun(LookBack, actor.id, match.id)
    if mine.ready_at and all_looked_back(match):
        raise Refused(_("Everybody has looked back, so it lies open now. It stays as it is."))
    content = values.content()
    if values.ready and len(content) < 2:
        raise Refused(_("Write at least one thing before you show it."), "well")
    return put(mine, seal(actor.id, mine, "look_back", content), values.ready)


def thank(actor: Actor, match: Match, values: ThanksForm, _op_id: UUID) -> Thanks:
    """Write a thank-you note to somebody in the match; until it is opened it can be changed."""
    if values.to not in {other.id for other in people_in(match.id) if other.id != actor.id}:
        raise Refused(_("Choose somebody of this match."), "to")
    note = db.session.scalars(
        select(Thanks).where(
            Thanks.match_id == match.id, Thanks.from_id == actor.id, Thanks.to_id == values.to
        )
    ).first()
    if note is not None and note.opened_at is not None:
        raise Refused(_("This note was opened already. It stays as it is."))
    if note is None:
        note = Thanks(id=ids.new_id(), match_id=match.id, from_id=actor.id, to_id=values.to, rev=0)
    note.sealed = seal(actor.id, note, "thanks", {"said": values.said})
    note.rev += 1
    note.changed_at = clock.now()
    db.session.add(note)
    db.session.flush()
    return note


def open_notes(_actor: Actor, match: Match, _values: Any, _op_id: UUID) -> Match:
    """Open all notes of a match, when you sit together for the last time."""
    db.session.execute(
        update(Thanks)
        .where(Thanks.match_id == match.id, Thanks.opened_at.is_(None))
        .values(opened_at=clock.now())
        .execution_options(synchronize_session=False)
    )
    return match


def keep(actor: Actor, match: Match, values: KeepsakeForm, _op_id: UUID) -> Keepsake:
    """Make a keepsake, or make it anew: a copy of what was chosen, that nobody takes away."""
    chosen = set(values.picks)
    picks = [_copied(one) for one in to_choose(actor, match) if one.key in chosen]
    mine = keepsake_of(actor.id, match.id)
    if mine is None:
        mine = Keepsake(id=ids.new_id(), match_id=match.id, owner_id=actor.id, rev=0)
    content = {
        "title": values.title,
        "said": values.said or "",
        "picks": picks,
        "with": ", ".join(other.called for other in people_in(match.id) if other.id != actor.id),
        "from": match.started_on.isoformat() if match.started_on else None,
        "until": clock.now().date().isoformat(),
    }
    mine.sealed = seal(actor.id, mine, "keepsake", content)
    mine.rev += 1
    mine.made_at = clock.now()
    db.session.add(mine)
    db.session.flush()
    return mine


def to_choose(actor: Actor, match: Match) -> list[Kept]:
    """What this person may put in their keepsake, from every room that brings something."""
    return [one for plug in keepsakes for one in plug(actor, match)]


def _copied(one: Kept) -> dict[str, Any]:
    return {
        "key": one.key,
        "kind": one.kind,
        "said": one.said,
        "by": one.by,
        "tone": one.tone,
        "on": one.on.isoformat() if one.on else None,
    }


def keepsake_of(owner_id: UUID, match_id: UUID) -> Keepsake | None:
    """Somebody's keepsake of a match, when they made one."""
    return db.session.scalars(
        select(Keepsake).where(Keepsake.owner_id == owner_id, Keepsake.match_id == match_id)
    ).first()
