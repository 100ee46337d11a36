"""How far a goal is: of what is counted, of 0 to 10 or of its steps; and how that stands against the time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.goals.content import Content

EARLY, LATE = 0.15, -0.2  # how far from the plan still counts as on track


@dataclass(frozen=True)
class Scale:
    """What is measured: from where to where, and each day with what was said then."""

    low: Decimal
    high: Decimal
    points: tuple[tuple[date, Decimal], ...]

    @property
    def latest(self) -> Decimal:
        """The latest value."""
        return self.points[-1][1] if self.points else self.low

    @property
    def share(self) -> float:
        """How much of the way is behind, 0 to 1."""
        return min(1.0, max(0.0, float((self.latest - self.low) / (self.high - self.low))))


def scale_of(content: Content, told: Sequence) -> Scale | None:
    """The scale of a goal from what was said (each with a day, a score and a number); None where nothing was."""
    target = content.get("target")
    if target is not None:
        low, high = Decimal(content.get("start") or "0"), Decimal(target)
        numbers = [(item.on, Decimal(item.told["number"])) for item in told if item.told.get("number")]
        return Scale(low, high, tuple(numbers)) if high > low else None
    scores = [(item.on, Decimal(item.told["score"])) for item in told if item.told.get("score") is not None]
    baseline = content.get("baseline")
    if not scores and baseline is None:
        return None
    low = Decimal(baseline or 0)
    return Scale(min(low, Decimal(9)), Decimal(10), tuple(scores))


def standing(share: float | None, began: date, until: date | None, day: date) -> str | None:
    """'ahead', 'track', 'behind' or 'late' of an open goal; None where there is no day or nothing is measured."""
    if until is None or share is None:
        return None
    if share >= 1:
        return "ahead"
    if day > until:
        return "late"
    whole = (until - began).days
    if whole <= 0:
        return None
    lead = share - (day - began).days / whole
    return "ahead" if lead > EARLY else "track" if lead >= LATE else "behind"
