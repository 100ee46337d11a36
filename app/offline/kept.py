"""What may be kept on a phone: pages and forms that features offer, for one person, sealed there for them."""

from collections.abc import Callable
from typing import Any

from app.web.sockets import Socket

MOST = 30

# Each plug gives the paths of pages that are worth having without network, the most wanted first.
keep: Socket[Callable[[Any], list[str]]] = Socket("pages to keep on the phone")
# Each plug gives the paths of forms to write on: pages in which no words of anybody stand.
forms: Socket[Callable[[Any], list[str]]] = Socket("forms to keep on the phone")


def kept_paths(actor) -> list[str]:
    """The paths a phone keeps for this person, at most MOST; every form to write on is among them."""
    to_write_on = kept_forms(actor)
    to_read: list[str] = []
    for plug in keep:
        to_read += [path for path in plug(actor) if path not in to_read and path not in to_write_on]
    return [*to_read[: max(0, MOST - len(to_write_on))], *to_write_on]


def kept_forms(actor) -> list[str]:
    """The paths of the forms that a phone keeps for this person."""
    return [path for plug in forms for path in plug(actor)]
