"""Language: which one this answer speaks, its texts, its days and times; Dutch and English, both complete."""

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale, dates, numbers
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask, current_app, g, has_request_context, request

from app import clock
from app.web import cookies

LANGUAGES = ("nl", "en")
NAMES = {"nl": "Nederlands", "en": "English"}
COOKIE = "naast-language"
APP = Path(__file__).resolve().parents[1]


def catalogue(language: str) -> Catalog:
    """All features' texts in one language, merged; English needs none, the texts in the code are English."""
    merged = Catalog(locale=language)
    for file in sorted(APP.glob(f"*/{language}.po")):
        with file.open("rb") as source:
            for message in read_po(source, locale=language):
                if message.id:
                    merged[message.id] = message
    return merged


@cache
def translations(language: str) -> Translations:
    """The texts of one language, ready for use; read once per process."""
    packed = io.BytesIO()
    write_mo(packed, catalogue(language))
    packed.seek(0)
    return Translations(packed)


def mark(text: str) -> str:
    """Mark a text that is translated later, where it is shown."""
    return text


def current() -> str:
    """The language of this answer: the person's own, else the address's or the cookie's, else the browser's, else the default."""
    if not has_request_context():
        return "nl"
    chosen = g.get("language")
    if chosen is None:
        chosen = g.language = _choose()
    return chosen


def _choose() -> str:
    for asked in (request.args.get("language"), cookies.read(COOKIE)):
        if asked in LANGUAGES:
            return asked
    return request.accept_languages.best_match(LANGUAGES) or current_app.extensions["naast_settings"].language


def speak(language: str) -> None:
    """Let the rest of this request speak `language`."""
    g.language = language if language in LANGUAGES else "nl"


def _(text: str, **values) -> str:
    """The text in the language of this request, with its placeholders filled in."""
    said = translations(current()).gettext(text)
    return said % values if values else said


def ngettext(one: str, many: str, number: int, **values) -> str:
    """The text for a number of things; `%(n)s` is the number."""
    said = translations(current()).ngettext(one, many, number)
    return said % {"n": number, **values}


def zone() -> ZoneInfo:
    """The time zone on screen."""
    return _zone(current_app.extensions["naast_settings"].time_zone)


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def today() -> date:
    """The day it is, on screen."""
    return clock.now().astimezone(zone()).date()


def local(moment: datetime) -> datetime:
    """A stored moment in the time zone on screen."""
    return moment.astimezone(zone())


@lru_cache(4096)
def _day(day: date, pattern: str, language: str) -> str:
    return dates.format_date(day, pattern, locale=Locale.parse(language))


def day(value: date | datetime, language: str | None = None) -> str:
    """'Thursday 19 November', with the year when it is another than this one."""
    value = local(value).date() if isinstance(value, datetime) else value
    pattern = "EEEE d MMMM" if value.year == today().year else "EEEE d MMMM y"
    return _day(value, pattern, language or current())


def short_day(value: date | datetime) -> str:
    """'19 Nov', with the year when it is another than this one."""
    value = local(value).date() if isinstance(value, datetime) else value
    return _day(value, "d MMM" if value.year == today().year else "d MMM y", current())


def clock_time(value: datetime) -> str:
    """'15:30' in the time zone on screen."""
    return local(value).strftime("%H:%M")


def moment(value: datetime) -> str:
    """'today 15:30', 'yesterday 15:30', else 'Thursday 19 November 15:30'."""
    there = local(value)
    days = (today() - there.date()).days
    named = {0: _("today"), 1: _("yesterday"), -1: _("tomorrow")}.get(days) or (
        _day(there.date(), "EEEE", current()) if -7 < days < 0 else day(value)
    )
    return f"{named} {there:%H:%M}"


def length(minutes: int) -> str:
    """'1 h 15 min'."""
    hours, rest = divmod(minutes, 60)
    parts = [_("%(n)s h", n=hours)] if hours else []
    if rest or not hours:
        parts.append(_("%(n)s min", n=rest))
    return " ".join(parts)


def ago(value: datetime) -> str:
    """How long since, in the largest unit: 'now', '5 min', '2 h', '3 d'."""
    passed = max(clock.now() - value, timedelta(0))
    if passed < timedelta(minutes=1):
        return _("now")
    if passed < timedelta(hours=1):
        return _("%(n)s min", n=int(passed.total_seconds() // 60))
    if passed < timedelta(days=1):
        return _("%(n)s h", n=int(passed.total_seconds() // 3600))
    return _("%(n)s d", n=passed.days)


def decimal(value: str | int | Decimal) -> str:
    """'10,000' or '10.000', '2.5' or '2,5': a number as the reader writes it."""
    return _decimal(Decimal(value), current())


@lru_cache(1024)
def _decimal(value: Decimal, lang: str) -> str:
    return numbers.format_decimal(value, format="#,##0.######", locale=lang)


FILTERS: dict[str, Callable] = {
    "day": day,
    "short_day": short_day,
    "clock_time": clock_time,
    "moment": moment,
    "length_of": length,
    "ago": ago,
    "decimal": decimal,
    "local": local,
}


def install(app: Flask) -> None:
    """Read both languages at the start, so that a broken catalogue stops it."""
    for language in LANGUAGES:
        translations(language)
