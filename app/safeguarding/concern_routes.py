"""Pages of concerns: writing down that one worries, and the record that is kept of it."""

from uuid import UUID

from flask import request

from app.ids import read_id
from app.matches.models import Match
from app.matches.policy import can_see as can_see_match
from app.matches.queries import find_match
from app.people.actor import Actor
from app.safeguarding import actions, policy, queries
from app.safeguarding.forms import DecideForm, NoteForm, RaiseForm, ReaderForm, ReasonForm
from app.safeguarding.models import Concern
from app.safeguarding.routes import bp
from app.safeguarding.sockets import below_record
from app.safeguarding.words import ADDED, ASKED, DECISIONS, KINDS, STEPS, TOLD
from app.schemes.models import Scheme
from app.schemes.queries import find_scheme
from app.surfaces import cards
from app.web.access import me, needs
from app.web.forms import Filled, blank
from app.web.fragments import moved
from app.web.pages import page
from app.web.paths import to
from app.web.transaction import note
from app.web.verbs import Verb, carries, perform, verb

RAISE = verb(
    "safeguarding.raise",
    form=RaiseForm,
    find=find_scheme,
    may=policy.can_raise,
    act=actions.raise_concern,
    waits=True,
)


def _on_record(name: str, form, may, act) -> Verb:
    return verb(f"safeguarding.{name}", form=form, find=queries.find_concern, may=may, act=act)


NOTE = _on_record("note", NoteForm, policy.can_see, actions.add_note)
DECIDE = _on_record("decide", DecideForm, policy.can_decide, actions.decide)
LET_IN = _on_record("let_in", ReaderForm, policy.can_decide, actions.let_in)
CLOSE = _on_record("close", ReasonForm, policy.can_decide, actions.close)
SUSPEND = _on_record("suspend", ReasonForm, policy.can_decide, actions.suspend)
REOPEN = _on_record("reopen", ReasonForm, policy.can_decide, actions.reopen)


@bp.get("/concerns")
@needs(policy.has_raised)
def concerns():
    """The records that somebody may know of: those they read, and those they raised."""
    found = _list()
    return page("safeguarding/concerns.html" if found["keeps"] else "safeguarding/mine.html", **found)


def _list() -> dict:
    actor = me()
    return {"records": queries.listed(actor), "keeps": policy.keeps_records(actor)}


@bp.get("/concerns/new")
@needs(policy.has_raised)
def start():
    """Where every 'I worry about somebody' leads: to the form of the right scheme."""
    match = _match()
    schemes = queries.schemes_of(me())
    if match or len(schemes) == 1:
        where = to("safeguarding.raise_page", match.scheme_id if match else schemes[0].id)
        return moved(f"{where}?match={match.id}" if match else where)
    return page("safeguarding/choose.html", schemes=schemes)


def _match() -> Match | None:
    """The match that the address names, when this reader may see it."""
    match = find_match(read_id(request.args.get("match")) or UUID(int=0))
    return match if match and can_see_match(me(), match) else None


@bp.get("/schemes/<uuid:scheme_id>/concerns/new")
@needs(policy.can_raise, find_scheme)
def raise_page(scheme: Scheme):
    """The form to write down that one worries."""
    match = _match()
    form = blank(RaiseForm, match=match.id if match else None)
    return _raise_page(scheme, match, form)


def _raise_page(scheme: Scheme, match: Match | None, form: Filled[RaiseForm], status: int = 200):
    people = queries.whom(me(), match)
    return page(
        "safeguarding/raise.html",
        status,
        scheme=scheme,
        form=form,
        people={str(person.id): person.called for person in people},
        told=next(asks for role, asks in TOLD.items() if not role or me().holds(scheme.id, role)),
        contacts=queries.contacts_of(scheme.id),
    )


@bp.post("/schemes/<uuid:scheme_id>/concerns")
@carries(RAISE)
def raise_concern(scheme: Scheme):
    """Write down that one worries."""
    done = perform(RAISE, scheme)
    if done.refused:
        match = find_match(read_id(done.form.value("match")) or UUID(int=0))
        known = match if match and can_see_match(me(), match) else None
        return _raise_page(scheme, known, done.form, 422)
    return moved(to("safeguarding.concern", done.thing_id))


@bp.get("/concerns/<uuid:concern_id>")
@needs(policy.can_see, queries.find_concern)
def concern(concern: Concern):
    """A record: whole for who may read it; received, and their own words, for who raised it."""
    return _concern(concern)


def _concern(concern: Concern, forms: dict | None = None, status: int = 200):
    actor: Actor = me()
    record = queries.record_of(concern)
    if not policy.can_read(actor, concern):
        mine = [note for note in record.notes if note.by_id == actor.id]
        return page(
            "safeguarding/received.html",
            status,
            concern=concern,
            notes=mine,
            contacts=queries.readers_of(concern),
            asked=ASKED,
            form=(forms or {}).get("note") or blank(NoteForm),
        )
    if request.method == "GET":
        note(lambda: actions.leave_trail(actor.id, concern.id))
    return page(
        "safeguarding/record.html",
        status,
        concern=concern,
        record=record,
        about=queries.about_whom(concern) or record.who,
        readers=queries.readers_of(concern),
        trail=queries.trail(concern),
        below=cards(below_record, actor, concern),
        staff=queries.staff_of(concern.scheme_id),
        decides=policy.can_decide(actor, concern),
        match=find_match(concern.match_id) if concern.match_id else None,
        words={"kinds": KINDS, "added": ADDED, "steps": STEPS, "decisions": DECISIONS, "asked": ASKED},
        forms={**_forms(), **(forms or {})},
        **_list(),
    )


def _forms() -> dict[str, Filled]:
    return {
        "note": blank(NoteForm, what="added"),
        "decide": blank(DecideForm),
        "let_in": blank(ReaderForm),
        "close": blank(ReasonForm),
        "suspend": blank(ReasonForm),
    }


def _written(done: Verb, name: str, concern: Concern):
    outcome = perform(done, concern)
    if outcome.refused:
        return _concern(concern, {name: outcome.form}, 422)
    return moved(to("safeguarding.concern", concern.id))


@bp.post("/concerns/<uuid:concern_id>/notes")
@carries(NOTE)
def add_note(concern: Concern):
    """Add to a record."""
    return _written(NOTE, "note", concern)


@bp.post("/concerns/<uuid:concern_id>/decisions")
@carries(DECIDE)
def decide(concern: Concern):
    """Write down what was decided, with the reasons."""
    return _written(DECIDE, "decide", concern)


@bp.post("/concerns/<uuid:concern_id>/readers")
@carries(LET_IN)
def let_in(concern: Concern):
    """Let a colleague read a record."""
    return _written(LET_IN, "let_in", concern)


@bp.post("/concerns/<uuid:concern_id>/closing")
@carries(CLOSE)
def close(concern: Concern):
    """Close a record."""
    return _written(CLOSE, "close", concern)


@bp.post("/concerns/<uuid:concern_id>/closing/undo")
@carries(REOPEN)
def reopen(concern: Concern):
    """Open a record again."""
    return _written(REOPEN, "close", concern)


@bp.post("/concerns/<uuid:concern_id>/suspension")
@carries(SUSPEND)
def suspend(concern: Concern):
    """Put the match on hold."""
    return _written(SUSPEND, "suspend", concern)
