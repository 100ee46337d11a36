"""What ratings say about privacy: the team reads them, the other never does."""

from app.matches.privacy import together
from app.privacy.held import Held
from app.privacy.shown import Ground, Shown
from app.ratings import policy
from app.ratings.actions import PURPOSE, open_rating
from app.ratings.models import Rating, RatingReading
from app.sealing.vault import key_of
from app.web.language import mark, ngettext

RATINGS = Shown(
    Rating,
    said=lambda n: ngettext(
        "%(n)s answer to how it is between you", "%(n)s answers to how it is between you", n
    ),
    mine=lambda person_id: Rating.author_id == person_id,
    grounds=(Ground(policy.readable_by, mark("because the team reads this; the other never does")),),
    trail=RatingReading.rating_id,
    one=mark("How it is between you"),
)

HELD = (
    Held(
        Rating,
        mark("How it is between you"),
        ("made_at",),
        ("author_id",),
        told=lambda row: open_rating(key_of(row.author_id, PURPOSE), row),
    ),
)

RETAINED = (together(Rating, mark("How it is between you")),)
