"""What fit says about privacy: the team reads a 'rather not'."""

from app.fit import policy
from app.fit.actions import said
from app.fit.models import Fit
from app.fit.words import ANSWERS
from app.matches.privacy import together
from app.privacy.held import Held
from app.privacy.shown import Ground, Shown
from app.web.language import mark, ngettext

FITS = Shown(
    Fit,
    said=lambda n: ngettext("%(n)s answer to whether it fits", "%(n)s answers to whether it fits", n),
    mine=lambda person_id: Fit.person_id == person_id,
    grounds=(Ground(policy.readable_by, mark("because you said “rather not”; the other does not read it")),),
)

HELD = (
    Held(
        Fit,
        mark("How it fits"),
        ("at",),
        ("person_id",),
        told=lambda row: dict(said(row)),
        words={"answer": ANSWERS},
    ),
)

RETAINED = (together(Fit, mark("How it fits")),)
