"""Whether a mentor may begin a new match: what their scheme asks for was seen, and holds. A running one goes on."""

from uuid import UUID

from app.requirements.queries import Seen, seen_of
from app.requirements.words import LACKING
from app.schemes.models import Scheme
from app.schemes.settings import settings_of
from app.web.language import _

NEEDED = ("intake", "vog", "training", "code")


def lacking(scheme: Scheme, found: list[Seen]) -> list[str]:
    """The kinds that stand in the way: what expired, and what was never seen where the scheme asks for all."""
    strict = settings_of(scheme).mentor_needs == "all"
    return [
        one.kind
        for one in found
        if one.standing == "expired" or (strict and one.kind in NEEDED and not one.holds)
    ]


def why_not(scheme: Scheme, person_id: UUID, side: str) -> str | None:
    """Why somebody cannot be a mentor in a new match yet, in one sentence; None where they can."""
    missing = lacking(scheme, seen_of(scheme.id, person_id)) if side == "mentor" else []
    if not missing:
        return None
    return _(
        "This mentor is not ready yet. Lacking: %(what)s.",
        what=", ".join(_(LACKING[kind]) for kind in missing),
    )
