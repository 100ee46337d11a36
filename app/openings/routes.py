"""Pages of openings: asking, agreeing, reading what was opened, and telling whom it is about."""

from uuid import UUID

from flask import Blueprint, request

from app.accounts.stepping import strongly
from app.db import db
from app.ids import read_id
from app.openings import actions, policy, queries
from app.openings.forms import AskForm, NotYetForm
from app.openings.models import Opening
from app.openings.queries import find_opening
from app.openings.words import TELL, WHY
from app.people.models import Person
from app.schemes.models import Scheme
from app.schemes.queries import find_scheme
from app.web.access import me, needs
from app.web.forms import Filled, Form, blank
from app.web.fragments import moved
from app.web.pages import page
from app.web.paths import to
from app.web.transaction import note
from app.web.verbs import Verb, carries, perform, verb

bp = Blueprint("openings", __name__)
ASK = verb("openings.ask", form=AskForm, find=find_scheme, may=policy.can_ask, act=actions.ask)


def _with_one(name: str, form, may, act) -> Verb:
    return verb(f"openings.{name}", form=form, find=find_opening, may=may, act=act)


AGREE = _with_one("agree", Form, policy.can_agree, actions.agree)
STOP = _with_one("stop", Form, policy.can_stop, actions.stop)
TELL_NOW = _with_one("tell", Form, policy.can_tell, actions.tell)
NOT_YET = _with_one("not_yet", NotYetForm, policy.can_tell, actions.not_yet)


@bp.get("/openings")
@needs(policy.guards)
def openings():
    """Every opening, and what waits for me."""
    return _list()


def _list(refused: Filled[NotYetForm] | None = None, about: UUID | None = None, status: int = 200):
    actor = me()
    return page(
        "openings/openings.html",
        status,
        lines=queries.openings(actor),
        schemes=queries.schemes_of(actor),
        why=WHY,
        form=blank(Form),
        blank=blank(NotYetForm),
        refused=refused,
        about=about,
    )


@bp.get("/schemes/<uuid:scheme_id>/openings/new")
@needs(policy.can_ask, find_scheme)
def ask_page(scheme: Scheme):
    """Ask to open what a young person wrote for themselves, perhaps out of the record of a concern."""
    concern = actions.known_concern(me(), scheme, read_id(request.args.get("concern")))
    given = {"concern": concern.id, "person": concern.about_id} if concern else {}
    return _asking(scheme, blank(AskForm, tell="now", **given))


def _asking(scheme: Scheme, form: Filled, status: int = 200):
    people = queries.young_people(me(), scheme.id)
    return page("openings/ask.html", status, scheme=scheme, form=form, people=people, why=WHY, tell=TELL)


@bp.post("/schemes/<uuid:scheme_id>/openings")
@carries(ASK)
def ask(scheme: Scheme):
    """Ask it; somebody else agrees."""
    done = perform(ASK, scheme)
    if done.refused:
        return _asking(scheme, done.form, 422)
    concern = actions.known_concern(me(), scheme, read_id(done.form.value("concern")))
    return moved(to("safeguarding.concern", concern.id) if concern else to("openings.openings"))


@bp.post("/openings/<uuid:opening_id>/agreement")
@carries(AGREE)
@strongly
def agree(opening: Opening):
    """Agree, as the second person."""
    perform(AGREE, opening)
    return moved(to("openings.openings"))


@bp.post("/openings/<uuid:opening_id>/stop")
@carries(STOP)
def stop(opening: Opening):
    """Close it."""
    perform(STOP, opening)
    return moved(to("openings.openings"))


@bp.get("/openings/<uuid:opening_id>")
@needs(policy.can_read, find_opening)
def opening(opening: Opening):
    """What they wrote for themselves; that I looked is written down first."""
    reader, about = me().id, opening.id
    note(lambda: actions.look(reader, about))
    whose = db.session.get_one(Person, opening.person_id)
    return page("openings/opening.html", opening=opening, whose=whose, entries=queries.opened(opening))


@bp.post("/openings/<uuid:opening_id>/telling")
@carries(TELL_NOW)
def tell(opening: Opening):
    """Now they hear of it."""
    perform(TELL_NOW, opening)
    return moved(to("openings.openings"))


@bp.post("/openings/<uuid:opening_id>/not-yet")
@carries(NOT_YET)
def not_yet(opening: Opening):
    """It still cannot be told."""
    done = perform(NOT_YET, opening)
    return _list(done.form, opening.id, 422) if done.refused else moved(to("openings.openings"))
