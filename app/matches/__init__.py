"""Matches: the relation itself, its five steps, who takes part, and its history."""

from flask import Flask

from app.accounts.sockets import conflicting, conflicts
from app.jobs import jobs
from app.matches import desk_routes, moving_routes, people_routes, privacy, proposals, reasons, routes
from app.matches.cards import beside, kept, kept_moves, proposed, together
from app.matches.doing import about_the_match
from app.matches.queries import mentored_by, mentors
from app.matches.sockets import to_do
from app.offline.kept import keep
from app.privacy.erasing import retention, traces
from app.privacy.held import held
from app.privacy.shown import shown
from app.schemes.policy import in_team
from app.schemes.sockets import beside_person
from app.surfaces import Card, Place, desk, mine, today, without_match
from app.web import pages
from app.web.language import mark

TOGETHER = Card("matches/_together.html", together)
OWN = ("/match-questions", "/participations")
MATCHES = Place("matches", mark("Matches"), "matches.staff", in_team, also=OWN)
BESIDE = Card("matches/_beside.html", beside)
PROPOSED = Card("matches/_proposed.html", proposed)

__all__ = ["desk_routes", "moving_routes", "people_routes"]


def install(app: Flask) -> None:
    """Serve the pages; a mentor never decides about the account of their mentee."""
    app.register_blueprint(routes.bp)
    mine.plug("matches", TOGETHER, 10)
    desk.plug("matches", MATCHES, 20)
    beside_person.plug("matches", BESIDE, 10)
    today.plug("matches.proposed", PROPOSED, 5)
    without_match.plug("matches.proposed", PROPOSED, 5)
    to_do.plug("matches", about_the_match, 10)
    reasons.plug()
    jobs.plug("matches.proposals", proposals.keep_the_clocks)
    conflicts.plug("matches", mentors)
    conflicting.plug("matches", mentored_by)
    keep.plug("matches", kept, 30)
    keep.plug("matches.moves", kept_moves, 70)
    pages.context.plug("matches", routes.words)
    shown.plug("matches", privacy.MATCHES, 70)
    held.plug("matches", privacy.HELD, 70)
    retention.plug("matches", privacy.RETAINED, 70)
    traces.plug("matches", privacy.TRACES, 70)
