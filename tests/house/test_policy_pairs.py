"""Every rule has two halves, one asked about a row and one asked of the database; here they are made to agree."""

import importlib
import inspect
import re
from typing import NamedTuple, get_type_hints

import pytest
from sqlalchemy import select, true

from app.db import db
from app.people.models import Person
from app.schemes.queries import actor_of
from tests.house.floors import HOUSE
from tests.house.wild import go_wild
from tests.worlds import World

# Rules about a row that no list of rows asks, and why.
WITHOUT_A_TWIN = {
    "app.journal.policy.is_self": "a person asks about themself only",
}
SAYS = re.compile(r"Query twin of `(\w+)`")


class Pair(NamedTuple):
    """A rule about a row and its query twin."""

    rule: object
    twin: object
    kind: type


def policies():
    """Every policy module of the house."""
    files = sorted((HOUSE / "app").glob("*/policy.py"))
    return [importlib.import_module(f"app.{file.parent.name}.policy") for file in files]


def own_functions(module):
    """The functions a module defines itself, by name."""
    found = inspect.getmembers(module, inspect.isfunction)
    return {name: function for name, function in found if function.__module__ == module.__name__}


def thing_of(rule):
    """The table a rule asks about: the type of its second argument, when that is a table."""
    hints = get_type_hints(rule)
    names = list(inspect.signature(rule).parameters)
    kind = hints.get(names[1]) if len(names) == 2 else None
    asks = hints.get("return") is bool and isinstance(kind, type) and hasattr(kind, "__table__")
    return kind if asks else None


def pairs_of(module) -> dict[str, Pair]:
    """The pairs of a module, by the rule's name."""
    functions = own_functions(module)
    found = {}
    for name, twin in functions.items():
        says = SAYS.match(twin.__doc__ or "")
        if says:
            rule = functions.get(says[1])
            assert rule, f"{module.__name__}.{name} is the twin of {says[1]}, which is not there"
            found[says[1]] = Pair(rule, twin, thing_of(rule))
    return found


PAIRS = {f"{module.__name__}.{name}": pair for module in policies() for name, pair in pairs_of(module).items()}


def disagreements(pair: Pair, actors) -> list[str]:
    """Where the halves differ: who, which row, and what each half says."""
    rows = db.session.scalars(select(pair.kind)).all()
    found = []
    for actor in actors:
        listed = set(db.session.scalars(select(pair.kind.id).where(pair.twin(actor))))
        for row in rows:
            if pair.rule(actor, row) is not (row.id in listed):
                found.append(f"{actor.called} and {pair.kind.__name__} {row.id}: listed {row.id in listed}")
    return found


@pytest.fixture(scope="module")
def wild(shared: World):
    """The shared world with a few hundred wild rows in it."""
    with shared.inside():
        go_wild(seed=7)
    return shared


def test_there_are_pairs():
    assert len(PAIRS) >= 10


@pytest.mark.parametrize("name", PAIRS)
def test_both_halves_agree_for_everybody_about_everything(wild, name):
    with wild.inside():
        actors = [actor_of(person) for person in db.session.scalars(select(Person))]
        assert PAIRS[name].kind is not None, f"{name}: name the table in the type of its second argument"
        assert disagreements(PAIRS[name], actors) == []


@pytest.mark.parametrize("name", PAIRS)
def test_both_answers_are_met(wild, name):
    """A pair that always says no would agree as well."""
    with wild.inside():
        actors = [actor_of(person) for person in db.session.scalars(select(Person))]
        rows = db.session.scalars(select(PAIRS[name].kind)).all()
        answers = {PAIRS[name].rule(actor, row) for actor in actors for row in rows}
        assert answers == {True, False}


def test_every_rule_about_a_row_has_a_twin():
    lacking = [
        f"{module.__name__}.{name}"
        for module in policies()
        for name, rule in own_functions(module).items()
        if not name.startswith("_")
        and not SAYS.match(rule.__doc__ or "")
        and thing_of(rule)
        and f"{module.__name__}.{name}" not in {*PAIRS, *WITHOUT_A_TWIN}
    ]
    assert lacking == []


def test_every_rule_says_yes_or_no(wild):
    """`True` and `False`, not a row or None: what is passed on would tell more than was asked."""
    with wild.inside():
        actors = [actor_of(person) for person in db.session.scalars(select(Person).limit(8))]
        for name, pair in PAIRS.items():
            for row in db.session.scalars(select(pair.kind).limit(20)):
                assert {type(pair.rule(actor, row)) for actor in actors} == {bool}, name


def test_halves_that_differ_are_seen(wild):
    pair = next(pair for name, pair in PAIRS.items() if name.endswith("journal.policy.can_read"))
    with wild.inside():
        actors = [actor_of(person) for person in db.session.scalars(select(Person))]
        assert disagreements(Pair(pair.rule, lambda actor: true(), pair.kind), actors)
        assert disagreements(Pair(lambda actor, row: False, pair.twin, pair.kind), actors)
