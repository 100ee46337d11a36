"""What a mirror shows: who talked, which parts were played, and one tip that fits; no score, no ranking."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.journal.entries import EntryView
from app.journal.words import TALK
from app.web.language import _, mark, ngettext, short_day

WIDTH, HEIGHT, EDGE = 320, 96, 10
FEW = 2  # with fewer sessions there is nothing to see yet


@dataclass(frozen=True)
class Drawing:
    """Who talked, session by session: up is me, down is the other, the middle is even."""

    line: str
    dots: tuple[tuple[float, float], ...]
    first: date
    last: date
    said: str
    middle: int = HEIGHT // 2
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class Reflection:
    """One person's mirror in one match."""

    sessions: int
    drawing: Drawing | None
    summary: str
    parts: dict[str, int]
    tip: str


def reflect(entries: Sequence[EntryView], side: str) -> Reflection:
    """The mirror from somebody's own entries about sessions, the latest first."""
    told = [(entry.on, entry.content) for entry in reversed(entries) if entry.content]
    talk = [(on, content["talk"]) for on, content in told if content.get("talk") is not None]
    parts = Counter(part for _on, content in told for part in content.get("parts") or ())
    balance = sum(value or 0 for _on, value in talk) / len(talk) if len(talk) >= FEW else None
    drawing = _draw([(on, value or 0) for on, value in talk]) if len(talk) >= FEW else None
    return Reflection(len(told), drawing, _summary(balance), dict(parts), _tip(balance, parts, side))


def _draw(talk: list[tuple[date, int]]) -> Drawing:
    step = (WIDTH - 2 * EDGE) / (len(talk) - 1)
    dots = tuple(
        (round(EDGE + step * place, 1), round(HEIGHT / 2 + value * (HEIGHT / 2 - EDGE) / 2, 1))
        for place, (_on, value) in enumerate(talk)
    )
    line = "M" + "L".join(f"{x} {y}" for x, y in dots)
    said = ", ".join(f"{short_day(on)} {_(TALK[value])}" for on, value in talk)
    return Drawing(line, dots, talk[0][0], talk[-1][0], _("Who talked most: %(said)s.", said=said))


def _summary(balance: float | None) -> str:
    if balance is None:
        return ngettext(
            "After %(n)s session there is something to see.",
            "After %(n)s sessions there is something to see.",
            FEW,
        )
    if balance <= -0.75:
        return _("You say that you talked most.")
    if balance >= 0.75:
        return _("You say that the other talked most.")
    return _("You say that it was about even.")


TIPS = {
    "listen": mark(
        "Try an open question, one that starts with “how” or “what”. Then count to five before you go on."
    ),
    "lead": mark("Let your mentee choose what you do next time, and how."),
    "speak": mark("There is room for your story too. You could start with: I would like to tell you …"),
    "ask": mark("You could ask: what do you need from me, an ear or an idea?"),
    "begin": mark("Write who talked most after your next sessions. Then you see more here."),
    "stay": mark("This works for you. Ask now and then how it is for the other side."),
}


def _tip(balance: float | None, parts: Counter, side: str) -> str:
    """One tip that fits; from the mentor's side about making room, from the other about taking it."""
    if balance is not None and balance <= -0.75:
        which = "listen"
    elif balance is not None and balance >= 0.75 and side != "mentor":
        which = "speak"
    elif side == "mentor" and parts.get("coach", 0) > 2 * parts.get("confidant", 0):
        which = "ask"
    elif side == "mentor" and parts and not parts.get("collaborator"):
        which = "lead"
    else:
        which = "begin" if balance is None else "stay"
    tip = TIPS[which]
    return _(tip)
