"""Lookups together: what several rooms want to know, asked of the database in one statement.

A lookup (`prepared.Lookup`) yields the prepared reads that it wants answered. `gather` lets many lookups go
side by side, so that each round of their questions costs one statement, however many rooms ask.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from types import GeneratorType
from typing import Any, TypeVar

from sqlalchemy import Dialect

from app.db import connected
from app.prepared import Asked, Lookup, Prepared, ask

T = TypeVar("T")
_NAMED = re.compile(r"%\((\w+)\)s")


def gather(*lookups: Any) -> Lookup[list[Any]]:
    """The results of lookups that go side by side; what is no lookup is its own result."""
    results: list[Any] = list(lookups)
    asking: dict[int, list[Asked]] = {}

    def go_on(place: int, rows: list[list] | None) -> None:
        try:
            asking[place] = lookups[place].send(rows)
        except StopIteration as end:
            results[place] = end.value
            asking.pop(place, None)

    for place, lookup in enumerate(lookups):
        if isinstance(lookup, GeneratorType):
            go_on(place, None)
    while asking:
        turn = list(asking.items())
        answers = iter((yield [asked for _, wanted in turn for asked in wanted]))
        for place, wanted in turn:
            go_on(place, [next(answers) for _ in wanted])
    return results


def read(lookup: Lookup[T]) -> T:
    """The result of a lookup, asked now: one statement for each round of its questions."""
    try:
        asked = next(lookup)
        while True:
            asked = lookup.send(_answers(asked))
    except StopIteration as end:
        return end.value


def _answers(asked: list[Asked]) -> list[list]:
    if len(asked) == 1:
        return [asked[0].prepared.rows(**asked[0].values)]
    connection = connected()
    dialect = connection.dialect
    reads = tuple(one.prepared for one in asked)
    sql, width = _joined(reads, dialect)
    mades = [read.made(dialect) for read in reads]
    given = [read.given(made, one.values) for read, made, one in zip(reads, mades, asked, strict=True)]
    sent: Any
    if mades[0].positional:
        sent = tuple(value for part in given for _, value in part)
    else:
        sent = {f"q{n}_{name}": value for n, part in enumerate(given) for name, value in part}
    answers: list[list] = [[] for _ in asked]
    for part, *row in ask(connection, sql, sent):
        answers[part].append(reads[part].read_row(mades[part], [row[place] for place in width[part]]))
    return answers


@lru_cache(512)
def _joined(reads: Sequence[Prepared], dialect: Dialect) -> tuple[str, list[list[int]]]:
    """One statement for these reads, and for each at which places of a row its columns stand.

    Columns of one kind share places, because a UNION wants one type in each. Both databases give the rows of
    each part in its own order: a part is read through by one reader.
    """
    mades = [read.made(dialect) for read in reads]
    places: list[tuple[str, int]] = []  # the kind of each place, and the how-manieth of its kind
    stands: list[list[int]] = []
    for made in mades:
        seen: dict[str, int] = {}
        there = []
        for kind in made.kinds:
            slot = (kind, seen.get(kind, 0))
            seen[kind] = slot[1] + 1
            if slot not in places:
                places.append(slot)
            there.append(places.index(slot))
        stands.append(there)
    parts, selects = [], []
    for n, (made, there) in enumerate(zip(mades, stands, strict=True)):
        sql = made.sql if made.positional else _NAMED.sub(rf"%(q{n}_\1)s", made.sql)
        parts.append(f"q{n}({', '.join(f'c{c}' for c in range(len(there)))}) AS ({sql})")
        columns = [
            f"c{there.index(place)}" if place in there else f"CAST(NULL AS {kind})"
            for place, (kind, _) in enumerate(places)
        ]
        selects.append(f"SELECT {n}, {', '.join(columns)} FROM q{n}")  # noqa: S608 - names made here, no values
    return f"WITH {', '.join(parts)} {' UNION ALL '.join(selects)}", stands
