"""What agreements bring elsewhere: a card on a match's page, what is to sign, guardians' Today, and the desk."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.agreements.models import Agreement
from app.agreements.policy import OPEN, can_amend
from app.agreements.queries import drafts_of, editions
from app.db import db
from app.flags.days import noon_of
from app.flags.reasons import Reason, Scope, row
from app.matches.board import titles
from app.matches.models import Match
from app.matches.policy import can_see, guarded_by
from app.matches.queries import MatchView, matches_of
from app.matches.sockets import ToDo
from app.people.actor import Actor
from app.prepared import Lookup
from app.together import read
from app.web.forms import Form, blank
from app.web.language import _, mark
from app.web.paths import to


def on_match(actor: Actor, match: Match) -> dict[str, Any] | None:
    """The edition in force and the one that is being written."""
    if match.state in ("proposed", "preparing", "withdrawn") or not can_see(actor, match):
        return None
    found = [one for one in editions(match.id) if one.state in ("draft", "in-force")]
    return {
        "editions": found,
        "match": match,
        "may_amend": can_amend(actor, match) and all(one.state != "draft" for one in found),
        "form": blank(Form),
    }


def to_do(actor: Actor, matches: list[MatchView]) -> Lookup[dict[UUID, list[ToDo]]]:
    """A draft to write and sign, and whose signature we wait for."""
    running = [match.id for match in matches if match.state in OPEN and not match.suspended_at]
    drafts = yield from drafts_of(running)
    return {draft.match_id: _of(actor, draft, signers) for draft, signers in drafts}


def _of(actor: Actor, draft: Any, signers: list) -> list[ToDo]:
    path = to("agreements.agreement", draft.id)
    waiting = [one for one in signers if one.signed is None]
    if any(actor.id in one.people for one in waiting):
        what = (
            _("Write your agreement together, and sign it")
            if draft.edition == 1
            else _("Look at the new agreement")
        )
        why = _("Everybody changes it with equal rights. It counts once everybody has signed.")
        return [ToDo(what, why, path=path, place=20)]
    names = ", ".join(one.called or _("a parent or guardian") for one in waiting)
    return [ToDo(_("still has to sign"), "", names, path, 30)] if names else []


def kept(actor: Actor) -> list[str]:
    """The agreements of my matches: the one in force, and the one that is being written."""
    running = [match.id for match in matches_of(actor) if match.state in OPEN]
    found = db.session.scalars(
        select(Agreement.id).where(
            Agreement.match_id.in_(running), Agreement.state.in_(("draft", "in-force"))
        )
    )
    return [to("agreements.agreement", agreement_id) for agreement_id in found]


def for_family(actor: Actor, _thing: Any) -> dict[str, Any] | None:
    """For a guardian: the matches of their children."""
    if not actor.schemes_as("guardian"):
        return None
    found = list(db.session.scalars(select(Match.id).where(guarded_by(actor)).order_by(Match.id).limit(20)))
    waiting = {
        draft.match_id: draft.id
        for draft, signers in read(drafts_of(found))
        if any(actor.id in one.people and one.signed is None for one in signers)
    }
    return {"titles": titles(found), "to_sign": waiting} if found else None


def _unsigned(scope: Scope):
    """Drafts that should have been signed by now, in the reader's matches."""
    return (
        select(
            *row(
                Agreement.id,
                noon_of(Agreement.sign_by),
                scheme=scope.matches.c.scheme_id,
                match=scope.matches.c.id,
            )
        )
        .join(scope.matches, scope.matches.c.id == Agreement.match_id)
        .where(Agreement.state == "draft", Agreement.sign_by < scope.today)
    )


UNSIGNED = Reason(
    "agreement", mark("The agreement is not signed by all yet."), _unsigned, opens="agreements.agreement"
)
