"""Pages about oneself: what I am called, my language, and what features have to show about me."""

from flask import Blueprint

from app.db import db
from app.people import actions, policy
from app.people.forms import LanguageForm, NameForm
from app.people.models import Person
from app.surfaces import cards, mine
from app.web import access
from app.web.access import anyone, needs
from app.web.forms import Filled, Form, blank
from app.web.fragments import moved
from app.web.language import NAMES, speak
from app.web.pages import page
from app.web.paths import to
from app.web.verbs import carries, perform, verb

bp = Blueprint("people", __name__)


def find_me() -> Person | None:
    """The person at the phone."""
    actor = access.me()
    return db.session.get(Person, actor.id) if actor else None


CALL = verb("people.call_myself", form=NameForm, find=find_me, may=policy.is_self, act=actions.call_myself)
SPEAK = verb(
    "people.choose_language", form=LanguageForm, find=find_me, may=policy.is_self, act=actions.choose_language
)


def _page(form: Filled[NameForm] | None = None, status: int = 200):
    actor = access.me()
    return page(
        "people/me.html",
        status,
        form=form or blank(NameForm, called=actor.called),
        language=blank(LanguageForm, language=actor.language),
        languages=NAMES,
        out=blank(Form),
        cards=cards(mine, actor, actor),
    )


@bp.get("/me")
@needs(anyone)
def me():
    """The page about me."""
    return _page()


@bp.post("/me/name")
@carries(CALL)
def call(person: Person):
    """Be called something else."""
    done = perform(CALL, person)
    return _page(done.form, 422) if done.refused else moved(to("people.me"))


@bp.post("/me/language")
@carries(SPEAK)
def choose_language(person: Person):
    """Read another language."""
    done = perform(SPEAK, person)
    if not done.refused:
        speak(person.language)
    return moved(to("people.me"))
