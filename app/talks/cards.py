"""What talks show on Today: the button, and what came of the last time."""

from typing import Any

from app.people.actor import Actor
from app.talks.policy import may_ask
from app.talks.queries import open_talk
from app.web.paths import to


def _is_young(actor: Actor, day) -> bool:
    """Whether somebody takes part as a young person; Today knows their matches already."""
    if day is not None and day.matches:
        return any(match.my_side != "mentor" for match in day.matches)
    return may_ask(actor)


def ask(actor: Actor, day) -> dict[str, Any] | None:
    """The button, for young people."""
    return {} if _is_young(actor, day) else None


def open_one(actor: Actor, day) -> dict[str, Any] | None:
    """What was asked and not read yet."""
    talk = open_talk(actor) if _is_young(actor, day) else None
    return {"talk": talk} if talk else None


def kept(actor: Actor) -> list[str]:
    """The page to ask is there without network."""
    return [to("talks.start")] if may_ask(actor) else []
