"""What talk requests bring to the desk: on top, within seconds of arriving; and that the mentor should keep away."""

from app.flags.reasons import Reason
from app.web.language import mark

MENTOR = Reason(
    "mentor_flagged", mark("%(name)s wants no contact with their mentor for now."), opens="review.talk"
)
TALK = Reason("talk", mark("%(name)s wants to talk to somebody."), opens="review.talk")
