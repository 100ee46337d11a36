"""Pages of matches: the people I am in a match with, one match with its steps and its history, and a proposal."""

from flask import Blueprint

from app.db import db
from app.matches import asked, policy, proposals, queries
from app.matches.actions import offered
from app.matches.doing import to_do_in
from app.matches.forms import AnswerForm, QuestionForm
from app.matches.history import history, reasons_of
from app.matches.models import STEP_OF, Match, MatchQuestion
from app.matches.queries import find_match
from app.matches.words import CLOSED_WHY, COMING, HAPPENED, MEANS, OTHERWISE, SIDES, STEPS, WAYS
from app.surfaces import cards, laid_out, on_match, stayed
from app.together import read
from app.web.access import anyone, me, needs
from app.web.forms import Filled, Form, blank
from app.web.fragments import moved
from app.web.pages import page
from app.web.paths import to
from app.web.verbs import carries, perform, verb

bp = Blueprint("matches", __name__)


def find_question(question_id) -> MatchQuestion | None:
    """The question with this id."""
    return db.session.get(MatchQuestion, question_id)


SAY_YES = verb(
    "matches.say_yes", form=Form, find=find_match, may=policy.is_asked, act=proposals.say_yes, waits=True
)
SAY_NO = verb(
    "matches.say_no", form=Form, find=find_match, may=policy.is_asked, act=proposals.say_no, waits=True
)
ASK = verb(
    "matches.ask", form=QuestionForm, find=find_match, may=policy.is_asked, act=proposals.ask, waits=True
)
ANSWER = verb(
    "matches.answer",
    form=AnswerForm,
    find=find_question,
    may=policy.can_answer_question,
    act=proposals.answer,
    waits=True,
)


def words(_say, _to) -> dict:
    """The words for matches, for every template."""
    return {"steps": STEPS, "sides": SIDES, "happened": HAPPENED, "otherwise": OTHERWISE}


@bp.get("/together")
@needs(anyone)
def together():
    """The people I am in a match with; with one match, that match at once."""
    mine = queries.matches_of(me(), closed=True)
    waiting = [one for one in read(asked.proposals_for(me())) if one.my_state == "asked"]
    if len(mine) == 1 and not waiting:
        return moved(to("matches.match", mine[0].id))
    return page("matches/together.html", matches=mine, proposals=waiting)


@bp.get("/matches/<uuid:match_id>")
@needs(policy.can_see, find_match)
def match(match: Match):
    """One match: who, which step, what is to be done, and what happened so far."""
    actor = me()
    oversees = policy.can_oversee(actor, match)
    mine = [] if oversees else [one for one in queries.matches_of(actor, closed=True) if one.id == match.id]
    return page(
        "matches/match.html",
        **laid_out(actor),
        match=match,
        step=STEP_OF[match.state],
        means=MEANS,
        people=queries.people_in(match.id),
        coordinator=queries.called(match.coordinator_id),
        to_do=read(to_do_in(actor, mine)).get(match.id, []),
        cards=cards(on_match, actor, match),
        ways=_ways(actor, match),
        oversees=oversees,
        coming=_coming(match) if oversees else {},
        may_end=_may_end(match, oversees),
    )


def _coming(match: Match) -> dict[str, str]:
    """How the team brings somebody in while it runs."""
    fits = {
        "join": match.kind == "group" and match.state in policy.RUNNING,
        "stand-in": match.kind != "peer" and match.state == "active",
    }
    return {name: label for name, label in COMING.items() if fits[name]}


def _may_end(match: Match, oversees: bool) -> str:
    """Whose part this reader may end: in a group all or their own, elsewhere of who stands in, or nobody's."""
    if match.state not in policy.RUNNING:
        return ""
    if oversees:
        return "all" if match.kind == "group" else "stand-ins"
    return "mine" if match.kind == "group" else ""


def _ways(actor, match: Match) -> dict:
    """What this person can do with the match now, in words."""
    open_now = offered(actor, match)
    if "stay" in open_now:  # they asked already
        open_now.discard("ask-to-stop")
    return {name: way for name, way in WAYS.items() if name in open_now}


@bp.get("/matches/<uuid:match_id>/history")
@needs(policy.can_see, find_match)
def timeline(match: Match):
    """Everything that happened to a match."""
    oversees = policy.can_oversee(me(), match)
    return page(
        "matches/history.html",
        match=match,
        lines=history(me(), match, oversees),
        names={str(one.id): one.called for one in queries.everybody_ever(match)},
        oversees=oversees,
        closed_why=CLOSED_WHY,
    )


def _proposal(match: Match, form: Filled | None = None, status: int = 200):
    oversees = policy.can_oversee(me(), match)
    return page(
        "matches/proposal.html",
        status,
        **laid_out(me(), to("matches.proposal", match.id)),
        match=match,
        people=queries.people_in(match.id),
        coordinator=queries.called(match.coordinator_id),
        reasons=reasons_of([match.id]).get(match.id, ""),
        questions=asked.questions_about(match, None if oversees else me().id),
        may_answer=not oversees and policy.is_asked(me(), match),
        oversees=oversees,
        ways=_ways(me(), match) if oversees else {},
        form=form or blank(QuestionForm),
        yes=blank(Form),
        no=blank(Form),
    )


@bp.get("/matches/<uuid:match_id>/proposal")
@needs(policy.can_see_proposal, find_match)
def proposal(match: Match):
    """A proposal with its reasons, and the ways to answer it."""
    return _proposal(match)


@bp.post("/matches/<uuid:match_id>/yes")
@carries(SAY_YES)
def say_yes(match: Match):
    """Say yes."""
    done = perform(SAY_YES, match)
    return _proposal(match, done.form, 422) if done.refused else moved(to("matches.match", match.id))


@bp.post("/matches/<uuid:match_id>/no")
@carries(SAY_NO)
def say_no(match: Match):
    """Say no; nobody asks why."""
    done = perform(SAY_NO, match)
    return _proposal(match, done.form, 422) if done.refused else moved(to("matches.thanked"))


@bp.get("/thank-you")
@needs(anyone)
def thanked():
    """After a no: thank you, and what comes."""
    return page("matches/thanked.html")


@bp.post("/matches/<uuid:match_id>/questions")
@carries(ASK)
def ask(match: Match):
    """Ask one more question."""
    done = perform(ASK, match)
    return _proposal(match, done.form, 422) if done.refused else moved(to("matches.proposal", match.id))


@bp.get("/match-questions/<uuid:question_id>/answer")
@needs(policy.can_answer_question, find_question)
def answer_page(question: MatchQuestion):
    """The form to answer a question about a proposal."""
    return _answer(question, blank(AnswerForm))


def _answer(question: MatchQuestion, form: Filled[AnswerForm], status: int = 200):
    match = db.session.get_one(Match, question.match_id)
    asks = next(one for one in asked.questions_about(match) if one.id == question.id)
    beside = laid_out(me(), to("matches.answer_page", question.id))
    return page("matches/answer.html", status, **beside, question=question, asks=asks, form=form)


@bp.post("/match-questions/<uuid:question_id>/answer")
@carries(ANSWER)
def answer(question: MatchQuestion):
    """Answer a question about a proposal."""
    done = perform(ANSWER, question)
    if done.refused:
        return _answer(question, done.form, 422)
    return moved(stayed(to("matches.proposal", question.match_id), me()))
