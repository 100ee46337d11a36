"""Every rule has two halves, one asked about a row and one asked of the database; here they are made to agree."""

import importlib
import inspect
import re
from typing import NamedTuple, get_type_hints

import pytest
from sqlalchemy import false, select, true

from app.db import db
from app.people.models import Person
from app.schemes.queries import actor_of
from tests.held import nothing_forgotten
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


PAIRS = {
    f"{module.__name__}.{name}": pair for module in policies() for name, pair in pairs_of(module).items()
}


def compared(pair: Pair, actors) -> tuple[list[str], set]:
    """Where the halves differ (who, which row, what each half says), and which answers were met."""
    found, answers = [], set()
    with nothing_forgotten():
        rows = db.session.scalars(select(pair.kind)).all()
        for actor in actors:
            listed = set(db.session.scalars(select(pair.kind.id).where(pair.twin(actor))))
            for row in rows:
                answer = pair.rule(actor, row)
                answers.add(answer)
                if answer is not (row.id in listed):
                    found.append(
                        f"{actor.called} and {pair.kind.__name__} {row.id}: listed {row.id in listed}"
                    )
    return found, answers


def everybody():
    """Everybody in the database, as actors."""
    return [actor_of(person) for person in db.session.scalars(select(Person))]


@pytest.fixture(scope="module")
def wild(shared: World):
    """The shared world with a few hundred wild rows in it."""
    with shared.inside():
        go_wild(seed=7)
    return shared


def test_there_are_pairs():
    assert len(PAIRS) >= 10


@pytest.mark.slow
@pytest.mark.parametrize("name", PAIRS)
def test_both_halves_agree_for_everybody_about_everything(wild, name):
    assert PAIRS[name].kind is not None, f"{name}: name the table in the type of its second argument"
    with wild.inside():
        differing, answers = compared(PAIRS[name], everybody())
    assert differing == []
    assert answers == {True, False}, "a pair that always says the same is not tried"


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


def test_halves_that_differ_are_seen(wild):
    pair = next(pair for name, pair in PAIRS.items() if name.endswith("matches.policy.can_see"))
    with wild.inside():
        actors = everybody()
        assert compared(Pair(pair.rule, lambda actor: true(), pair.kind), actors)[0]
        assert compared(Pair(lambda actor, row: False, pair.twin, pair.kind), actors)[0]
        assert compared(Pair(lambda actor, row: None, lambda actor: false(), pair.kind), actors)[0]
