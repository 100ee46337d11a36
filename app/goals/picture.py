"""The picture of a goal's progress against time, as the numbers of an SVG drawing, and the same in words."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from app.goals.measure import Scale
from app.web.language import _, decimal, short_day

WIDTH, HEIGHT, EDGE = 320, 110, 8


@dataclass(frozen=True)
class Picture:
    """A drawing of WIDTH x HEIGHT: lines to compare with, the plan, what was done, where we are."""

    lines: tuple[int, ...]
    plan: str | None
    done: str
    here: tuple[float, float]
    first: date
    last: date
    said: str
    width: int = WIDTH
    height: int = HEIGHT


def picture_of(scale: Scale, began: date, until: date | None, day: date) -> Picture:
    """The steps from the beginning to `day`; beside them the straight way to the day they want to be there."""
    points = [(began, scale.low), *scale.points]
    first = min(on for on, _value in points)
    latest_day = max(day, points[-1][0])
    last = max(until or latest_day, latest_day, first + timedelta(days=1))
    span, height = (last - first).days, scale.high - scale.low

    def x(on: date) -> float:
        return round(EDGE + (WIDTH - 2 * EDGE) * (on - first).days / span, 1)

    def y(value: Decimal) -> float:
        part = min(1.0, max(0.0, float((value - scale.low) / height)))
        return round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * part, 1)

    done = f"M{x(points[0][0])} {y(points[0][1])}"
    for on, value in points[1:]:
        done += f"H{x(on)}V{y(value)}"
    done += f"H{x(latest_day)}"
    plan = None
    if until and until > began:
        plan = f"M{x(began)} {y(scale.low)}L{x(until)} {y(scale.high)}"
    quarter = (HEIGHT - 2 * EDGE) / 3
    return Picture(
        tuple(round(EDGE + quarter * number) for number in range(4)),
        plan,
        done,
        (x(latest_day), y(points[-1][1])),
        first,
        last,
        _in_words(points),
    )


def _in_words(points: list[tuple[date, Decimal]]) -> str:
    """What the picture shows, for who does not see it."""
    told = [_("%(day)s: %(value)s", day=short_day(on), value=decimal(value)) for on, value in points[-12:]]
    return _("How it went. %(points)s.", points=", ".join(told))
