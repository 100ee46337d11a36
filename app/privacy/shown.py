"""What others can read of somebody: each kind of thing, with the rules of its room that let somebody read it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select
from sqlalchemy.orm import InstrumentedAttribute

from app.web.sockets import Socket


@dataclass(frozen=True)
class Ground:
    """One way in which somebody comes to read a thing: the query twin of the rule, and a marked sentence why."""

    twin: Callable[[Any], ColumnElement[bool]]
    why: str


@dataclass(frozen=True)
class Shown:
    """One kind of thing of somebody's that others may read.

    `said(n)` names so many of them; `mine(person_id)` says which rows are theirs. The `grounds` are asked in
    their order: the first that holds is the reason given. `readers(person_id)` are selects of who could be a reader
    besides the staff, the people and the families of the schemes and matches it is about. `trail` is the column of the room's reading trail that
    says what was read, `one` the marked name of a single thing there, `opens` the endpoint of its page.
    """

    table: type[Any]
    said: Callable[[int], str]
    mine: Callable[[UUID], ColumnElement[bool]]
    grounds: tuple[Ground, ...]
    readers: Callable[[UUID], tuple[Select, ...]] | None = None
    trail: InstrumentedAttribute[UUID] | None = None
    one: str = ""
    opens: str = ""


shown: Socket[Shown] = Socket("what others can read of somebody")
# `besides(actor)` gives a sentence in the reader's language, or None.
besides: Socket[Callable[[Any], str | None]] = Socket(
    "what others see of somebody that is not a thing of its own"
)
