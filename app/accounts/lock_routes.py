"""My own lock: set it, open it, change it, take it away, and what to do when the PIN is forgotten."""

from app.accounts import locks, policy
from app.accounts.device_routes import find_here
from app.accounts.forms import ChangeLockForm, PinForm, SetLockForm
from app.accounts.locking import ask_pin
from app.accounts.models import SignIn
from app.accounts.routes import bp
from app.accounts.stepping import strongly
from app.web.access import anyone, me, needs
from app.web.forms import Form, blank
from app.web.fragments import moved
from app.web.logs import turned_away
from app.web.pages import page
from app.web.paths import is_local, to
from app.web.verbs import Outcome, Verb, carries, perform, verb


def _mine(name: str, form, act):
    return verb(f"accounts.{name}", form=form, find=find_here, may=policy.owns_device, act=act)


SET = _mine("set_lock", SetLockForm, locks.set_pin)
OPEN = _mine("open_lock", PinForm, locks.give_pin)
CHANGE = _mine("change_lock", ChangeLockForm, locks.change_pin)
TAKE_AWAY = _mine("take_lock_away", PinForm, locks.take_away)
CLOSE = _mine("close_lock", Form, locks.close)
FORGET = _mine("forget_lock", Form, locks.forget)
KEEP = _mine("keep_lock", Form, locks.keep)


def _tried(done: Verb, here: SignIn) -> Outcome:
    """A verb that asks for the PIN; a wrong one stands in the log, without whose."""
    came = perform(done, here)
    if came.form.problem("pin"):
        turned_away("pin")
    return came


def _lock(status: int = 200, **forms):
    if me().lock == "closed":
        asked = blank(PinForm, next=to("accounts.lock"))
        # It closed meanwhile, and the PIN that was typed on the page of before may have been wrong.
        for typed in forms.values():
            if why := typed.problem("pin"):
                asked.refuse("pin", why)
        return ask_pin(asked, status)
    shown = {"setting": blank(SetLockForm), "changing": blank(ChangeLockForm), "going": blank(PinForm)}
    return page("accounts/lock.html", status, plain=blank(Form), **{**shown, **forms})


@bp.get("/lock")
@needs(anyone)
def lock():
    """My own lock, as it stands on this phone."""
    return _lock()


@bp.post("/lock")
@carries(SET)
@strongly
def set_lock(here: SignIn):
    """Put a lock on what only I read."""
    done = perform(SET, here)
    return _lock(422, setting=done.form) if done.refused else moved(to("accounts.lock"))


@bp.post("/lock/open")
@carries(OPEN)
def open_lock(here: SignIn):
    """Open my lock on this phone, and go on to where I was."""
    done = _tried(OPEN, here)
    if done.refused:
        return ask_pin(done.form, 422)
    where = done.form.value("next")
    return moved(where if is_local(where) else to("accounts.lock"))


@bp.post("/lock/pin")
@carries(CHANGE)
def change_lock(here: SignIn):
    """Another PIN."""
    done = _tried(CHANGE, here)
    return _lock(422, changing=done.form) if done.refused else moved(to("accounts.lock"))


@bp.post("/lock/removal")
@carries(TAKE_AWAY)
def take_lock_away(here: SignIn):
    """No lock any more."""
    done = _tried(TAKE_AWAY, here)
    return _lock(422, going=done.form) if done.refused else moved(to("accounts.lock"))


@bp.post("/lock/closing")
@carries(CLOSE)
def close_lock(here: SignIn):
    """Close my lock on this phone."""
    perform(CLOSE, here)
    return moved("/")


@bp.post("/lock/forgotten")
@carries(FORGET)
@strongly
def forget_lock(here: SignIn):
    """I forgot the PIN."""
    perform(FORGET, here)
    return moved(to("accounts.lock"))


@bp.post("/lock/kept")
@carries(KEEP)
def keep_lock(here: SignIn):
    """The lock has to stay."""
    perform(KEEP, here)
    return moved(to("accounts.lock"))
