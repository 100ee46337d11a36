"""Days as they are on screen, for tests."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from app import clock


def today(days: int = 0) -> date:
    """The day it is in the time zone on screen, or so many days later."""
    return clock.now().astimezone(ZoneInfo("Europe/Amsterdam")).date() + timedelta(days=days)
