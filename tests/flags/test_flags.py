"""Flags: one of a kind is up for one thing, it goes when it is handled, and may be raised anew."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import bindparam, select

from app import ids
from app.db import db
from app.flags.actions import lower_flag, raise_flag
from app.flags.days import days_after, noon_of
from app.flags.kinds import KINDS
from app.flags.models import Flag
from app.flags.reasons import Reason, reasons


def up() -> list[Flag]:
    return list(db.session.scalars(select(Flag).where(Flag.lowered_at.is_(None))))


def test_a_flag_is_up_once_until_it_is_lowered_and_can_be_raised_again(inside):
    about, scheme, noor = ids.new_id(), ids.new_id(), ids.new_id()
    with inside():
        before = len(up())
        for _ in range(3):
            raise_flag("celebrate", about, scheme_id=scheme, number=3)
        raise_flag("shared", about, scheme_id=scheme)
        assert len(up()) == before + 2
        lower_flag("celebrate", about, noor)
        lower_flag("celebrate", about, noor)
        assert len(up()) == before + 1
        raise_flag("celebrate", about, scheme_id=scheme)
        assert len(up()) == before + 2
        handled = select(Flag.lowered_by).where(Flag.about_id == about, Flag.lowered_at.is_not(None))
        assert db.session.scalars(handled).all() == [noor]


def test_a_kind_that_nobody_knows_is_a_mistake_in_the_house(inside):
    with inside(), pytest.raises(ValueError, match="no kind of reason"):
        raise_flag("surprise", ids.new_id(), scheme_id=ids.new_id())
    with pytest.raises(ValueError, match="no kind of reason"):
        Reason("surprise", "Something.")


def test_every_kind_stands_in_the_table_once_and_every_plug_has_its_name():
    names = [kind.name for kind in KINDS]
    assert len(names) == len(set(names))
    assert [reason.kind for reason in reasons] == reasons.names()


def test_days_are_the_same_on_both_databases(inside):
    day = bindparam("day", date(2026, 2, 25))
    with inside():
        later, earlier, noon = db.session.execute(
            select(days_after(day, 7), days_after(day, -60), noon_of(days_after(day, 4)))
        ).one()
    assert (later, earlier) == (date(2026, 3, 4), date(2025, 12, 27))
    assert noon == datetime(2026, 3, 1, 12, tzinfo=UTC)
