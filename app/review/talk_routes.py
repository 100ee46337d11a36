"""Who wants to talk, at the desk: what was asked, and the answer."""

from app.review.routes import asked_as, asked_queue, bp, opened, taking_of
from app.talks import actions, policy, queries
from app.talks.forms import AnswerForm
from app.talks.models import TalkRequest
from app.talks.words import WAYS
from app.web.access import me, needs
from app.web.forms import Filled, blank
from app.web.fragments import moved
from app.web.pages import page
from app.web.paths import to
from app.web.transaction import note
from app.web.verbs import carries, perform, verb

ANSWER = verb(
    "talks.answer", form=AnswerForm, find=queries.find_talk, may=policy.can_answer, act=actions.answer
)


@bp.get("/desk/talks/<uuid:talk_id>")
@needs(policy.can_answer, queries.find_talk)
def talk(request: TalkRequest):
    """What somebody asked who wants to talk; that it was opened they see."""
    if request.seen_at is None:
        actor_id, talk_id = me().id, request.id
        note(lambda: actions.saw(actor_id, talk_id))
    return _talk(request)


def _talk(request: TalkRequest, form: Filled[AnswerForm] | None = None, status: int = 200):
    asked = asked_queue()
    found = opened(asked, lambda line: line.about_id == request.id)
    return page(
        "review/talk.html",
        status,
        talk=queries.one_talk(request),
        talk_ways=WAYS,
        form=form or blank(AnswerForm),
        **asked,
        **taking_of(request.scheme_id, found),
    )


@bp.post("/desk/talks/<uuid:talk_id>/answers")
@carries(ANSWER)
def answer_talk(request: TalkRequest):
    """Answer who wants to talk."""
    done = perform(ANSWER, request)
    if done.refused:
        return _talk(request, done.form, 422)
    return moved(to("review.talk", request.id) + asked_as())
