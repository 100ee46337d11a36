"""Lookups together: what several rooms want to know, asked of the database in one statement.

A lookup (`prepared.Lookup`) yields the prepared reads that it wants answered. `gather` lets many lookups go
side by side, so that each round of their questions costs one statement, however many rooms ask.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from types import GeneratorType
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Dialect

from app.db import connected
from app.prepared import Asked, Lookup, Prepared, ask, sent

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
    joined = _joined(tuple([one.prepared for one in asked]), connection.dialect)
    values: list[Any] = []
    for given, one in zip(joined.given, asked, strict=True):
        values += given(one.values)
    answers: list[list] = [[] for _ in asked]
    for row in ask(connection, joined.sql, sent(joined.names, tuple(values))):
        part = row[0]
        answers[part].append(joined.row[part](row))
    return answers


class _Joined(NamedTuple):
    """One statement for several reads; for each of them what picks its values, and reads its rows.

    `names` are those of the values, where the driver wants names.
    """

    sql: str
    names: Sequence[str]
    given: Sequence[Callable[[dict[str, Any]], tuple]]
    row: Sequence[Callable[[Sequence[Any]], Any]]


@lru_cache(512)
def _joined(reads: Sequence[Prepared], dialect: Dialect) -> _Joined:
    """One statement for these reads. A row begins with the number of the read to which it belongs.

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
        sql = _NAMED.sub(rf"%(q{n}_\1)s", made.sql) if made.names else made.sql
        parts.append(f"q{n}({', '.join(f'c{c}' for c in range(len(there)))}) AS ({sql})")
        columns = [
            f"c{there.index(place)}" if place in there else f"CAST(NULL AS {kind})"
            for place, (kind, _) in enumerate(places)
        ]
        selects.append(f"SELECT {n}, {', '.join(columns)} FROM q{n}")  # noqa: S608 - names made here, no values
    return _Joined(
        f"WITH {', '.join(parts)} {' UNION ALL '.join(selects)}",
        [f"q{n}_{name}" for n, made in enumerate(mades) for name in made.names],
        [made.given for made in mades],
        [
            read.reader(dialect, [place + 1 for place in there])
            for read, there in zip(reads, stands, strict=True)
        ],
    )
