"""What the demo's team did and has to do: calls, follow-ups, and which matches are whose."""

from datetime import time, timedelta
from random import Random

from sqlalchemy import select

from app import clock, ids
from app.db import db
from app.demo.scene import call, days_ago
from app.matches.models import Match
from app.matches.queries import people_in
from app.people.actor import Actor
from app.review.actions import close, follow_up
from app.review.forms import ClosingForm, FollowUpForm
from app.schemes.models import Scheme
from app.web.language import today

MEETING = ("active", "closing")
SAID = (
    "Gaat goed. Ze plannen zelf en bellen als het niet lukt.",
    "Vindt het soms lastig om door te vragen. We hebben geoefend.",
    "Wil graag vaker iets buiten doen.",
    "School vraagt nu veel. Afgesproken dat korter ook goed is.",
    None,
    None,
)
SIGNS = ("good", "good", "good", "mixed")
# Days from today, what somebody would do, and how it went where it is done.
TO_DO = (
    (-1, "Bellen of de afspraak met school is gelukt.", None),
    (0, "Vragen hoe de verhuizing ging.", None),
    (4, "Kaartje sturen voor de verjaardag.", None),
    (-9, "Samen een nieuwe plek zoeken om af te spreken.", "Het is de bibliotheek geworden."),
)


def work(scheme: Scheme, noor: Actor, team: list[Actor]) -> None:
    """Let the team call most people lately, and let Noor have some things to come back to."""
    dice = Random(30)  # noqa: S311  the same demo every time; nothing secret comes of it
    by_id = {actor.id: actor for actor in team}
    running = db.session.scalars(
        select(Match)
        .where(Match.scheme_id == scheme.id, Match.state.in_(MEETING))
        .order_by(Match.made_at, Match.id)
    ).all()
    for match in running:
        by = by_id.get(match.coordinator_id)
        if by is None:
            continue
        for person in people_in(match.id):
            if dice.random() < 0.88:
                signs = {
                    block: dice.choice(SIGNS) for block in ("activities", "outcomes", "safety", "relation")
                }
                call(by, match, person.id, dice.randint(1, 27), signs, dice.choice(SAID))
    mine = [match for match in running if match.coordinator_id == noor.id]
    for match, (days, said, outcome) in zip(mine, TO_DO, strict=False):
        _follow_up(noor, match, days, said, outcome)


def _follow_up(by: Actor, match: Match, days: int, said: str, outcome: str | None) -> None:
    with clock.standing_at(days_ago(7 - min(days, 0), time(10, 30))):
        made = follow_up(by, match, FollowUpForm(said=said, due_on=today() + timedelta(days=7)), ids.new_id())
    made.due_on = today() + timedelta(days=days)
    if outcome:
        with clock.standing_at(days_ago(-days, time(16))):
            close(by, made, ClosingForm(said=outcome), ids.new_id())
