"""Goals: what people want to reach, how it goes, and the steps towards it."""

from flask import Flask

from app.flags.reasons import Reason, reasons
from app.goals import privacy, progress_routes, routes, step_routes
from app.goals.cards import below_session, forms, kept, mine, to_take_along
from app.matches.sockets import keepsakes
from app.offline import kept as offline
from app.privacy.erasing import retention
from app.privacy.held import held
from app.privacy.shown import shown
from app.surfaces import Card, Tab, tabs, today
from app.surfaces import below_session as below
from app.web import pages
from app.web.language import mark

GOALS = Tab("goals", mark("Goals"), "goals.goals", "flag")
MINE = Card("goals/_mine.html", mine)
WORKED_ON = Card("goals/_worked_on.html", below_session)
CELEBRATE = Reason("celebrate", mark("%(name)s reached a goal"), opens="goals.goal")


def install(app: Flask) -> None:
    """Serve the pages, take a place in the bottom bar, and show goals on Today and below sessions."""
    app.register_blueprint(routes.bp)
    app.register_blueprint(progress_routes.bp)
    app.register_blueprint(step_routes.bp)
    tabs.plug("goals", GOALS, 40)
    today.plug("goals.mine", MINE, 30)
    below.plug("goals", WORKED_ON, 60)
    offline.keep.plug("goals", kept, 25)
    offline.forms.plug("goals", forms, 30)
    reasons.plug("celebrate", CELEBRATE)
    keepsakes.plug("goals", to_take_along, 10)
    pages.context.plug("goals", routes.words)
    shown.plug("goals", privacy.GOALS, 20)
    held.plug("goals", privacy.HELD, 20)
    retention.plug("goals", privacy.RETAINED, 20)
