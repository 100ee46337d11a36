"""What matches bring to the desk of the team: somebody wants to stop, asks about a proposal, or does not answer one."""

from sqlalchemy import Select, select

from app.flags.reasons import Reason, Scope, reasons, row
from app.matches.models import Match
from app.web.language import mark

STOP = Reason("stop", mark("%(name)s asked to stop. Call both, the mentee first."), opens="matches.match")
QUESTION = Reason("question", mark("%(name)s asks about a proposal."), opens="matches.answer_page")


def _waits(scope: Scope) -> Select:
    """Proposals about which somebody was asked once more and that still wait."""
    matches = scope.matches.c
    return (
        select(*row(matches.id, Match.reminded_at, scheme=matches.scheme_id, match=matches.id))
        .select_from(scope.matches)
        .join(Match, Match.id == matches.id)
        .where(matches.state == "proposed", Match.reminded_at.is_not(None))
    )


PROPOSAL = Reason(
    "proposal", mark("Not everybody answered, though we asked again %(days)s days ago."), _waits
)


def plug() -> None:
    """Put them in the desk's socket."""
    for reason in (STOP, QUESTION, PROPOSAL):
        reasons.plug(reason.kind, reason)
