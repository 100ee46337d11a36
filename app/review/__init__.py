"""The desk: the team sees in time what needs it, reads what was shared with it, answers and follows up."""

from flask import Flask

from app.flags.reasons import reasons
from app.privacy.erasing import retention
from app.privacy.held import held
from app.privacy.shown import shown
from app.review import cards, match_routes, policy, privacy, routes, talk_routes, work_routes
from app.review.on_desk import FOLLOW_UP, HANDED_OVER, PHONE, PLEASE_READ, SHARED
from app.schemes.policy import in_team
from app.surfaces import (
    Card,
    Opener,
    Place,
    below_entry,
    desk,
    mine,
    on_match,
    opened_from,
    today,
    without_match,
)
from app.web.language import mark

PAGES = (routes, match_routes, talk_routes, work_routes)  # all on one blueprint
DESK = Place("desk", mark("Review"), "review.desk", policy.has_desk, also=("/desk/matches/",))
CASES = Place("cases", mark("My matches"), "review.cases", in_team, also=("/desk/handing-over",))
TEAM = Place(
    "team", mark("Team"), "review.first_team", policy.has_desk, also=("/desk-order", "/handover", "/cover")
)
WEEK = Place("week", mark("My week"), "review.digest", policy.has_desk)
BESIDE = Opener(routes.ending_of, routes.beside_page)
BELOW = Card("review/_below_entry.html", cards.below_entry)
ON_MATCH = Card("review/_on_match.html", cards.on_match)
ANSWERS = Card("review/_new_answers.html", cards.new_answers)
WAY = Card("review/_way_to_the_desk.html", cards.beside_my_matches)
WAITING = Card("review/_to_the_desk.html", cards.to_the_desk)


def install(app: Flask) -> None:
    """Serve the desk, bring its own reasons, and show answers where their readers are."""
    app.register_blueprint(routes.bp)
    opened_from.plug("review", BESIDE)
    desk.plug("desk", DESK, 10)
    desk.plug("cases", CASES, 15)
    desk.plug("team", TEAM, 45)
    desk.plug("week", WEEK, 50)
    below_entry.plug("review", BELOW)
    on_match.plug("review", ON_MATCH, 90)
    today.plug("review.way", WAY, 1)
    today.plug("review.answers", ANSWERS, 15)
    without_match.plug("review.desk", WAITING, 10)
    mine.plug("review.desk", WAITING, 80)
    for reason in (PLEASE_READ, SHARED, FOLLOW_UP, HANDED_OVER, PHONE):
        reasons.plug(reason.kind, reason)
    shown.plug("answers", privacy.ANSWERS, 34)
    held.plug("review", privacy.HELD, 34)
    retention.plug("review", privacy.RETAINED, 34)
