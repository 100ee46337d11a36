"""The Today page: what is next, where we stand, and what waits for me."""

from flask import Blueprint

from app.home.queries import today_of
from app.home.welcome import welcome
from app.together import read
from app.web.access import anyone, me, needs
from app.web.forms import Form, blank
from app.web.pages import page

bp = Blueprint("home", __name__)
PROPOSED = "matches/_proposed.html"


@bp.get("/")
@needs(anyone)
def home():
    """Today, made of the cards that features bring."""
    day = read(today_of(me()))
    proposed = any(template == PROPOSED for template, _names in day.cards)
    told = None if day.matches or proposed else welcome(me())
    return page("home/today.html", day=day, cards=day.cards, welcome=told, form=blank(Form))
