"""Pages of the fifth step: looking back, thank-you notes, and the keepsake on screen and on paper."""

from flask import Blueprint, Response

from app.accounts.locking import unlocked
from app.closing import actions, policy, queries
from app.closing.content import open_own
from app.closing.forms import KeepsakeForm, LookBackForm, ThanksForm
from app.closing.models import Keepsake, LookBack
from app.closing.words import CONTACT, PARTS
from app.db import db
from app.matches.apart import own
from app.matches.models import Match
from app.matches.policy import participation_of
from app.matches.queries import find_match, people_in
from app.schemes.models import Scheme
from app.schemes.texts import texts_of
from app.web.access import me, needs
from app.web.forms import Filled, Form, blank
from app.web.fragments import moved
from app.web.language import _
from app.web.pages import page
from app.web.paths import to
from app.web.verbs import carries, perform, verb

bp = Blueprint("closing", __name__)

LOOK_BACK = verb(
    "closing.look_back",
    form=LookBackForm,
    find=find_match,
    may=policy.can_write,
    act=actions.look_back,
    waits=True,
)
THANK = verb(
    "closing.thank", form=ThanksForm, find=find_match, may=policy.can_write, act=actions.thank, waits=True
)
OPEN_NOTES = verb(
    "closing.open_notes", form=Form, find=find_match, may=policy.can_write, act=actions.open_notes
)
KEEP = verb("closing.keep", form=KeepsakeForm, find=find_match, may=policy.can_keep, act=actions.keep)


def words(_say, _to) -> dict:
    """The words of closing, for every template."""
    return {"contact_words": CONTACT, "keepsake_parts": PARTS}


def _looking_back(match: Match, form: Filled[LookBackForm] | None = None, status: int = 200):
    part = participation_of(me(), match)
    mine = own(LookBack, me().id, match.id)
    lies_open = policy.all_looked_back(match)
    if form is None:
        said = open_own(me().id, mine, "look_back") if mine else {"contact": "unsure"}
        form = blank(LookBackForm, ready=True if mine and mine.ready_at else None, **said)
    return page(
        "closing/looking_back.html",
        status,
        match=match,
        form=form,
        asks=texts_of(db.session.get_one(Scheme, match.scheme_id), "look_back", part.side if part else None),
        asks_all=texts_of(db.session.get_one(Scheme, match.scheme_id), "look_back"),
        said=queries.look_backs(match) if lies_open else [],
        may_write=not lies_open and policy.can_write(me(), match),
    )


@bp.get("/matches/<uuid:match_id>/looking-back")
@needs(policy.can_look_back, find_match)
def looking_back(match: Match):
    """How I look back; how everybody does, side by side, once all have."""
    return _looking_back(match)


@bp.post("/matches/<uuid:match_id>/looking-back")
@carries(LOOK_BACK)
def look_back(match: Match):
    """Look back."""
    done = perform(LOOK_BACK, match)
    return (
        _looking_back(match, done.form, 422) if done.refused else moved(to("closing.looking_back", match.id))
    )


def _thanks(match: Match, form: Filled[ThanksForm] | None = None, status: int = 200):
    others = {str(one.id): one.called for one in people_in(match.id) if one.id != me().id}
    return page(
        "closing/thanks.html",
        status,
        match=match,
        others=others,
        notes=queries.notes(me(), match),
        unopened=queries.waiting_notes(match.id),
        may_write=policy.can_write(me(), match),
        form=form or blank(ThanksForm, to=next(iter(others)) if len(others) == 1 else None),
        opening=blank(Form),
    )


@bp.get("/matches/<uuid:match_id>/thanks")
@needs(policy.can_look_back, find_match)
def thanks(match: Match):
    """The thank-you notes: mine, and those for me once they are open."""
    return _thanks(match)


@bp.post("/matches/<uuid:match_id>/thanks")
@carries(THANK)
def thank(match: Match):
    """Write a thank-you note."""
    done = perform(THANK, match)
    return _thanks(match, done.form, 422) if done.refused else moved(to("closing.thanks", match.id))


@bp.post("/matches/<uuid:match_id>/thanks/opening")
@carries(OPEN_NOTES)
def open_notes(match: Match):
    """Open all notes: you sit together for the last time."""
    perform(OPEN_NOTES, match)
    return moved(to("closing.thanks", match.id))


def _keepsake(match: Match, form: Filled[KeepsakeForm] | None = None, status: int = 200):
    mine = actions.keepsake_of(me().id, match.id)
    if form is None:
        said = open_own(me().id, mine, "keepsake") if mine else None
        chosen = [one["key"] for one in said["picks"]] if said else None
        others = ", ".join(one.called for one in people_in(match.id) if one.id != me().id)
        form = blank(
            KeepsakeForm,
            title=said["title"] if said else _("My time with %(names)s", names=match.name or others),
            said=said["said"] if said else None,
            picks=chosen,
        )
    choices = actions.to_choose(me(), match)
    return page(
        "closing/make.html",
        status,
        match=match,
        mine=mine,
        form=form,
        choices={kind: [one for one in choices if one.kind == kind] for kind in PARTS},
    )


@bp.get("/matches/<uuid:match_id>/keepsake")
@needs(policy.can_keep, find_match)
@unlocked()
def keepsake(match: Match):
    """Choose what to take along."""
    return _keepsake(match)


@bp.post("/matches/<uuid:match_id>/keepsake")
@carries(KEEP)
@unlocked()
def keep(match: Match):
    """Make the keepsake."""
    done = perform(KEEP, match)
    return _keepsake(match, done.form, 422) if done.refused else moved(to("closing.shown", done.thing_id))


@bp.get("/keepsakes/<uuid:keepsake_id>")
@needs(policy.owns_keepsake, queries.find_keepsake)
@unlocked()
def shown(keepsake: Keepsake):
    """My keepsake, to look at and to download."""
    return page("closing/keepsake.html", keepsake=queries.keepsake_page(keepsake), match_id=keepsake.match_id)


@bp.get("/keepsakes/<uuid:keepsake_id>/pdf")
@needs(policy.owns_keepsake, queries.find_keepsake)
@unlocked()
def pdf(keepsake: Keepsake) -> Response:
    """My keepsake as a PDF, to keep for ever."""
    # Not at the top: its library takes longer to read than Flask, and few ever ask for paper.
    from app.closing.paper import printed  # noqa: PLC0415

    answer = Response(printed(queries.keepsake_page(keepsake)), content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'attachment; filename="naast.pdf"'
    return answer
