"""Pages of getting somebody back in: asking, agreeing, stopping, and handing over the code."""

from app.accounts import policy, queries, recoveries
from app.accounts.forms import CHECKED, RecoveryForm
from app.accounts.models import Recovery
from app.accounts.queries import find_person, find_recovery
from app.accounts.routes import bp
from app.accounts.stepping import strongly
from app.people.models import Person
from app.web.access import me, needs
from app.web.forms import Filled, Form, blank
from app.web.fragments import moved
from app.web.language import _
from app.web.pages import page
from app.web.paths import to
from app.web.verbs import Outcome, carries, perform, verb

ASK = verb(
    "accounts.ask_recovery", form=RecoveryForm, find=find_person, may=policy.can_recover, act=recoveries.ask
)
APPROVE = verb(
    "accounts.approve_recovery", form=Form, find=find_recovery, may=policy.can_approve, act=recoveries.approve
)
REFUSE = verb(
    "accounts.refuse_recovery", form=Form, find=find_recovery, may=policy.can_refuse, act=recoveries.refuse
)
UNDO = verb("accounts.undo_recovery", form=Form, find=find_recovery, may=policy.can_undo, act=recoveries.undo)
HAND_OVER = verb(
    "accounts.hand_over_code",
    form=Form,
    find=find_recovery,
    may=policy.can_hand_over,
    act=recoveries.hand_over,
)


@bp.get("/people/<uuid:person_id>/recovery")
@needs(policy.can_recover, find_person)
def recovery(person: Person):
    """Ask to get somebody back in."""
    return _asking(person, blank(RecoveryForm))


def _asking(person: Person, form: Filled[RecoveryForm], status: int = 200):
    return page("accounts/recovery.html", status, person=person, form=form, checked=CHECKED)


@bp.post("/people/<uuid:person_id>/recovery")
@carries(ASK)
def ask_recovery(person: Person):
    """Ask it; somebody else agrees."""
    done = perform(ASK, person)
    return _asking(person, done.form, 422) if done.refused else moved(to("accounts.recoveries_list"))


@bp.get("/recoveries")
@needs(policy.looks_after_somebody)
def recoveries_list():
    """Everybody who is being let back in, and what waits for me."""
    return _list()


def _list(outcome: Outcome | None = None, status: int = 200, **made):
    return page(
        "accounts/recoveries.html",
        status,
        gettings=queries.recoveries(me()),
        checked=CHECKED,
        form=outcome.form if outcome else blank(Form),
        **{"code": None, "invitation": None, "called": "", **made},
    )


@bp.post("/recoveries/<uuid:recovery_id>/approval")
@carries(APPROVE)
@strongly
def approve_recovery(recovery: Recovery):
    """Agree, as the second person."""
    done = perform(APPROVE, recovery)
    return _list(done, 422) if done.refused else moved(to("accounts.recoveries_list"))


@bp.post("/recoveries/<uuid:recovery_id>/refusal")
@carries(REFUSE)
def refuse_recovery(recovery: Recovery):
    """Stop it."""
    done = perform(REFUSE, recovery)
    return _list(done, 422) if done.refused else moved(to("accounts.recoveries_list"))


@bp.post("/recoveries/<uuid:recovery_id>/undoing")
@carries(UNDO)
@strongly
def undo_recovery(recovery: Recovery):
    """It was not them."""
    done = perform(UNDO, recovery)
    return _list(done, 422) if done.refused else moved(to("accounts.recoveries_list"))


@bp.post("/recoveries/<uuid:recovery_id>/code")
@carries(HAND_OVER)
@strongly
def hand_over_code(recovery: Recovery):
    """Make the code; the answer itself shows it, and it is kept nowhere."""
    done = perform(HAND_OVER, recovery)
    if done.again:
        done.form.refuse("", _("This code was shown before, and is not kept. Make a new one."))
        return _list(done, 409)
    if done.refused:
        return _list(done, 422)
    whom = find_person(recovery.person_id)
    return _list(code=done.thing.code, invitation=done.thing, called=whom.called if whom else "")
