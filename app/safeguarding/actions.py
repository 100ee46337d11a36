"""What happens in the record of a concern: it is only ever added to."""

from uuid import UUID

from sqlalchemy import func, select

from app import clock, ids
from app.db import db
from app.matches.actions import move
from app.matches.guards import Facts
from app.matches.models import Match, Participation
from app.matches.policy import can_see as can_see_match
from app.people.actor import Actor
from app.people.trails import leave_on_trail
from app.safeguarding.forms import DecideForm, NoteForm, RaiseForm, ReaderForm, ReasonForm
from app.safeguarding.models import Concern, ConcernNote, ConcernReader, ConcernReading
from app.safeguarding.policy import can_read
from app.safeguarding.record import BEGINNING, seal_note
from app.schemes.models import STAFF, Membership, Scheme
from app.schemes.queries import in_force
from app.web.language import _
from app.web.verbs import Refused


def raise_concern(actor: Actor, scheme: Scheme, values: RaiseForm, op_id: UUID) -> Concern:
    """Write down that one worries; the contact person has it at once."""
    match = db.session.get(Match, values.match) if values.match else None
    if match and (match.scheme_id != scheme.id or not can_see_match(actor, match)):
        match = None
    if values.about and not _is_here(values.about, scheme, match):
        raise Refused(_("Say whom it is about. A first name is enough."), "about")
    concern = Concern(
        id=op_id if db.session.get(Concern, op_id) is None else ids.new_id(),
        scheme_id=scheme.id,
        match_id=match.id if match else None,
        about_id=values.about,
        raised_by=actor.id,
        past_contact=values.past_contact,
        phone_at=ids.made_at(op_id) if op_id.version == 7 else None,
        raised_at=clock.now(),
    )
    db.session.add(concern)
    db.session.flush()
    words = values.model_dump(include={"who", "facts", "thoughts", "seen_on", "place", "present", "told"})
    _write(concern, actor, "raised", {**words, "danger": values.danger})
    return concern


def _is_here(person_id: UUID, scheme: Scheme, match: Match | None) -> bool:
    """True for who is in the match it is about, or (without one) in the scheme."""
    if match is not None:
        part = select(Participation.id).where(
            Participation.match_id == match.id, Participation.person_id == person_id
        )
        return db.session.scalars(part).first() is not None
    here = select(Membership.id).where(Membership.person_id == person_id, Membership.scheme_id == scheme.id)
    return db.session.scalars(here).first() is not None


def add_note(actor: Actor, concern: Concern, values: NoteForm, _op_id: UUID) -> Concern:
    """Add something to a record; a correction says which note it sets right, and leaves that one as it is."""
    if not can_read(actor, concern):  # who raised it adds in their own words, and no more
        _write(concern, actor, "added", {"said": values.said})
        return concern
    corrects = values.corrects if values.what == "correction" else None
    if values.what == "correction" and db.session.get(ConcernNote, (concern.id, corrects or 0)) is None:
        raise Refused(_("Choose which note you set right."), "corrects")
    step = values.step if values.what == "step" else None
    if values.what == "step" and step is None:
        raise Refused(_("Choose which step this is."), "step")
    _write(concern, actor, values.what, {"said": values.said}, step, corrects)
    if values.look_again_on:
        concern.look_again_on = values.look_again_on
    db.session.flush()
    return concern


def decide(actor: Actor, concern: Concern, values: DecideForm, _op_id: UUID) -> Concern:
    """Write down what was decided and why; deciding to do nothing has its reasons too."""
    _write(concern, actor, "decision", {"decision": values.decision, "said": values.said}, 5)
    return concern


def let_in(actor: Actor, concern: Concern, values: ReaderForm, _op_id: UUID) -> Concern:
    """Let one of the staff read a record, by name and with the reason on record."""
    staff = select(Membership.id).where(
        Membership.person_id == values.person,
        Membership.scheme_id == concern.scheme_id,
        Membership.role.in_(STAFF),
        in_force(),
    )
    if db.session.scalars(staff).first() is None:
        raise Refused(_("Choose a colleague of this scheme."), "person")
    if db.session.get(ConcernReader, (concern.id, values.person)) is None:
        db.session.add(ConcernReader(concern_id=concern.id, person_id=values.person, added_by=actor.id))
        _write(concern, actor, "reader", {"person": str(values.person), "said": values.said})
    return concern


def close(actor: Actor, concern: Concern, values: ReasonForm, _op_id: UUID) -> Concern:
    """Close a record; it stays, and can be opened again."""
    decided = select(ConcernNote.number).where(
        ConcernNote.concern_id == concern.id, ConcernNote.kind == "decision"
    )
    if db.session.scalars(decided).first() is None:
        raise Refused(_("Write down first what you decided, and why."))
    if concern.closed_at is None:
        _write(concern, actor, "closed", {"said": values.said})
        concern.closed_at = clock.now()
    return concern


def reopen(actor: Actor, concern: Concern, values: ReasonForm, _op_id: UUID) -> Concern:
    """Open a closed record again, with the reason."""
    if concern.closed_at is not None:
        _write(concern, actor, "reopened", {"said": values.said})
        concern.closed_at = concern.look_again_on = None
    return concern


def suspend(actor: Actor, concern: Concern, values: ReasonForm, _op_id: UUID) -> Concern:
    """Put the match on hold: the two have no contact, the young person still writes for themself.

    Why stays in the record; the history of the match only says that it is about safety.
    """
    match = db.session.get(Match, concern.match_id) if concern.match_id else None
    if match is None:
        raise Refused(_("This record is not about a match."))
    move(actor, match, "suspend", Facts(reason=_("For safety. Ask the contact person.")), {"team"})
    _write(concern, actor, "suspended", {"said": values.said})
    return concern


def leave_trail(actor_id: UUID, concern_id: UUID) -> None:
    """Remember that somebody opened a record today, once a day."""
    leave_on_trail(ConcernReading.concern_id, actor_id, [concern_id])


def _write(
    concern: Concern,
    actor: Actor,
    kind: str,
    fields: dict,
    step: int | None = None,
    corrects: int | None = None,
) -> None:
    """The one way in which a record grows; who writes at the same time waits for the other."""
    db.session.execute(select(Concern.id).where(Concern.id == concern.id).with_for_update())
    last = db.session.scalar(select(func.max(ConcernNote.number)).where(ConcernNote.concern_id == concern.id))
    before = db.session.get_one(ConcernNote, (concern.id, last)).chained if last else BEGINNING
    note = ConcernNote(
        concern_id=concern.id,
        number=(last or 0) + 1,
        kind=kind,
        step=step,
        corrects=corrects,
        by_id=actor.id,
        at=clock.now(),
    )
    seal_note(concern, note, {name: value for name, value in fields.items() if value is not None}, before)
    db.session.add(note)
    db.session.flush()
