"""Pages about the work itself: my caseload, handing over, standing in, the order of the desk, and the week."""

from datetime import date, timedelta
from uuid import UUID

from flask import request

from app.flags.kinds import KIND
from app.ids import read_id
from app.matches.models import Match
from app.matches.policy import can_oversee
from app.matches.queries import called, find_match
from app.ratings.words import FACES, VALUES
from app.review import handing, policy, workload
from app.review.caseload import SORTS, caseload
from app.review.digest import week
from app.review.forms import CoverForm, HandAllForm, HandOverForm, OrderForm
from app.review.models import Cover
from app.review.queue import title_of
from app.review.routes import bp
from app.review.staff import colleagues
from app.schemes.models import Scheme
from app.schemes.policy import in_team
from app.schemes.queries import find_scheme, schemes_of_staff
from app.web.access import me, needs
from app.web.answers import wants_fragment
from app.web.forms import Filled, Form, blank
from app.web.fragments import fragment_or, moved
from app.web.language import today
from app.web.pages import page
from app.web.paths import to
from app.web.verbs import carries, perform, verb

HAND = verb(
    "review.hand_over", form=HandOverForm, find=find_match, may=policy.can_give, act=handing.hand_over
)
HAND_ALL = verb(
    "review.hand_all_over",
    form=HandAllForm,
    find=find_scheme,
    may=policy.plans_work,
    act=handing.hand_all_over,
)
COVER = verb("review.cover", form=CoverForm, find=find_scheme, may=policy.plans_work, act=handing.cover)
END_COVER = verb(
    "review.end_cover",
    form=Form,
    find=workload.find_cover,
    may=policy.can_end_cover,
    act=handing.end_cover,
)
ORDER = verb("review.order", form=OrderForm, find=find_scheme, may=policy.can_order, act=handing.order)


@bp.get("/desk/caseload")
@needs(in_team)
def cases():
    """My running matches on one screen."""
    sort = request.args.get("sort", "need")
    of = read_id(request.args.get("of"))
    return page(
        "review/caseload.html",
        cases=caseload(me(), of, sort if sort in SORTS else "need"),
        sort=sort if sort in SORTS else "need",
        of=of,
        whose=called(of) if of and of != me().id else "",
        rating_faces=FACES,
        rating_words=VALUES,
    )


@bp.get("/desk/handing-over")
@needs(in_team)
def handing_over():
    """My matches, each with a note for who takes it over."""
    of = read_id(request.args.get("of"))
    return _handing(of)


def _handing(of: UUID | None, form: Filled[HandOverForm] | None = None, match=None, status: int = 200):
    found = caseload(me(), of or me().id, "name")
    return page(
        "review/handing.html",
        status,
        cases=found,
        of=of,
        team=_team(found),
        form=form or blank(HandOverForm),
        others=blank(HandOverForm),
        refused=match.id if match else None,
        gone=_gone(read_id(request.args.get("gone"))),
    )


def _gone(match_id: UUID | None) -> tuple[str, str] | None:
    """What a match is called that was just handed over, and who has it now."""
    match = find_match(match_id) if match_id else None
    if match is None or not can_oversee(me(), match):
        return None
    return title_of(match), called(match.coordinator_id)


def _team(found: list) -> dict[UUID, str]:
    """The colleagues to whom these matches can go."""
    everybody: dict[UUID, str] = {}
    for scheme_id in me().schemes_as("youth_worker", "coordinator"):
        everybody |= colleagues(scheme_id)
    return {one: name for one, name in everybody.items() if one != me().id}


@bp.post("/matches/<uuid:match_id>/handover")
@carries(HAND)
def hand_over(match: Match):
    """Give a match to a colleague."""
    whose = match.coordinator_id
    done = perform(HAND, match)
    if done.refused:
        return _refused(whose, done.form, match)
    return fragment_or(
        f"{to('review.handing_over')}?gone={match.id}" + (f"&of={whose}" if whose != me().id else ""),
        lambda: page("review/_handed.html", gone=_gone(match.id), alone=True),
    )


def _refused(whose: UUID, form: Filled[HandOverForm], match: Match):
    """The match that could not be handed over so: alone for htmx, among the others for a plain form."""
    found = caseload(me(), whose, "name")
    case = next((one for one in found if one.id == match.id), None)
    if case is None or not wants_fragment():
        return _handing(whose, form, match, 422)
    return page(
        "review/_hand.html",
        422,
        case=case,
        team=_team(found),
        this=form,
        alone=True,
    )


@bp.get("/schemes/<uuid:scheme_id>/team")
@needs(policy.plans_work, find_scheme)
def team(scheme: Scheme):
    """How the work is spread, who stands in for whom, and moving a whole caseload."""
    return _team_page(scheme)


def _team_page(scheme: Scheme, forms: dict | None = None, status: int = 200):
    actor = me()
    return page(
        "review/team.html",
        status,
        scheme=scheme,
        loads=workload.loads(scheme.id),
        covers=workload.covers(scheme.id),
        people={str(one): name for one, name in colleagues(scheme.id).items()},
        leads=policy.can_order(actor, scheme),
        forms={
            "cover": blank(CoverForm, whose=actor.id, from_on=today(), until_on=today() + timedelta(days=7)),
            "end": blank(Form),
            **(forms or {}),
        },
    )


@bp.get("/desk/team")
@needs(policy.has_desk)
def first_team():
    """The team of the first scheme somebody works for."""
    for scheme_id, _name in schemes_of_staff(me()):
        scheme = find_scheme(scheme_id)
        if scheme and policy.plans_work(me(), scheme):
            return moved(to("review.team", scheme_id))
    return moved(to("review.desk"))


@bp.post("/schemes/<uuid:scheme_id>/cover")
@carries(COVER)
def cover(scheme: Scheme):
    """Arrange who stands in for whom."""
    done = perform(COVER, scheme)
    if done.refused:
        return _team_page(scheme, {"cover": done.form}, 422)
    return moved(to("review.team", scheme.id))


@bp.post("/cover/<uuid:cover_id>/end")
@carries(END_COVER)
def end_cover(made: Cover):
    """Stop standing in."""
    perform(END_COVER, made)
    return moved(to("review.team", made.scheme_id))


@bp.get("/schemes/<uuid:scheme_id>/handover")
@needs(policy.plans_work, find_scheme)
def hand_all_page(scheme: Scheme):
    """The matches of one of the team, to give to another."""
    return _hand_all(scheme, blank(HandAllForm, whose=read_id(request.args.get("of")) or me().id))


def _hand_all(scheme: Scheme, form: Filled[HandAllForm], status: int = 200):
    whose = read_id(form.value("whose")) or me().id
    return page(
        "review/hand_all.html",
        status,
        scheme=scheme,
        whose=whose,
        called=called(whose),
        matches=workload.matches_of(me(), scheme, whose),
        people={str(one): name for one, name in colleagues(scheme.id).items() if one != whose},
        form=form,
    )


@bp.post("/schemes/<uuid:scheme_id>/handover")
@carries(HAND_ALL)
def hand_all_over(scheme: Scheme):
    """Give the ticked matches to a colleague."""
    done = perform(HAND_ALL, scheme)
    if done.refused:
        return _hand_all(scheme, done.form, 422)
    return moved(to("review.team", scheme.id))


@bp.get("/schemes/<uuid:scheme_id>/desk-order")
@needs(policy.plans_work, find_scheme)
def order_page(scheme: Scheme):
    """The order of the desk, for everybody who works with it; the lead can change it."""
    return page(
        "review/order.html",
        scheme=scheme,
        kinds=[KIND[name] for name in handing.order_of(scheme.id)],
        may_change=policy.can_order(me(), scheme),
        form=blank(OrderForm),
    )


@bp.post("/schemes/<uuid:scheme_id>/desk-order")
@carries(ORDER)
def order(scheme: Scheme):
    """Move a kind up or down."""
    perform(ORDER, scheme)
    return moved(to("review.order_page", scheme.id))


@bp.get("/desk/week")
@needs(policy.has_desk)
def digest():
    """What a week was, and what comes."""
    try:
        asked = date.fromisoformat(request.args.get("of", ""))
    except ValueError:
        asked = today()
    shown = week(me(), asked)
    return page(
        "review/week.html",
        week=shown,
        before=None if shown.is_first else shown.first - timedelta(days=7),
        after=None if shown.is_now else shown.first + timedelta(days=7),
    )
