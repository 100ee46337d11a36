"""The table of a match: as the field's rules and the docs say, and safe whichever way one walks it."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app import clock
from app.db import db
from app.matches import policy
from app.matches.actions import can_move, move, put
from app.matches.guards import Facts
from app.matches.models import STATES, STEP_OF, STEPS, Match, MatchEvent, Participation
from app.matches.proposals import propose, say_no, say_yes
from app.matches.table import ENDS, PARTS, RUNNING, TABLE
from app.people.models import Person
from app.schemes.models import Scheme
from app.schemes.queries import actor_of
from app.web.language import today
from app.web.verbs import Refused
from tests.matches.drawing import drawn, written

PAIR, ALL = {"mentor", "mentee", "peer"}, {"mentor", "mentee", "peer", "team"}
# The rules of the field, said once more, so that the table cannot drift from them unseen.
RULES = {
    ("", "propose", "proposed"): {"team"},
    ("proposed", "rematch", "proposed"): {"team"},
    ("proposed", "remind", "proposed"): {"clock"},
    ("proposed", "accept", "preparing"): PAIR,
    ("proposed", "decline", "withdrawn"): PAIR,
    ("proposed", "withdraw", "withdrawn"): {"team"},
    ("proposed", "expire", "withdrawn"): {"clock"},
    ("preparing", "meet", "agreeing"): {"team"},
    ("agreeing", "sign", "active"): ALL | {"guardian"},
    ("active", "amend", "active"): ALL | {"guardian"},
    ("active", "pause", "active"): ALL,
    ("active", "go-on", "active"): ALL,
    ("active", "start-closing", "closing"): ALL,
    ("closing", "carry-on", "active"): {"team"},
    **{(state, verb, state): PAIR for state in RUNNING for verb in ("ask-to-stop", "stay")},
    **{(state, verb, state): {"team"} for state in RUNNING for verb in ("suspend", "lift")},
    **{(state, "close", "closed"): {"team"} for state in RUNNING},
    **{("closed", "reopen", state): {"team"} for state in RUNNING},
}


def test_the_table_is_what_the_rules_of_the_field_say():
    assert {(way.state, way.verb, way.to): set(way.who) for way in TABLE} == RULES


def test_the_docs_show_this_table():
    assert written() == drawn(), "python -m tests.matches.drawing writes it anew"


def test_no_clock_ends_what_has_begun():
    by_the_clock = {(way.state, way.to) for way in TABLE if "clock" in way.who}
    assert by_the_clock == {("proposed", "proposed"), ("proposed", "withdrawn")}


def test_everybody_who_takes_part_can_stop_at_every_step():
    for state in RUNNING:
        assert any(way.verb == "ask-to-stop" and set(way.who) >= PAIR for way in TABLE if way.state == state)
    assert {way.verb for way in PARTS if way.state == "asked" and set(way.who) >= PAIR} == {
        "say-yes",
        "say-no",
    }


def test_no_stop_asks_for_a_reason():
    asks = {way.verb for way in TABLE if any(guard.__name__ == "there_is_a_reason" for guard in way.guards)}
    assert not asks & {"ask-to-stop", "decline", "pause", "start-closing", "stay", "go-on"}


def test_every_state_stands_in_one_of_the_five_steps_and_can_be_reached_and_left():
    assert set(STEP_OF) == set(STATES)
    assert set(STEP_OF.values()) == set(STEPS)
    assert {way.to for way in TABLE} == set(STATES)
    assert {way.state for way in TABLE} | set(ENDS) == {"", *STATES}


WHO = ("samira", "joris", "noor", "vera", None)
VERBS = sorted({way.verb for way in TABLE if way.state}) + ["say-yes", "say-no", "leave"]
steps = st.lists(
    st.tuples(st.sampled_from(WHO), st.sampled_from(VERBS), st.integers(0, 20), st.booleans()),
    min_size=3,
    max_size=25,
)
SLOWLY = settings(
    max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.mark.slow
def test_any_walk_stays_in_the_table_with_who_when_and_why(world):
    @SLOWLY
    @given(walk=steps, brought=st.booleans())
    def walked(walk, brought):
        with world.app.app_context():
            try:
                _Walk(world.cast, brought).go(walk)
            finally:
                db.session.rollback()
                db.session.remove()

    walked()


class _Walk:
    """Some people doing whatever comes to their minds with one match; what may never happen is looked at each time."""

    def __init__(self, cast, brought: bool) -> None:
        self.people = {name: actor_of(db.session.get_one(Person, cast[name])) for name in WHO if name}
        scheme = db.session.get_one(Scheme, cast.schemes["ours"])
        sides = [(cast["samira"], "mentee"), (cast["joris"], "mentor")]
        self.match = propose(self.people["noor"], scheme, "one-to-one", sides, "They fit.", brought=brought)
        self.at = clock.now()

    def go(self, walk) -> None:
        for name, verb, days, complete in walk:
            self.at += timedelta(days=days)
            with clock.standing_at(self.at):
                before, lines = self.match.state, self._lines()
                if self._try(name, verb, complete):
                    self._check_the_line(before, name, lines)
                else:
                    assert (self.match.state, len(self._lines())) == (before, len(lines)), (
                        "refused, yet changed"
                    )
                self._check_access()
                self._check_a_way_on()

    def _lines(self) -> list[MatchEvent]:
        query = select(MatchEvent).where(MatchEvent.match_id == self.match.id).order_by(MatchEvent.id)
        return list(db.session.scalars(query))

    def _facts(self, complete: bool) -> Facts:
        present = frozenset(person.id for person in self.people.values())
        return (
            Facts(
                "Because.",
                "planned",
                "We talked.",
                today(),
                None,
                today() + timedelta(days=30),
                present,
                True,
            )
            if complete
            else Facts()
        )

    def _try(self, name, verb: str, complete: bool) -> bool:
        actor = self.people[name] if name else None
        try:
            if verb in ("say-yes", "say-no"):
                if actor is None or not policy.is_asked(actor, self.match):
                    return False
                (say_yes if verb == "say-yes" else say_no)(actor, self.match, None, None)
            elif verb == "leave":
                part = actor and policy.participation_of(actor, self.match)
                if not part:
                    return False
                put(actor, self.match, db.session.get_one(Participation, part.id), "leave", actor.id)
            else:
                move(actor, self.match, verb, self._facts(complete))
        except Refused:
            return False
        return True

    def _check_the_line(self, before: str, name, lines: list[MatchEvent]) -> None:
        for line in self._lines()[len(lines) :]:
            known = [*TABLE, *PARTS]
            way = next(way for way in known if way.verb == line.verb and line.as_who in way.who)
            assert line.server_at <= clock.now()
            assert line.by_id == (self.people[name].id if name else None)
            assert line.by_id is not None or line.as_who == "clock"
            if way.reason != "may":
                assert line.sealed, f"{line.verb} without a reason"
            assert line.staff_only == (way.reason == "team")
        if self.match.state != before:
            assert (before, self.match.state) in {(way.state, way.to) for way in TABLE}

    def _check_access(self) -> None:
        match, now = self.match, clock.now()
        for name in ("samira", "joris"):
            actor = self.people[name]
            seen = match.id in set(db.session.scalars(select(Match.id).where(policy.seen_by(actor))))
            assert seen is policy.can_see(actor, match)
            parts = db.session.scalars(
                select(Participation).where(
                    Participation.match_id == match.id, Participation.person_id == actor.id
                )
            )
            ended = all(part.state != "in" or (part.until and part.until <= now) for part in parts)
            long_closed = match.closed_at and match.closed_at <= now - timedelta(days=14)
            if ended or match.state == "withdrawn" or (long_closed and name == "joris"):
                assert not seen, f"{name} still sees it"
            if match.state != "withdrawn" and long_closed and name == "samira" and not ended:
                assert seen, "a mentee keeps what is hers"
            if match.suspended_at:
                assert not policy.can_meet(actor, match)
        assert not policy.can_see(self.people["vera"], match)
        assert policy.can_see(self.people["noor"], match)

    def _check_a_way_on(self) -> None:
        """Whatever happened, somebody can go on: the team at the least, unless it is over."""
        match, facts = self.match, self._facts(True)
        if match.state in ENDS:
            return
        away = {way.verb for way in TABLE if way.state == match.state and way.to != match.state}
        assert any(can_move(actor, match, verb, facts) for actor in self.people.values() for verb in away), (
            f"no way on from {match.state}"
        )
