"""The Today page: what is next, where we stand, and what waits for me."""

from flask import Blueprint

from app.home.queries import day_of
from app.surfaces import cards, today, without_match
from app.web.access import anyone, me, needs
from app.web.forms import Form, blank
from app.web.pages import page

bp = Blueprint("home", __name__)


@bp.get("/")
@needs(anyone)
def home():
    """Today, made of the cards that features bring."""
    actor = me()
    day = day_of(actor)
    places = today if day.matches else without_match
    return page("home/today.html", day=day, cards=cards(places, actor, day), form=blank(Form))
