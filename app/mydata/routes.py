"""Pages about my data: who can see it and who did, what happened with it, and all of it to take along."""

from flask import Blueprint, Response

from app.accounts import policy as accounts
from app.accounts.device_routes import find_here
from app.accounts.doorway import limited
from app.accounts.locking import unlocked
from app.accounts.stepping import strongly
from app.matches.readers import joined
from app.mydata import export as exporting
from app.mydata import queries
from app.mydata.log import log_of
from app.mydata.words import KEPT_BACK
from app.privacy.held import held
from app.privacy.shown import besides
from app.web.access import anyone, me, needs
from app.web.forms import Filled, Form, blank
from app.web.language import _, today
from app.web.pages import page
from app.web.verbs import carries, perform, verb

bp = Blueprint("mydata", __name__)
EXPORTS_IN_A_WINDOW = 5  # reads and seals open all that somebody ever wrote
EXPORT = verb("mydata.export", form=Form, find=find_here, may=accounts.owns_device, act=exporting.make)


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
        joined=joined,
    )


@bp.get("/my-data/log")
@needs(anyone)
def log():
    """What happened with my data, by whom."""
    return page("mydata/log.html", lines=log_of(me()))


def _take(form: Filled, status: int = 200):
    labels = dict.fromkeys(_(kind.label) for room in held for kind in room)
    return page("mydata/take.html", status, form=form, labels=list(labels), kept_back=KEPT_BACK)


@bp.get("/my-data/export")
@needs(anyone)
def take():
    """What an export holds, and the form to make one."""
    return _take(blank(Form))


@bp.post("/my-data/export")
@carries(EXPORT)
@unlocked()
@strongly
def export(_here):
    """Everything about me, in one file; it is kept nowhere."""
    limited("export", me().id, EXPORTS_IN_A_WINDOW)
    done = perform(EXPORT, _here)
    if done.again:
        done.form.refuse("", _("This file was made before, and is not kept. Make a new one."))
        return _take(done.form, 409)
    if done.refused:
        return _take(done.form, 422)
    answer = Response(done.thing.content, content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="naast-{today().isoformat()}.zip"'
    return answer
