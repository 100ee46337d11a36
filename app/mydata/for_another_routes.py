"""Pages of letting everything of somebody else go: asking, agreeing, stopping."""

from app.accounts.queries import find_person
from app.accounts.stepping import strongly
from app.mydata import for_another, policy, requested
from app.mydata.forms import ForAnotherForm
from app.mydata.models import ErasureRequest
from app.mydata.requested import find_request
from app.mydata.routes import bp
from app.mydata.words import WHY
from app.people.models import Person
from app.web.access import me, needs
from app.web.forms import Filled, Form, blank
from app.web.fragments import moved
from app.web.pages import page
from app.web.paths import to
from app.web.verbs import carries, perform, verb

ASK = verb(
    "mydata.ask_for", form=ForAnotherForm, find=find_person, may=policy.can_ask_for, act=for_another.ask
)
AGREE = verb("mydata.agree_for", form=Form, find=find_request, may=policy.can_agree, act=for_another.agree)
STOP = verb("mydata.stop_for", form=Form, find=find_request, may=policy.can_stop, act=for_another.stop)


@bp.get("/people/<uuid:person_id>/erasure")
@needs(policy.can_ask_for, find_person)
def for_another_page(person: Person):
    """Ask that everything of somebody goes."""
    return _asking(person, blank(ForAnotherForm), hindered=for_another.in_the_way(person.id))


def _asking(person: Person, form: Filled, status: int = 200, hindered: str | None = None):
    return page("mydata/for_another.html", status, person=person, form=form, why=WHY, hindered=hindered)


@bp.post("/people/<uuid:person_id>/erasure")
@carries(ASK)
def ask_for_another(person: Person):
    """Ask it; somebody else agrees."""
    done = perform(ASK, person)
    return _asking(person, done.form, 422) if done.refused else moved(to("mydata.for_others"))


@bp.get("/erasures")
@needs(policy.looks_after_somebody)
def for_others():
    """For whom it was asked, and what waits for me."""
    return _list(blank(Form))


def _list(form: Filled, status: int = 200):
    return page("mydata/for_others.html", status, lines=requested.requests(me()), why=WHY, form=form)


@bp.post("/erasures/<uuid:asked_id>/agreement")
@carries(AGREE)
@strongly
def agree_for_another(asked: ErasureRequest):
    """Agree, as the second person."""
    done = perform(AGREE, asked)
    return _list(done.form, 422) if done.refused else moved(to("mydata.for_others"))


@bp.post("/erasures/<uuid:asked_id>/stop")
@carries(STOP)
def stop_for_another(asked: ErasureRequest):
    """Stop it."""
    done = perform(STOP, asked)
    return _list(done.form, 422) if done.refused else moved(to("mydata.for_others"))
