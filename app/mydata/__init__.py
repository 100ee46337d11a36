"""My data: who can see what of me, and who did."""

from flask import Flask

from app.mydata import cards, routes
from app.surfaces import Card, mine

TO_MY_DATA = Card("mydata/_to_my_data.html", cards.to_my_data)


def install(app: Flask) -> None:
    """Serve the pages, and lead to them from the page about me."""
    app.register_blueprint(routes.bp)
    mine.plug("mydata", TO_MY_DATA, 58)
