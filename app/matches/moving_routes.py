"""The moves of a match, each at a noun of its own: one page that says what it means, and one form."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from app.matches import actions, policy, queries
from app.matches.actions import phone_time
from app.matches.forms import CloseForm, MeetForm, MoveForm, PauseForm, ReasonForm
from app.matches.guards import Facts
from app.matches.models import Match
from app.matches.queries import find_match
from app.matches.routes import bp
from app.matches.words import CLOSED_WHY, WAYS
from app.surfaces import laid_out, stayed
from app.web.access import me, needs
from app.web.forms import Filled, blank
from app.web.fragments import moved
from app.web.language import today
from app.web.pages import page
from app.web.paths import to
from app.web.verbs import carries, perform, verb


class Carried(NamedTuple):
    """How a move is asked for: the noun in the address, its form, who may, and whether it may wait on a phone.

    What decides who may come in or read on does not wait: who does it has to know that it is done.
    """

    noun: str
    form: type[MoveForm]
    may: Callable[[Any, Match], bool]
    waits: bool = False


MOVES = {
    "withdraw": Carried("withdrawal", ReasonForm, policy.can_oversee),
    "meet": Carried("meeting", MeetForm, policy.can_oversee, waits=True),
    "pause": Carried("pause", PauseForm, policy.can_see, waits=True),
    "go-on": Carried("pause-end", MoveForm, policy.can_see, waits=True),
    "ask-to-stop": Carried("stop", MoveForm, policy.runs_with, waits=True),
    "stay": Carried("stay", MoveForm, policy.runs_with, waits=True),
    "suspend": Carried("suspension", ReasonForm, policy.can_oversee),
    "lift": Carried("suspension-end", ReasonForm, policy.can_oversee),
    "start-closing": Carried("closing", MoveForm, policy.can_see, waits=True),
    "carry-on": Carried("carrying-on", ReasonForm, policy.can_oversee),
    "close": Carried("closure", CloseForm, policy.can_oversee),
    "reopen": Carried("reopening", ReasonForm, policy.can_oversee),
}


def _go(name: str, actor, match: Match, values: MoveForm, op_id) -> Match:
    facts = values.facts()
    return actions.move(actor, match, name, Facts(**{**vars(facts), "phone_at": phone_time(op_id)}))


def verb_of(name: str) -> str:
    """What the verb of a move is called."""
    return f"matches.{name.replace('-', '_')}"


def _page(name: str, match: Match, form: Filled[MoveForm], status: int = 200):
    fields, way = form.kind.model_fields, WAYS[name]
    return page(
        "matches/move.html",
        status,
        **laid_out(me(), to("matches.match", match.id)),
        match=match,
        way=way,
        means=way.to_team or way.means if policy.can_oversee(me(), match) else way.means,
        action=to(f"matches.{name}", match.id),
        waits=verb_of(name) if MOVES[name].waits else "",
        fields=fields,
        form=form,
        people={str(one.id): one.called for one in queries.people_in(match.id)}
        if "present" in fields
        else {},
        closed_why=CLOSED_WHY,
    )


def _serve(name: str, how: Carried) -> None:
    """The page and the verb of one move."""
    done = verb(
        verb_of(name),
        form=how.form,
        find=find_match,
        may=how.may,
        act=partial(_go, name),
        waits=how.waits,
    )

    @bp.get(f"/matches/<uuid:match_id>/{how.noun}", endpoint=f"{name}-page")
    @needs(how.may, find_match)
    def ask(match: Match):
        """What this move means, and its form."""
        typed = {"on": today()} if "on" in how.form.model_fields else {}
        return _page(name, match, blank(how.form, **typed))

    @bp.post(f"/matches/<uuid:match_id>/{how.noun}", endpoint=name)
    @carries(done)
    def go(match: Match):
        """Move the match."""
        outcome = perform(done, match)
        if outcome.refused:
            return _page(name, match, outcome.form, 422)
        return moved(stayed(to("matches.match", match.id), me()))


for _name, _how in MOVES.items():
    _serve(_name, _how)
