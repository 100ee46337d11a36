"""Pages of schemes, for staff: who takes part, inviting somebody, and what the lead sets."""

from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, abort, request

from app.db import db
from app.ids import read_id
from app.schemes import actions, policy, queries
from app.schemes.forms import InviteForm, SettingsForm
from app.schemes.models import Membership, Scheme, SchemeInvitation
from app.schemes.settings import defaults_of, settings_of
from app.schemes.sockets import beside_person
from app.schemes.words import CHOICES, CHOICES_ASKED, GROUPS, LASTING, LASTS, ROLES, WHO
from app.surfaces import cards
from app.web.access import me, needs
from app.web.forms import Filled, Form, blank
from app.web.fragments import moved
from app.web.pages import page
from app.web.paths import to
from app.web.verbs import carries, perform, verb

bp = Blueprint("schemes", __name__)

INVITE = verb(
    "schemes.invite",
    form=InviteForm,
    find=queries.find_scheme,
    may=policy.can_invite,
    act=actions.invite,
)
WITHDRAW = verb(
    "schemes.withdraw", form=Form, find=queries.find_invitation, may=policy.can_withdraw, act=actions.withdraw
)
SET_UP = verb(
    "schemes.set_up", form=SettingsForm, find=queries.find_scheme, may=policy.can_set, act=actions.set_up
)
LET_GO = verb(
    "schemes.let_go", form=Form, find=queries.find_membership, may=policy.can_end, act=actions.let_go
)


def words(_say, _to) -> dict:
    """The words for roles, for every template."""
    return {"role_words": ROLES}


@bp.get("/people")
@needs(policy.is_staff)
def staff():
    """The people of the first scheme this staff member works for."""
    return moved(to("schemes.people", queries.schemes_of_staff(me())[0][0]))


def _asked(**asked: object) -> str:
    """What was asked of the list, for its links: who opens somebody finds the same list beside them."""
    said = urlencode({name: value for name, value in asked.items() if value})
    return f"?{said}" if said else ""


def _list(scheme: Scheme) -> dict:
    """What the list of people needs: which group, what is sought, and the page."""
    who = request.args.get("who", "everybody")
    who = who if who in WHO else "everybody"
    sought = " ".join(request.args.get("q", "").replace("\x00", "").split())[:80]
    after = read_id(request.args.get("after"))
    found, more = queries.people(scheme, who, sought, after)
    return {
        "scheme": scheme,
        "schemes": queries.schemes_of_staff(me()),
        "places": found,
        "more": more,
        "who": who,
        "groups": WHO,
        "sought": sought,
        "asked": _asked(who=who if who != "everybody" else "", q=sought, after=after),
        "counts": queries.counts(scheme),
        "may_invite": policy.can_invite(me(), scheme),
        "may_set": policy.can_set(me(), scheme),
    }


@bp.get("/schemes/<uuid:scheme_id>/people")
@needs(policy.can_see_people, queries.find_scheme)
def people(scheme: Scheme):
    """Who takes part in a scheme."""
    return page("schemes/people.html", **_list(scheme))


def find_place(scheme_id: UUID, person_id: UUID) -> queries.Place | None:
    """A person in a scheme."""
    scheme = queries.find_scheme(scheme_id)
    return queries.place_of(scheme, person_id) if scheme else None


@bp.get("/schemes/<uuid:scheme_id>/people/<uuid:person_id>")
@needs(policy.can_see_place, find_place)
def person(place: queries.Place):
    """One person in a scheme: every role they hold or held, and what features know about them."""
    return _person(place)


def _person(place: queries.Place, form: Filled[Form] | None = None, status: int = 200):
    scheme = db.session.get_one(Scheme, place.scheme_id)
    return page(
        "schemes/person.html",
        status,
        place=place,
        may_end={held.id for held in place.now if policy.may_give(me(), scheme, held.role)},
        cards=cards(beside_person, me(), place),
        form=form or blank(Form),
        **_list(scheme),
    )


@bp.post("/memberships/<uuid:membership_id>/ending")
@carries(LET_GO)
def let_go(membership: Membership):
    """End somebody's role."""
    scheme_id, person_id = membership.scheme_id, membership.person_id
    done = perform(LET_GO, membership)
    if done.refused:
        place = find_place(scheme_id, person_id)
        return _person(place, done.form, 422) if place else abort(404)
    return moved(to("schemes.person", scheme_id, person_id))


def _invitations(scheme: Scheme, form: Filled[InviteForm], status: int = 200, **more):
    waiting = queries.open_invitations(scheme)
    return page(
        "schemes/invitations.html",
        status,
        scheme=scheme,
        form=form,
        mentee=_mentee(scheme, form),
        roles={role: word for role, word in ROLES.items() if policy.may_give(me(), scheme, role)},
        lasts=LASTS,
        lasting=LASTING,
        open=waiting,
        may_withdraw={one.id for one in waiting if policy.may_give(me(), scheme, one.role)},
        again=blank(Form),
        **{"code": None, "shown_before": False, **more},
    )


def _mentee(scheme: Scheme, form: Filled[InviteForm]) -> queries.Place | None:
    """Whose guardian is invited."""
    person_id = read_id(form.value("mentee"))
    return queries.place_of(scheme, person_id) if person_id else None


@bp.get("/schemes/<uuid:scheme_id>/invitations")
@needs(policy.can_invite, queries.find_scheme)
def invitations(scheme: Scheme):
    """Invite somebody, and see which invitations are open."""
    mentee = read_id(request.args.get("mentee"))
    role = "guardian" if mentee else "mentee"
    return _invitations(scheme, blank(InviteForm, role=role, lasts="now", mentee=mentee))


@bp.post("/schemes/<uuid:scheme_id>/invitations")
@carries(INVITE)
def invite(scheme: Scheme):
    """Make an invitation. This answer shows its code, once: it is kept nowhere, so no other page can."""
    done = perform(INVITE, scheme)
    if done.refused:
        return _invitations(scheme, done.form, 422)
    fresh = blank(InviteForm, role=done.form.value("role"), lasts=done.form.value("lasts") or "now")
    if done.again:
        fresh.typed["meant_for"] = [done.form.value("meant_for")]
        return _invitations(scheme, fresh, shown_before=True)
    return _invitations(
        scheme, fresh, code=done.thing.code, invitation=done.thing.invitation, invited=done.form
    )


@bp.post("/invitations/<uuid:invitation_id>/withdrawal")
@carries(WITHDRAW)
def withdraw(meant: SchemeInvitation):
    """Take back an invitation that was not used yet."""
    scheme = db.session.get_one(Scheme, meant.scheme_id)
    done = perform(WITHDRAW, meant)
    if done.refused:
        fresh = blank(InviteForm, role="mentee", lasts="now")
        fresh.refuse("", done.form.problem(""))
        return _invitations(scheme, fresh, 422)
    return moved(to("schemes.invitations", scheme.id))


def _settings(scheme: Scheme, form: Filled[SettingsForm], status: int = 200):
    return page(
        "schemes/settings.html",
        status,
        scheme=scheme,
        form=form,
        setting_groups=GROUPS,
        defaults=defaults_of(scheme.template),
        choices_asked=CHOICES_ASKED,
        choices_of=CHOICES,
        changed=queries.last_change(scheme),
    )


@bp.get("/schemes/<uuid:scheme_id>/settings")
@needs(policy.can_set, queries.find_scheme)
def settings(scheme: Scheme):
    """What the lead sets."""
    now = {"name": scheme.name, "rev": scheme.rev, **settings_of(scheme).all()}
    return _settings(scheme, blank(SettingsForm, **now))


@bp.post("/schemes/<uuid:scheme_id>/settings")
@carries(SET_UP)
def set_up(scheme: Scheme):
    """Change the settings; what crossed with somebody else's change comes back, with both values said."""
    done = perform(SET_UP, scheme)
    if not done.refused:
        return moved(to("schemes.settings", scheme.id))
    if done.form.values is not None and not done.again:
        merge = actions.merge_of(scheme, done.form.values)
        kept = {**merge.result, "rev": scheme.rev}
        done.form.typed.update({name: [str(value)] for name, value in kept.items()})
    return _settings(scheme, done.form, 422)
