"""The desk: youth workers read what was shared with them, and answer."""

from flask import Flask

from app.review import cards, routes
from app.schemes.policy import in_team
from app.surfaces import Card, Place, below_entry, desk, mine, today, without_match
from app.web.language import mark

DESK = Place("desk", mark("Review"), "review.desk", in_team)
BELOW = Card("review/_below_entry.html", cards.below_entry)
ANSWERS = Card("review/_new_answers.html", cards.new_answers)
WAITING = Card("review/_to_the_desk.html", cards.to_the_desk)


def install(app: Flask) -> None:
    """Serve the desk, and show answers where their readers are."""
    app.register_blueprint(routes.bp)
    desk.plug("desk", DESK, 10)
    below_entry.plug("review", BELOW)
    today.plug("review.answers", ANSWERS, 15)
    without_match.plug("review.desk", WAITING, 10)
    mine.plug("review.desk", WAITING, 80)
