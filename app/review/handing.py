"""Handing matches over, standing in for a colleague, and the order of the desk: how a team spreads its work."""

from uuid import UUID

from sqlalchemy import delete, select

from app import clock, ids
from app.db import db
from app.flags.actions import lower_flag, raise_flag
from app.flags.kinds import KINDS
from app.matches.models import Match, MatchEvent
from app.people.actor import Actor
from app.review.forms import CoverForm, HandAllForm, HandOverForm, OrderForm
from app.review.models import Cover, DeskPlace, Handover
from app.review.policy import handed_over_by
from app.review.staff import colleagues
from app.schemes.models import Scheme
from app.sealing.seal import seal_fields, unseal_fields
from app.sealing.vault import key_of
from app.web.language import _
from app.web.verbs import Refused

PURPOSE = "journal"


def hand_over(actor: Actor, match: Match, values: HandOverForm, _op_id: UUID) -> Match:
    """Give a match to a colleague, with a note; they find it on their desk."""
    _can_go(match.scheme_id, values)
    _hand_over(actor, match, values.to, values.said)
    return match


def hand_all_over(actor: Actor, scheme: Scheme, values: HandAllForm, _op_id: UUID) -> Scheme:
    """Give all ticked matches to a colleague."""
    _can_go(scheme.id, values)
    found = select(Match).where(
        Match.id.in_(values.ticked), Match.scheme_id == scheme.id, handed_over_by(actor)
    )
    for match in db.session.scalars(found).all():
        _hand_over(actor, match, values.to, values.said)
    return scheme


def _can_go(scheme_id: UUID, values: HandOverForm | HandAllForm) -> None:
    """To a colleague, and with a note unless somebody says that there is none."""
    if values.to not in colleagues(scheme_id):
        raise Refused(_("Choose a colleague of this scheme."), "to")
    if not (values.said or values.without):
        raise Refused(_("There is no note yet. Write one, or say that it goes without."), "said")


def _hand_over(actor: Actor, match: Match, to: UUID, said: str | None) -> None:
    if match.coordinator_id == to:
        return
    made = Handover(
        id=ids.new_id(),
        match_id=match.id,
        from_id=match.coordinator_id,
        to_id=to,
        by_id=actor.id,
        at=clock.now(),
    )
    if said:
        made.sealed = seal_fields(key_of(actor.id, PURPOSE), {"said": said}, _bound(made))
    db.session.add(made)
    match.coordinator_id = to
    match.rev += 1
    db.session.add(
        MatchEvent(
            match_id=match.id,
            verb="hand-over",
            from_state=match.state,
            to_state=match.state,
            by_id=actor.id,
            as_who="team",
            server_at=clock.now(),
        )
    )
    db.session.flush()
    for earlier in db.session.scalars(select(Handover.id).where(Handover.match_id == match.id)):
        lower_flag("handed_over", earlier, actor.id)
    raise_flag("handed_over", made.id, scheme_id=match.scheme_id, match_id=match.id, person_id=made.from_id)


def _bound(made: Handover) -> str:
    return f"handover|sealed|{made.id}|{made.by_id}|{made.match_id}|{made.to_id}"


def note_of(match_id: UUID) -> tuple[Handover, str] | None:
    """The last time a match was handed over, and the note that came with it."""
    last = select(Handover).where(Handover.match_id == match_id).order_by(Handover.id.desc()).limit(1)
    made = db.session.scalars(last).first()
    if made is None:
        return None
    said = ""
    if made.sealed:
        said = unseal_fields(key_of(made.by_id, PURPOSE), made.sealed, _bound(made))["said"]
    return made, said


def cover(actor: Actor, scheme: Scheme, values: CoverForm, _op_id: UUID) -> Cover:
    """Arrange that somebody looks after a colleague's matches: one of the two does it, or the lead."""
    team = colleagues(scheme.id)
    for name, person_id in (("whose", values.whose), ("by", values.by)):
        if person_id not in team:
            raise Refused(_("Choose a colleague of this scheme."), name)
    if actor.id not in (values.whose, values.by) and not actor.holds(scheme.id, "lead"):
        raise Refused(_("You arrange this for yourself. The lead does it for others."), "whose")
    made = Cover(
        id=ids.new_id(),
        scheme_id=scheme.id,
        for_id=values.whose,
        by_id=values.by,
        asked_by=actor.id,
        from_on=values.from_on,
        until_on=values.until_on,
        made_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    return made


def end_cover(_actor: Actor, made: Cover, _values, _op_id: UUID) -> Cover:
    """Stop standing in before the last day."""
    made.ended_at = made.ended_at or clock.now()
    return made


def order_of(scheme_id: UUID) -> list[str]:
    """The kinds of reasons in the order of a scheme."""
    rows = db.session.execute(select(DeskPlace.kind, DeskPlace.place).where(DeskPlace.scheme_id == scheme_id))
    places = {kind.name: number for number, kind in enumerate(KINDS)}
    places |= {row.kind: row.place for row in rows if row.kind in places}
    return sorted(places, key=lambda name: places[name])


def order(actor: Actor, scheme: Scheme, values: OrderForm, _op_id: UUID) -> Scheme:
    """Move a kind one place up or down, or put all back as they usually stand."""
    there = order_of(scheme.id)
    db.session.execute(delete(DeskPlace).where(DeskPlace.scheme_id == scheme.id))
    if values.way != "usual" and values.reason:
        here = there.index(values.reason)
        other = max(0, here - 1) if values.way == "up" else min(len(there) - 1, here + 1)
        there[here], there[other] = there[other], there[here]
        usual = [kind.name for kind in KINDS]
        if there != usual:
            db.session.add_all(
                DeskPlace(scheme_id=scheme.id, kind=name, place=place) for place, name in enumerate(there)
            )
    db.session.flush()
    return scheme
