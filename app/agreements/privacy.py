"""What agreements say about privacy: who reads what a match agreed."""

from sqlalchemy import ColumnElement

from app.agreements import policy
from app.agreements.models import Agreement
from app.matches.privacy import matches_of
from app.privacy.shown import Ground, Shown
from app.web.language import mark, ngettext


def _mine(person_id) -> ColumnElement[bool]:
    return Agreement.match_id.in_(matches_of(person_id))


AGREEMENTS = Shown(
    Agreement,
    said=lambda n: ngettext("what you agreed", "what you agreed, %(n)s editions", n),
    mine=_mine,
    grounds=(Ground(policy.readable_by, mark("because everybody who signs it reads it")),),
)
