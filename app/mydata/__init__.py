"""My data: who can see what of me, and who did."""

from flask import Flask

from app.jobs import jobs
from app.mydata import cards, erasing, erasing_routes, gone, privacy, routes
from app.privacy.held import held
from app.surfaces import Card, mine

__all__ = ["erasing_routes"]
TO_MY_DATA = Card("mydata/_to_my_data.html", cards.to_my_data)


def install(app: Flask) -> None:
    """Serve the pages, and lead to them from the page about me."""
    app.register_blueprint(routes.bp)
    held.plug("mydata", privacy.HELD, 95)
    jobs.plug("mydata.erasure", erasing.do_what_is_due, 80)
    jobs.plug(
        "mydata.erased_again", gone.bring_together, 85
    )  # after it: who went just now is in the list at once
    jobs.plug("mydata.retention", erasing.keep_to_the_times, 90)
    mine.plug("mydata", TO_MY_DATA, 58)
