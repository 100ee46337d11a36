"""Pages to get to know each other: my card, and the preparation of the first meeting."""

from flask import Blueprint

from app.acquaintance import actions, policy, queries
from app.acquaintance.content import card_bound, open_own, sheet_bound
from app.acquaintance.forms import CardForm, SheetForm
from app.acquaintance.models import Sheet
from app.db import db
from app.matches.apart import own
from app.matches.models import Match
from app.matches.policy import takes_part
from app.matches.queries import find_match
from app.schemes.models import Scheme
from app.schemes.queries import find_scheme
from app.schemes.texts import texts_of
from app.web.access import me, needs
from app.web.forms import Filled, blank
from app.web.fragments import moved
from app.web.pages import page
from app.web.paths import to
from app.web.verbs import carries, perform, verb

bp = Blueprint("acquaintance", __name__)

WRITE_CARD = verb(
    "acquaintance.write_card",
    form=CardForm,
    find=find_scheme,
    may=policy.has_card,
    act=actions.write_card,
    waits=True,
)
PREPARE = verb(
    "acquaintance.prepare",
    form=SheetForm,
    find=find_match,
    may=policy.can_prepare,
    act=actions.prepare,
    waits=True,
)


def _card(scheme: Scheme, form: Filled[CardForm] | None = None, status: int = 200):
    mine = actions.card_of(me().id, scheme.id)
    if form is None:
        shared = mine.shared if mine else [name for name in CardForm.model_fields if name != "shared"]
        form = blank(CardForm, shared=shared, **(open_own(mine, card_bound(mine)) if mine else {}))
    side = policy.side_in(me(), scheme)
    return page(
        "acquaintance/card.html", status, scheme=scheme, form=form, asks=texts_of(scheme, "card", side)
    )


@bp.get("/schemes/<uuid:scheme_id>/card")
@needs(policy.has_card, find_scheme)
def card(scheme: Scheme):
    """My card: who am I, and what of it the others may read."""
    return _card(scheme)


@bp.post("/schemes/<uuid:scheme_id>/card")
@carries(WRITE_CARD)
def write_card(scheme: Scheme):
    """Write my card."""
    done = perform(WRITE_CARD, scheme)
    return _card(scheme, done.form, 422) if done.refused else moved(to("home.home"))


def _preparation(match: Match, form: Filled[SheetForm] | None = None, status: int = 200):
    mine = own(Sheet, me().id, match.id)
    open_to_all = mine is not None and policy.can_read_sheet(me(), mine) and policy.all_ready(match)
    if form is None:
        said = open_own(mine, sheet_bound(mine)) if mine else {}
        form = blank(SheetForm, ready=True if mine and mine.ready_at else None, **said)
    return page(
        "acquaintance/preparation.html",
        status,
        match=match,
        form=form,
        asks=texts_of(db.session.get_one(Scheme, match.scheme_id), "sheet"),
        sheets=queries.sheets_in(match) if open_to_all else [],
        may_write=not open_to_all and policy.can_prepare(me(), match),
    )


@bp.get("/matches/<uuid:match_id>/preparation")
@needs(takes_part, find_match)
def preparation(match: Match):
    """My sheet while we prepare; everybody's, side by side, once all are ready."""
    return _preparation(match)


@bp.post("/matches/<uuid:match_id>/preparation")
@carries(PREPARE)
def prepare(match: Match):
    """Write my sheet."""
    done = perform(PREPARE, match)
    if done.refused:
        return _preparation(match, done.form, 422)
    return moved(to("acquaintance.preparation", match.id))
