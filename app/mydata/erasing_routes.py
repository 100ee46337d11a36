"""Pages about going: how long things are kept, what goes and what stays, asking for it, and thinking better of it."""

from uuid import UUID

from app.accounts import policy as accounts
from app.accounts.device_routes import find_here
from app.accounts.locking import unlocked
from app.accounts.models import SignIn
from app.accounts.stepping import strongly
from app.db import db
from app.mydata import erasing, lasting, policy, requested
from app.mydata.models import Erasure
from app.mydata.routes import bp
from app.web.access import anyone, me, needs
from app.web.forms import Filled, Form, blank
from app.web.fragments import moved
from app.web.language import _
from app.web.pages import page
from app.web.paths import to
from app.web.verbs import carries, perform, verb


def find_asked(erasure_id: UUID) -> Erasure | None:
    """What somebody asked for."""
    return db.session.get(Erasure, erasure_id)


ASK = verb("mydata.ask_to_go", form=Form, find=find_here, may=accounts.owns_device, act=erasing.ask)
TAKE_BACK = verb("mydata.stay", form=Form, find=find_asked, may=policy.owns, act=erasing.take_back)


@bp.get("/my-data/times")
@needs(anyone)
def times():
    """How long each kind of thing is kept, and the days of my own matches."""
    return page("mydata/times.html", times=lasting.times(), matches=lasting.my_matches(me()))


def _going(form: Filled, status: int = 200):
    actor = me()
    why = erasing.hindrance(actor.id)
    asked = erasing.waiting_for(actor.id)
    return page(
        "mydata/going.html",
        status,
        form=form,
        asked=asked,
        two=requested.who_asked(asked.id) if asked else None,
        late=asked is not None and asked.late and why is None,
        why=_(why) if why else None,
        goes=lasting.what_goes(),
        stays=lasting.what_stays(actor),
    )


@bp.get("/my-data/going")
@needs(anyone)
def going():
    """What goes when I want it all to go, and what stays, why, and until when."""
    return _going(blank(Form))


@bp.post("/my-data/going")
@carries(ASK)
@unlocked()
@strongly
def ask_to_go(here: SignIn):
    """I want all that is mine to go."""
    done = perform(ASK, here)
    return _going(done.form, 422) if done.refused else moved(to("mydata.going"))


@bp.post("/my-data/going/<uuid:erasure_id>/withdrawal")
@carries(TAKE_BACK)
def stay(asked: Erasure):
    """I thought better of it."""
    perform(TAKE_BACK, asked)
    return moved(to("mydata.going"))
