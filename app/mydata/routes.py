"""Pages about my data: who can see it and who did."""

from flask import Blueprint

from app.mydata import queries
from app.mydata.log import log_of
from app.privacy.shown import besides
from app.web.access import anyone, me, needs
from app.web.pages import page

bp = Blueprint("mydata", __name__)


@bp.get("/my-data")
@needs(anyone)
def my_data():
    """Who can see what of mine now, and who did."""
    actor = me()
    return page(
        "mydata/my_data.html",
        readers=queries.readers_of(actor),
        alone=queries.only_mine(actor),
        looks=queries.looks_at(actor),
        besides=[said for said in (plug(actor) for plug in besides) if said],
        contacts=queries.contact_persons(actor),
    )


@bp.get("/my-data/log")
@needs(anyone)
def log():
    """What happened with my data, by whom."""
    return page("mydata/log.html", lines=log_of(me()))
