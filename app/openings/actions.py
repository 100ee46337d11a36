"""What is done with openings: ask, agree, stop, look, tell, and say again why not yet."""

from datetime import date
from typing import Any
from uuid import UUID

from app import audit, clock
from app.accounts.events import happened
from app.db import db
from app.openings import policy
from app.openings.forms import AskForm, NotYetForm
from app.openings.models import LOOK_AGAIN, Opening, OpeningLook
from app.people.actor import Actor
from app.safeguarding.models import Concern
from app.safeguarding.policy import can_read
from app.schemes.models import Scheme
from app.sealing.seal import seal_fields, unseal_fields
from app.sealing.vault import key_of
from app.web.language import _, today
from app.web.verbs import Refused

PURPOSE = "concerns"


def _bound(opening: Opening) -> str:
    return f"opening|sealed|{opening.id}|{opening.scheme_id}|{opening.person_id}|{opening.asked_by}"


def words_of(opening: Opening) -> dict[str, Any]:
    """`said`: why; `not_yet`: why it is not told, or None."""
    return unseal_fields(key_of(opening.id, PURPOSE), opening.sealed, _bound(opening))


def _seal(opening: Opening, fields: dict[str, Any]) -> None:
    opening.sealed = seal_fields(key_of(opening.id, PURPOSE), fields, _bound(opening))


def ask(actor: Actor, scheme: Scheme, values: AskForm, op_id: UUID) -> Opening:
    """Ask to open what a young person wrote for themselves; another of the two has to agree."""
    young = db.session.scalar(policy.is_young_here(values.person, scheme.id))
    if not young or not policy.without_stake(actor, values.person):
        raise Refused(_("Choose a young person of this scheme whose mentor you are not."), "person")
    concern = known_concern(actor, scheme, values.concern)
    opening = Opening(
        id=op_id,
        scheme_id=scheme.id,
        person_id=values.person,
        concern_id=concern.id if concern else None,
        why=values.why,
        asked_by=actor.id,
    )
    later = values.tell == "later"
    opening.look_again_on = _in_a_week() if later else None
    _seal(opening, {"said": values.said, "not_yet": values.not_yet if later else None})
    db.session.add(opening)
    db.session.flush()
    return opening


def known_concern(actor: Actor, scheme: Scheme, concern_id: UUID | None) -> Concern | None:
    """The concern out of which it is asked, when it is of this scheme and this reader may read its record."""
    concern = db.session.get(Concern, concern_id) if concern_id else None
    readable = concern is not None and concern.scheme_id == scheme.id and can_read(actor, concern)
    return concern if readable else None


def _in_a_week() -> date:
    return today() + LOOK_AGAIN


def agree(actor: Actor, opening: Opening, _values: Any, _op_id: UUID) -> Opening:
    """Agree, as the second person: it is open for a day, and told unless there is a reason not to."""
    opening.agree(actor)
    if opening.look_again_on is None:
        _tell(opening)
    return opening


def stop(actor: Actor, opening: Opening, _values: Any, _op_id: UUID) -> Opening:
    """Close it."""
    opening.stop(actor)
    return opening


def tell(_actor: Actor, opening: Opening, _values: Any, _op_id: UUID) -> Opening:
    """Now they hear of it."""
    _tell(opening)
    return opening


def _tell(opening: Opening) -> None:
    opening.told_at, opening.look_again_on = clock.now(), None
    happened(opening.person_id, "opened", by=opening.asked_by, also_by=opening.agreed_by)


def not_yet(_actor: Actor, opening: Opening, values: NotYetForm, _op_id: UUID) -> Opening:
    """Say again why it cannot be told; a week later it is asked again."""
    _seal(opening, {**words_of(opening), "not_yet": values.not_yet})
    opening.look_again_on = _in_a_week()
    return opening


def look(reader_id: UUID, opening_id: UUID) -> None:
    """Each look is written down, before what was opened is shown."""
    look_ = OpeningLook(opening_id=opening_id, reader_id=reader_id)
    db.session.add(look_)
    audit.record(reader_id, "openings.read", [(opening_id, None)])
