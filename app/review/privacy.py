"""What the desk says about privacy: who reads what the team wrote back."""

from uuid import UUID

from sqlalchemy import Select, select

from app.journal.models import Entry
from app.matches.privacy import together
from app.privacy.held import FOR_OTHERS, Held
from app.privacy.shown import Ground, Shown
from app.review import policy
from app.review.actions import PURPOSE, open_answer
from app.review.models import Answer, FollowUp, Handover
from app.schemes.models import TEAM, Membership
from app.sealing.vault import key_of
from app.web.language import mark, ngettext


def _answered(person_id: UUID) -> tuple[Select, ...]:
    mine = select(Answer.entry_id).where(Answer.by_id == person_id)
    team = (
        select(Membership.person_id)
        .join(Entry, Entry.scheme_id == Membership.scheme_id)
        .where(Entry.id.in_(mine), Membership.role.in_(TEAM))
    )
    return select(Entry.author_id).where(Entry.id.in_(mine)), team


ANSWERS = Shown(
    Answer,
    said=lambda n: ngettext("%(n)s answer that you wrote", "%(n)s answers that you wrote", n),
    mine=lambda person_id: Answer.by_id == person_id,
    grounds=(Ground(policy.answers_readable_by, mark("because you answered them, or they are in the team")),),
    readers=_answered,
)

HELD = (
    Held(
        Answer,
        mark("Answers of the team"),
        ("at", "by_id", "read_at"),
        ("by_id",),
        through=lambda actor: Answer.entry_id.in_(select(Entry.id).where(Entry.author_id == actor.id)),
        told=lambda row: {"said": open_answer(key_of(row.by_id, PURPOSE), row)},
        stays=FOR_OTHERS,
    ),
)

RETAINED = (
    together(FollowUp, mark("What the team follows up")),
    together(Handover, mark("What the team handed over")),
)
