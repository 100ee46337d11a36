"""Lookups that go side by side give what each would give alone, in one statement for each round of questions."""

from sqlalchemy import bindparam, select

from app.db import db
from app.matches.models import Match
from app.people.models import Person
from app.prepared import Prepared, each, one_of
from app.sessions.models import Session
from app.together import gather, read
from tests.worlds import watched

_person, _match, _session = Person.__table__, Match.__table__, Session.__table__
NAMED = Prepared(select(_person.c.id, _person.c.called).where(_person.c.called == bindparam("called")))
HELD = Prepared(
    select(_session.c.id, _session.c.on, _session.c.minutes, _session.c.place, _session.c.match_id)
    .where(_session.c.match_id == bindparam("match"), _session.c.state == "held")
    .order_by(_session.c.on.desc(), _session.c.id)
    .limit(5)
)


def _in_scheme(number):
    return Prepared(select(_match.c.id, _match.c.made_at).where(one_of(_match.c.scheme_id, number)))


def called(name):
    """Who is called so."""
    return (yield from NAMED.read(called=name))


def schemes_of(called_so):
    """The matches of the schemes of a person's matches: two rounds."""
    found = yield from called(called_so)
    rows = yield from _in_scheme(1).read(**each([found[0].id]))
    return found[0].called, rows


def held(match_id):
    """Some sessions."""
    return (yield from HELD.read(match=match_id))


def test_side_by_side_they_give_what_each_gives_alone(inside, cast):
    match_id = cast.matches["samira_joris"]
    with inside():
        alone = [read(called("Samira")), read(held(match_id)), read(called("Nobody")), read(held(match_id))]
        together = read(gather(called("Samira"), held(match_id), called("Nobody"), held(match_id)))
    assert together == alone
    assert [type(row).__name__ for row in together[1]] and together[1][0]._fields == alone[1][0]._fields
    days = [row.on for row in together[1]]
    assert days == sorted(days, reverse=True) and len(days) > 1


def test_a_round_is_one_statement_and_rounds_go_on_until_all_are_done(inside, cast):
    match_id = cast.matches["samira_joris"]
    with inside(), watched() as seen:
        (name, rows), sessions, plain = read(gather(schemes_of("Samira"), held(match_id), "no lookup"))
    assert (name, rows, plain) == ("Samira", [], "no lookup") and sessions
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

    with inside():
        try:
            read(gather(called("Samira"), broken()))
        except LookupError as error:
            assert str(error) == "on purpose"
        else:
            raise AssertionError("nothing was told")
        assert db.session.connection().in_transaction()
