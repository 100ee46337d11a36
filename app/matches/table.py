"""The one table of a match: from where, by which verb, who may, what must hold, where it leads, and what follows.

docs/match.md shows the same table and its drawing; a test keeps them alike.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.matches import follows, guards
from app.matches.guards import Facts
from app.matches.models import Match
from app.people.actor import Actor

Guard = Callable[[Match, Facts], str | None]
Follow = Callable[[Match, Actor | None, Facts], None]

PAIR = ("mentor", "mentee", "peer")
EVERYBODY = (*PAIR, "team")
RUNNING = ("preparing", "agreeing", "active", "closing")


@dataclass(frozen=True)
class Move:
    """One way on: in `state`, `verb` may be done by `who` where all `guards` hold, and leads `to` a state."""

    state: str
    verb: str
    who: tuple[str, ...]
    to: str
    guards: tuple[Guard, ...] = ()
    follow: Follow = follows.nothing
    reason: str = "may"  # "must": own words are asked; "team": they stay with the team
    """How the reason is kept: `may` be given, `must` be given and is read by all, or stays with the `team`."""


WAS = {state: guards.it_was(state) for state in RUNNING}
# Guards that ask about the match alone, so that a page can tell what is open before anything is said.
OF_THE_MATCH: tuple[Guard, ...] = (
    guards.it_is_paused,
    guards.it_is_suspended,
    guards.it_is_not_suspended,
    guards.they_asked_to_stop,
    guards.it_closed_just_now,
    *WAS.values(),
)


def _running(verb: str, who: tuple[str, ...], *more, states=RUNNING, **named) -> tuple[Move, ...]:
    return tuple(Move(state, verb, who, state, *more, **named) for state in states)


TABLE: tuple[Move, ...] = (
    Move("", "propose", ("team",), "proposed", (guards.there_is_a_reason,), reason="must"),
    Move("proposed", "rematch", ("team",), "proposed", (guards.there_is_a_reason,), reason="team"),
    Move(
        "proposed", "remind", ("clock",), "proposed", (guards.time_to_ask_again,), follows.it_was_asked_again
    ),
    Move("proposed", "accept", PAIR, "preparing", (guards.everybody_said_yes,)),
    Move("proposed", "decline", PAIR, "withdrawn", (guards.too_few_are_left,), follows.nobody_takes_part),
    Move(
        "proposed",
        "withdraw",
        ("team",),
        "withdrawn",
        (guards.there_is_a_reason,),
        follows.nobody_takes_part,
        "team",
    ),
    Move(
        "proposed",
        "expire",
        ("clock",),
        "withdrawn",
        (guards.nobody_answered_in_time,),
        follows.nobody_takes_part,
    ),
    Move("preparing", "meet", ("team",), "agreeing", (guards.they_met, guards.it_is_not_suspended)),
    Move(
        "agreeing",
        "sign",
        (*EVERYBODY, "guardian"),
        "active",
        (guards.everybody_signed, guards.it_is_not_suspended),
        follows.it_begins,
    ),
    Move(
        "active",
        "amend",
        (*EVERYBODY, "guardian"),
        "active",
        (guards.everybody_signed, guards.it_is_not_suspended),
    ),
    Move("active", "pause", EVERYBODY, "active", (guards.there_is_an_end_to_it,), follows.it_pauses),
    Move("active", "go-on", EVERYBODY, "active", (guards.it_is_paused,), follows.the_pause_is_over),
    Move("active", "start-closing", EVERYBODY, "closing", (guards.it_is_not_suspended,)),
    Move("closing", "carry-on", ("team",), "active", (guards.there_is_a_reason,), reason="must"),
    *_running("ask-to-stop", PAIR, (), follows.the_team_hears_it),
    *_running("stay", PAIR, (guards.they_asked_to_stop,), follows.they_go_on_after_all),
    *_running(
        "suspend",
        ("team",),
        (guards.there_is_a_reason, guards.it_is_not_suspended),
        follows.contact_stops,
        "team",
    ),
    *_running(
        "lift", ("team",), (guards.there_is_a_reason, guards.it_is_suspended), follows.contact_goes_on, "team"
    ),
    *(
        Move(
            state,
            "close",
            ("team",),
            "closed",
            (guards.it_is_said_why_and_how_they_talked,),
            follows.doors_close,
            "team",
        )
        for state in RUNNING
    ),
    *(
        Move(
            "closed",
            "reopen",
            ("team",),
            state,
            (WAS[state], guards.it_closed_just_now, guards.there_is_a_reason),
            follows.doors_open,
            "must",
        )
        for state in RUNNING
    ),
)

# What happens to somebody's part in a match; it leaves the match itself in its state.
PARTS: tuple[Move, ...] = (
    Move("", "ask", ("team",), "asked"),
    Move("", "stand-in", ("team",), "in"),
    Move("asked", "say-yes", PAIR, "in"),
    Move("asked", "say-no", PAIR, "declined"),
    Move("asked", "take-back", ("team",), "left"),
    Move("in", "leave", EVERYBODY, "left"),
)
# From here a match does not go on; what comes after it is a new match.
ENDS = ("withdrawn", "closed")


def moves(state: str, verb: str, table: tuple[Move, ...] = TABLE) -> list[Move]:
    """The ways on that a verb has in a state."""
    return [move for move in table if (move.state, move.verb) == (state, verb)]
