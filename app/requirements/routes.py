"""The form to write down what was seen, taking it back, and where a line of the desk leads."""

from flask import Blueprint

from app.requirements import actions, policy, queries
from app.requirements.forms import SeenForm
from app.requirements.models import Requirement
from app.requirements.words import KINDS
from app.schemes.queries import Place
from app.schemes.routes import find_place
from app.web.access import needs
from app.web.forms import Filled, Form, blank
from app.web.fragments import moved
from app.web.language import today
from app.web.pages import page
from app.web.paths import to
from app.web.verbs import carries, perform, verb

bp = Blueprint("requirements", __name__)
RECORD = verb(
    "requirements.record", form=SeenForm, find=find_place, may=policy.can_record, act=actions.record
)
TAKE_BACK = verb(
    "requirements.take_back",
    form=Form,
    find=queries.find_requirement,
    may=policy.can_take_back,
    act=actions.take_back,
)


@bp.get("/schemes/<uuid:scheme_id>/people/<uuid:person_id>/requirements/new")
@needs(policy.can_record, find_place)
def record_page(place: Place):
    """What was seen, and of which day it is."""
    return _record(place, blank(SeenForm, what="vog", seen_on=today()))


def _record(place: Place, form: Filled[SeenForm], status: int = 200):
    return page("requirements/record.html", status, place=place, form=form, kinds=KINDS)


@bp.post("/schemes/<uuid:scheme_id>/people/<uuid:person_id>/requirements")
@carries(RECORD)
def record(place: Place):
    """Write down what was seen."""
    done = perform(RECORD, place)
    return (
        _record(place, done.form, 422)
        if done.refused
        else moved(to("schemes.person", place.scheme_id, place.id))
    )


@bp.get("/requirements/<uuid:requirement_id>")
@needs(policy.can_take_back, queries.find_requirement)
def requirement(row: Requirement):
    """One that was seen, with the way to put it right or to write down a newer one."""
    return page("requirements/one.html", row=row, kinds=KINDS, form=blank(Form), **_whose(row))


def _whose(row: Requirement) -> dict:
    place = find_place(row.scheme_id, row.person_id)
    seen = queries.seen_of(row.scheme_id, row.person_id)
    return {"place": place, "seen": next(one for one in seen if one.kind == row.kind)}


@bp.post("/requirements/<uuid:requirement_id>/taking-back")
@carries(TAKE_BACK)
def take_back(row: Requirement):
    """Say that it was written down by mistake."""
    perform(TAKE_BACK, row)
    return moved(to("schemes.person", row.scheme_id, row.person_id))
