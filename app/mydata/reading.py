"""How a row reads: for a program with the codes of the house, for somebody with words, days and names."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from app.mydata.fields import FIELDS
from app.web.language import _, day, moment

Lines = list[tuple[str, str]]


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def lines_of(told: Mapping[str, Any], words: Mapping[str, Mapping[Any, str]]) -> Lines:
    """The fields of a row in words: label and text of each, nested ones in their place."""
    lines: Lines = []
    for name, value in told.items():
        if isinstance(value, dict):
            lines += lines_of(value, words)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            lines += [line for one in value for line in lines_of(one, words)]
        elif value not in (None, "", []):
            lines.append((_(FIELDS.get(name, name)), _said(value, words.get(name, {}))))
    return lines


def _said(value: Any, words: Mapping[Any, str]) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_said(one, words) for one in value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return _(words[value]) if value in words else str(value)
