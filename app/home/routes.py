"""The Today page: what is next, where we stand, and what waits for me."""

from flask import Blueprint

from app.home.queries import today_of
from app.together import read
from app.web.access import anyone, me, needs
from app.web.forms import Form, blank
from app.web.pages import page

bp = Blueprint("home", __name__)


@bp.get("/")
@needs(anyone)
def home():
    """Today, made of the cards that features bring."""
    day = read(today_of(me()))
    return page("home/today.html", day=day, cards=day.cards, form=blank(Form))
