"""My phones and browsers, my passkeys, and what happened to my account."""

from flask import Response
from webauthn.helpers import bytes_to_base64url

from app.accounts import actions, entering, events, policy, signins
from app.accounts.forms import LabelForm
from app.accounts.locking import unlocked
from app.accounts.models import Passkey, SignIn
from app.accounts.routes import bp
from app.accounts.stepping import strongly
from app.db import db
from app.web.access import anyone, me, needs, signed_in
from app.web.forms import Filled, Form, blank
from app.web.fragments import moved
from app.web.language import _
from app.web.pages import page
from app.web.paths import to
from app.web.verbs import carries, perform, verb


def find_sign_in(sign_in_id) -> SignIn | None:
    """The sign-in with this id."""
    return db.session.get(SignIn, sign_in_id)


def find_here() -> SignIn | None:
    """The sign-in of this request."""
    here = signed_in()
    return db.session.get(SignIn, here.id) if here else None


def find_passkey(passkey_id) -> Passkey | None:
    """The passkey with this id."""
    return db.session.get(Passkey, passkey_id)


END = verb(
    "accounts.end_device", form=Form, find=find_sign_in, may=policy.owns_device, act=actions.end_device
)
END_OTHERS = verb(
    "accounts.end_others", form=Form, find=find_here, may=policy.owns_device, act=actions.end_others
)
SEE_NEWS = verb("accounts.see_news", form=Form, find=find_here, may=policy.owns_device, act=actions.see_news)
INVITE_DEVICE = verb(
    "accounts.invite_device", form=Form, find=find_here, may=policy.owns_device, act=actions.invite_device
)
NAME = verb(
    "accounts.name_passkey",
    form=LabelForm,
    find=find_passkey,
    may=policy.owns_passkey,
    act=actions.name_passkey,
)
REMOVE = verb(
    "accounts.remove_passkey",
    form=Form,
    find=find_passkey,
    may=policy.owns_passkey,
    act=actions.remove_passkey,
)


def _devices(status: int = 200, **more) -> Response:
    actor, here = me(), signed_in()
    keys = entering.usable(actor.id)
    return page(
        "accounts/devices.html",
        status,
        **{
            "this": here,
            "living": signins.living(actor.id),
            "keys": keys,
            "accepted": _accepted(keys),
            "forms": {key.id: blank(LabelForm, label=key.label) for key in keys},
            "events": events.all_of(actor.id, here.id),
            "form": blank(Form),
            "code": None,
            "invitation": None,
            **more,
        },
    )


def _accepted(keys: list[Passkey]) -> dict[str, str]:
    """Which passkeys still open this account, so that the phone can drop the others from its own list."""
    return {
        "ids": " ".join(bytes_to_base64url(key.credential_id) for key in keys),
        "user": bytes_to_base64url(keys[0].user_handle) if keys else "",
    }


@bp.get("/devices")
@needs(anyone)
def devices():
    """My phones and browsers, my passkeys, and what happened."""
    return _devices()


@bp.post("/devices/<uuid:sign_in_id>/end")
@carries(END)
def end(sign_in: SignIn):
    """Sign out one of them."""
    perform(END, sign_in)
    return moved(to("accounts.devices") if sign_in.id != signed_in().id else to("accounts.sign_in"))


@bp.post("/devices/end-others")
@carries(END_OTHERS)
def end_others(here: SignIn):
    """Sign out everywhere but here."""
    perform(END_OTHERS, here)
    return moved(to("accounts.devices"))


@bp.post("/devices/news")
@carries(SEE_NEWS)
def see_news(here: SignIn):
    """I have seen what happened."""
    perform(SEE_NEWS, here)
    return moved("/")


@bp.post("/devices/invitation")
@carries(INVITE_DEVICE)
@unlocked()
@strongly
def invite(here: SignIn):
    """A code for another phone or browser; the answer itself shows it, and it is kept nowhere."""
    done = perform(INVITE_DEVICE, here)
    if done.again:
        done.form.refuse("", _("This code was shown before, and is not kept. Make a new one."))
        return _devices(409, form=done.form)
    if done.refused:
        return _devices(422, form=done.form)
    return _devices(code=done.thing.code, invitation=done.thing)


@bp.post("/passkeys/<uuid:passkey_id>/name")
@carries(NAME)
def name(passkey: Passkey):
    """Call a passkey something else."""
    return _changed(passkey, perform(NAME, passkey))


@bp.post("/passkeys/<uuid:passkey_id>/removal")
@carries(REMOVE)
@unlocked()
@strongly
def remove(passkey: Passkey):
    """Throw a passkey away."""
    done = perform(REMOVE, passkey)
    return _devices(422, form=done.form) if done.refused else moved(to("accounts.devices"))


def _changed(passkey: Passkey, done):
    if not done.refused:
        return moved(to("accounts.devices"))
    forms: dict[object, Filled] = {
        key.id: blank(LabelForm, label=key.label) for key in entering.usable(me().id)
    }
    return _devices(422, forms={**forms, passkey.id: done.form})
