"""My data: who can see what of me, and who did."""

from flask import Flask

from app.jobs import jobs
from app.mydata import cards, erasing, erasing_routes, for_another_routes, gone, privacy, routes
from app.privacy.held import held
from app.schemes.sockets import for_caretaker
from app.surfaces import Card, mine, without_match

__all__ = ["erasing_routes", "for_another_routes"]
TO_MY_DATA = Card("mydata/_to_my_data.html", cards.to_my_data)
FOR_ANOTHER = Card("mydata/_for_another.html", cards.for_another)
WAITS = Card("mydata/_waits.html", cards.waits)


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
    for_caretaker.plug("mydata", FOR_ANOTHER, 90)
    without_match.plug("mydata", WAITS, 6)
