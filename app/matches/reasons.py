"""What matches bring to the desk of the team: somebody wants to stop, or asks about a proposal."""

from app.flags.reasons import Reason, reasons
from app.web.language import mark

STOP = Reason("stop", mark("%(name)s asked to stop. Call both, the mentee first."), opens="matches.match")
QUESTION = Reason("question", mark("%(name)s asks about a proposal."), opens="matches.answer_page")


def plug() -> None:
    """Put them in the desk's socket."""
    for reason in (STOP, QUESTION):
        reasons.plug(reason.kind, reason)
