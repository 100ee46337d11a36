"""Coming in by invitation: the code, who invites, and the passkey that is made with it."""

from flask import Response, redirect, request
from werkzeug.wrappers import Response as Answer

from app.accounts import actions, ceremonies, cookies, entering
from app.accounts.doorway import (
    body,
    ceremony,
    for_visitor,
    limited,
    party,
    said,
    visit,
    wrong,
)
from app.accounts.forms import CodeForm, JoinForm
from app.accounts.invitations import describe, find_by_code, is_open
from app.accounts.models import Invitation
from app.accounts.routes import bp
from app.db import db
from app.people.models import Person
from app.web.access import open_to_all
from app.web.answers import answer_json, wants_json
from app.web.forms import Form, blank, read
from app.web.language import NAMES, _, current
from app.web.logs import turned_away
from app.web.pages import page
from app.web.paths import to
from app.web.verbs import Refused, carries, perform, verb


class Open:
    """An invitation whose code this visitor showed, and what the page says of it."""

    def __init__(self, invitation: Invitation) -> None:
        self.invitation, self.purpose = invitation, invitation.purpose
        self.about = describe(invitation)
        known = invitation.person_id
        self.person = db.session.get(Person, known) if known else None


def find_open() -> Open | None:
    """The invitation of this visitor, while it can be used."""
    invitation = ceremonies.invited_to(cookies.visitor())
    return Open(invitation) if invitation is not None and is_open(invitation) else None


def can_take_part(_actor, shown: Open) -> bool:
    """An invitation to join that names nobody may be taken by whoever holds its code."""
    return shown.purpose == "join" and shown.person is None


def _take_part(actor, shown: Open, values, op_id) -> Invitation:
    return actions.take_part(actor, shown.invitation, values, op_id)


TAKE_PART = verb("accounts.take_part", form=Form, find=find_open, may=can_take_part, act=_take_part)


@bp.get("/invitation")
@open_to_all
def invitation():
    """Where a code is typed; a code in the address stands behind the # and is read by the script alone."""
    return page("accounts/invitation.html", form=blank(CodeForm))


@bp.post("/invitation")
@open_to_all
def show_code():
    """Show the code of an invitation; every wrong one gets the same answer."""
    script = wants_json()
    filled = read(CodeForm, body() if script else request.form)
    found = find_by_code(filled.values.code) if filled.values else None
    if found is None:
        if filled.values:
            turned_away("code")
            wrong("code")
            filled.refuse("code", _("This code does not work. Check it, or ask for a new one."))
        why = next(iter(filled.problems.values()))
        return said("code", why, 422) if script else page("accounts/invitation.html", 422, form=filled)

    def let_in(visitor: bytes) -> Answer:
        ceremonies.invite_in(visitor, found)
        return answer_json({"next": to("accounts.join")}) if script else redirect(to("accounts.join"), 303)

    return for_visitor(let_in)


@bp.get("/join")
@open_to_all
def join():
    """Who invites you into what, how you want to be called, and the passkey."""
    shown = find_open()
    if shown is None:
        return redirect(to("accounts.invitation"), 303)
    form = blank(JoinForm, language=current())
    return page("accounts/join.html", shown=shown, form=form, languages=NAMES, take=blank(Form))


@bp.post("/join/options")
@open_to_all
def join_options() -> Response:
    """What the phone is asked: to make a passkey under the name that was chosen."""
    sent = body()
    shown, visitor = find_open(), cookies.visitor()
    if shown is None or visitor is None:
        return said("over", _("This invitation is over. Ask for a new one."), 410)
    limited("join", shown.invitation.id)
    filled = read(JoinForm, {**sent, "called": shown.person.called} if shown.person else sent)
    if filled.values is None:
        return said("form", "", 422, problems=filled.problems)
    try:
        options = entering.to_join(
            party(), visitor, shown.invitation, filled.values.called, filled.values.language
        )
    except Refused as refused:
        return said("refused", refused.why, 409)
    return answer_json(options)


@bp.post("/join/passkey")
@open_to_all
@ceremony
def join_passkey() -> Response:
    """What the phone answered: the passkey it made. They are in."""
    person, token = entering.join(party(), visit(), body().get("credential"))
    answer = answer_json({"next": "/", "called": person.called})
    return cookies.keep_signed_in(cookies.visited(answer), token)


@bp.post("/join")
@carries(TAKE_PART)
def take_part(shown: Open):
    """Somebody who is signed in takes part in one more scheme."""
    done = perform(TAKE_PART, shown)
    return redirect(to("accounts.invitation") if done.refused else "/", 303)
