"""Lookups that go side by side give what each would give alone, in one statement for each round of questions."""

import pytest
from sqlalchemy import bindparam, select

from app.matches.models import Match
from app.people.models import Person
from app.prepared import Prepared, each, one_of
from app.sessions.models import Session
from app.together import gather, read
from tests.worlds import watched

_person, _match, _session = Person.__table__, Match.__table__, Session.__table__
NAMED = Prepared(select(_person.c.id, _person.c.called).where(_person.c.called == bindparam("called")))
OF_SCHEME = Prepared(select(_match.c.id).where(_match.c.scheme_id == bindparam("scheme")))
HELD = Prepared(
    select(_session.c.id, _session.c.on, _session.c.minutes, _session.c.place, _session.c.match_id)
    .where(_session.c.match_id == bindparam("match"), _session.c.state == "held")
    .order_by(_session.c.on.desc(), _session.c.id)
    .limit(5)
)


def _all_held(number):
    return Prepared(
        select(_session.c.id).where(one_of(_session.c.match_id, number), _session.c.state == "held")
    )


def called(name):
    """Who is called so."""
    return (yield from NAMED.read(called=name))


def held_in(scheme_id):
    """How many sessions were held in the matches of a scheme: two rounds."""
    matches = yield from OF_SCHEME.read(scheme=scheme_id)
    rows = yield from _all_held(len(matches)).read(**each([match.id for match in matches]))
    return len(matches), len(rows)


def held(match_id):
    """Some sessions."""
    return (yield from HELD.read(match=match_id))


def test_side_by_side_they_give_what_each_gives_alone(inside, cast):
    match_id = cast.matches["samira_joris"]
    with inside():
        alone = [read(called("Samira")), read(held(match_id)), read(called("Nobody")), read(held(match_id))]
        together = read(gather(called("Samira"), held(match_id), called("Nobody"), held(match_id)))
    assert together == alone
    assert together[1][0]._fields == alone[1][0]._fields
    days = [row.on for row in together[1]]
    assert days == sorted(days, reverse=True) and len(days) > 1


def test_a_round_is_one_statement_and_rounds_go_on_until_all_are_done(inside, cast):
    match_id = cast.matches["samira_joris"]
    with inside():
        alone = read(held_in(cast.schemes["ours"]))
    with inside(), watched() as seen:
        counts, sessions, plain = read(gather(held_in(cast.schemes["ours"]), held(match_id), "no lookup"))
    assert counts == alone and min(counts) > 5
    assert sessions and plain == "no lookup"
    assert len(seen) == 2, seen


def test_gathering_may_be_gathered(inside, cast):
    match_id = cast.matches["samira_joris"]
    with inside(), watched() as seen:
        one, (two, three) = read(gather(called("Joris"), gather(called("Noor"), held(match_id))))
    assert [one[0].called, two[0].called, len(three) > 0] == ["Joris", "Noor", True]
    assert len(seen) == 1


def test_what_goes_wrong_in_one_is_told(inside):
    def broken():
        yield from NAMED.read(called="Samira")
        raise LookupError("on purpose")

    with inside(), pytest.raises(LookupError, match="on purpose"):
        read(gather(called("Samira"), broken()))
