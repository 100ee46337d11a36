"""The page on which a lead says questions and clauses in the scheme's own words."""

from flask import request

from app.schemes import policy, queries
from app.schemes import texts as said
from app.schemes.forms import TextsForm
from app.schemes.models import Scheme
from app.schemes.routes import bp
from app.web.access import needs
from app.web.forms import Filled, blank
from app.web.fragments import moved
from app.web.pages import page
from app.web.paths import to
from app.web.verbs import carries, perform, verb

SAY = verb("schemes.say", form=TextsForm, find=queries.find_scheme, may=policy.can_set, act=said.say)


def _page(scheme: Scheme, form: Filled[TextsForm] | None = None, status: int = 200):
    key = form.value("key") if form else request.args.get("key", "")
    found = said.all_of(scheme)
    line = next((line for lines in found.values() for line in lines if line.key == key), None)
    if form is None:
        form = blank(TextsForm, key=key, **(line.own if line else {}))
    return page("schemes/texts.html", status, scheme=scheme, groups=found, line=line, form=form)


@bp.get("/schemes/<uuid:scheme_id>/words")
@needs(policy.can_set, queries.find_scheme)
def texts(scheme: Scheme):
    """The questions and clauses of a scheme, and one of them to change."""
    return _page(scheme)


@bp.post("/schemes/<uuid:scheme_id>/words")
@carries(SAY)
def say(scheme: Scheme):
    """Say one in other words."""
    done = perform(SAY, scheme)
    return _page(scheme, done.form, 422) if done.refused else moved(to("schemes.texts", scheme.id))
