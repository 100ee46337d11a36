"""Pages of schemes: who takes part, inviting, and the lead's settings."""

from flask import Blueprint, request

from app.accounts.models import Invitation
from app.ids import read_id
from app.schemes import actions, policy, queries
from app.schemes.forms import InviteForm, SettingsForm
from app.schemes.models import STAFF, TEAM, Scheme
from app.schemes.queries import find_invitation, find_scheme
from app.schemes.settings import SchemeSettings, settings_of
from app.schemes.words import AUDIENCES, CLOCKS, LASTS, ROLES
from app.web.access import me, needs
from app.web.forms import Filled, Form, blank
from app.web.fragments import moved
from app.web.language import _
from app.web.pages import page
from app.web.paths import to
from app.web.verbs import carries, perform, verb

bp = Blueprint("schemes", __name__)

INVITE = verb("schemes.invite", form=InviteForm, find=find_scheme, may=policy.can_invite, act=actions.invite)
WITHDRAW = verb(
    "schemes.withdraw", form=Form, find=find_invitation, may=policy.can_withdraw, act=actions.withdraw
)
SET_UP = verb("schemes.set_up", form=SettingsForm, find=find_scheme, may=policy.can_set, act=actions.set_up)


def words(_actor) -> dict:
    """The words for roles, for every template."""
    return {"roles": ROLES}


@bp.get("/people")
@needs(policy.is_staff)
def people_first():
    """Where the desk's navigation leads: the people of my (first) scheme."""
    return moved(to("schemes.people", queries.schemes_of(me(), *STAFF)[0].id))


@bp.get("/schemes/<uuid:scheme_id>/people")
@needs(policy.can_see_people, find_scheme)
def people(scheme: Scheme):
    """Who takes part in a scheme."""
    search, role = request.args.get("search", "")[:60], request.args.get("role", "")
    found = queries.members(scheme, search, role if role in ROLES else "", _key())
    return page(
        "schemes/people.html",
        scheme=scheme,
        schemes=queries.schemes_of(me(), *STAFF),
        members=found,
        more=found[-1] if len(found) == queries.PAGE else None,
        search=search,
        role=role,
        may_invite=policy.can_invite(me(), scheme),
        may_set=policy.can_set(me(), scheme),
        may_recover=set(TEAM) & {grant.role for grant in me().grants if grant.scheme_id == scheme.id},
    )


def _key():
    identifier, _dot, called = request.args.get("after", "").partition(".")
    found = read_id(identifier)
    return (called, found) if found else None


@bp.get("/schemes/<uuid:scheme_id>/invitations")
@needs(policy.can_invite, find_scheme)
def invitations(scheme: Scheme):
    """The invitations that can still be used, and a form for a new one."""
    return _invitations(scheme)


def _invitations(scheme: Scheme, form: Filled[InviteForm] | None = None, status: int = 200, **made):
    allowed = {
        role: word for role, word in ROLES.items() if role not in STAFF or policy.can_set(me(), scheme)
    }
    return page(
        "schemes/invitations.html",
        status,
        scheme=scheme,
        form=form or blank(InviteForm, role="mentee", lasts="now"),
        allowed=allowed,
        lasts=LASTS,
        open=queries.open_invitations(scheme),
        withdraw=blank(Form),
        **{"code": None, "invitation": None, **made},
    )


@bp.post("/schemes/<uuid:scheme_id>/invitations")
@carries(INVITE)
def invite(scheme: Scheme):
    """Invite somebody; the answer itself shows the code, which is kept nowhere."""
    done = perform(INVITE, scheme)
    if done.again:
        done.form.refuse("", _("This code was shown before, and is not kept. Make a new invitation."))
        return _invitations(scheme, done.form, 409)
    if done.refused:
        return _invitations(scheme, done.form, 422)
    return _invitations(scheme, code=done.thing.code, invitation=done.thing)


@bp.post("/invitations/<uuid:invitation_id>/withdrawal")
@carries(WITHDRAW)
def withdraw(invitation: Invitation):
    """Take an invitation back."""
    perform(WITHDRAW, invitation)
    scheme = queries.scheme_of(invitation)
    return moved(to("schemes.invitations", scheme.id) if scheme else "/")


@bp.get("/schemes/<uuid:scheme_id>/settings")
@needs(policy.can_set, find_scheme)
def settings(scheme: Scheme):
    """The lead's settings."""
    now = settings_of(scheme).model_dump()
    return _settings(scheme, blank(SettingsForm, name=scheme.name, rev=scheme.rev, **now))


def _settings(scheme: Scheme, form: Filled[SettingsForm], status: int = 200):
    return page(
        "schemes/settings.html",
        status,
        scheme=scheme,
        form=form,
        clocks=CLOCKS,
        defaults=SchemeSettings().model_dump(),
        audiences_here=AUDIENCES,
    )


@bp.post("/schemes/<uuid:scheme_id>/settings")
@carries(SET_UP)
def set_up(scheme: Scheme):
    """Change the settings."""
    done = perform(SET_UP, scheme)
    if done.refused:
        return _settings(scheme, done.form, 422)
    return moved(to("schemes.settings", scheme.id))
