"""Pages of who wants to talk: numbers at once, one tap to ask, and what came of it."""

from uuid import UUID

from flask import Blueprint, request

from app.ids import read_id
from app.matches.queries import matches_of
from app.schemes.models import Scheme
from app.schemes.queries import find_scheme
from app.schemes.settings import settings_of
from app.talks import actions, policy, queries
from app.talks.forms import AskForm
from app.talks.models import TalkRequest
from app.talks.words import WAYS
from app.web.access import me, needs
from app.web.forms import Filled, Form, blank
from app.web.fragments import moved
from app.web.pages import page
from app.web.paths import to
from app.web.transaction import note
from app.web.verbs import carries, perform, verb

bp = Blueprint("talks", __name__)

ASK = verb("talks.ask", form=AskForm, find=find_scheme, may=policy.can_ask, act=actions.ask, waits=True)
WITHDRAW = verb(
    "talks.withdraw", form=Form, find=queries.find_talk, may=policy.is_own, act=actions.withdraw, waits=True
)


@bp.get("/talk")
@needs(policy.may_ask)
def start():
    """Who to call now, and the button to ask somebody of the team."""
    schemes = queries.schemes_to_ask(me())
    wanted = read_id(request.args.get("scheme"))
    scheme = next((one for one in schemes if one.id == wanted), schemes[0])
    return _ask(scheme, blank(AskForm, way="call"), schemes)


def _ask(scheme: Scheme, form: Filled[AskForm], schemes: list[Scheme], status: int = 200):
    return page(
        "talks/ask.html",
        status,
        scheme=scheme,
        schemes=schemes,
        form=form,
        ways=WAYS,
        team=queries.who_hears(scheme.id),
        open=queries.open_talk(me()),
        mentored=any(other.side == "mentor" for match in matches_of(me()) for other in match.others),
        hours=settings_of(scheme).talk_hours,
    )


@bp.post("/schemes/<uuid:scheme_id>/talks")
@carries(ASK)
def ask(scheme: Scheme):
    """Ask to talk to somebody."""
    done = perform(ASK, scheme)
    if done.refused:
        return _ask(scheme, done.form, queries.schemes_to_ask(me()), 422)
    return moved(to("talks.talk", done.thing_id))


@bp.get("/talks/<uuid:talk_id>")
@needs(policy.is_own, queries.find_talk)
def talk(request: TalkRequest):
    """What came of it: who saw it, when somebody answers, and the answer."""
    found = queries.one_talk(request)
    if found.answered_at and not found.read_at:
        identifier: UUID = request.id
        note(lambda: actions.mark_read(identifier))
    return page("talks/talk.html", talk=found, ways=WAYS, form=blank(Form))


@bp.post("/talks/<uuid:talk_id>/withdrawal")
@carries(WITHDRAW)
def withdraw(request: TalkRequest):
    """Take it back."""
    perform(WITHDRAW, request)
    return moved(to("talks.talk", request.id))
