"""What talk requests bring to the desk: on top, within seconds of arriving."""

from app.flags.reasons import Reason
from app.web.language import mark

TALK = Reason("talk", mark("%(name)s wants to talk to somebody."), opens="review.talk")
