"""Surfaces: the places on screen where features show themselves; each feature plugs in what it has to show."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, request

from app.prepared import Lookup
from app.together import gather, read
from app.web import pages
from app.web.sockets import Socket

SCHEME = re.compile(r"^/schemes/[^/]+/")


@dataclass(frozen=True)
class Tab:
    """A place in the bottom bar of the phone: its marked label, its endpoint and its icon."""

    name: str
    label: str
    endpoint: str
    icon: str
    main: bool = False


@dataclass(frozen=True)
class Place:
    """A place in the navigation of the desk; `may(actor)` says for whom it is there, and `also` which other pages
    stand in it, by how their path begins (what comes before, `/schemes/…`, left out). Rooms above it say so in `within`."""

    name: str
    label: str
    endpoint: str
    may: Callable[[Any], bool]
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Card:
    """A piece of a page: a template, and a function that gives its names, or None where it has nothing to show.

    `about(actor, day)` for Today, where `day` holds one's matches; `about(actor, thing)` elsewhere. It may be a
    lookup, so that all cards of a page ask in one statement.
    """

    template: str
    about: Callable[..., Lookup[dict[str, Any] | None] | dict[str, Any] | None]


@dataclass(frozen=True)
class Opener:
    """A list whose lines open pages of other rooms, which then stand beside it.

    `ending(actor)`: how the address of a page ends that was opened from it, '' where this one was not. Its forms carry it,
    so that who does something there stays there. `names(actor, path)`: what stands beside the page at that path.
    """

    ending: Callable[[Any], str]
    names: Callable[[Any, str], dict[str, Any]]


tabs: Socket[Tab] = Socket("places in the bottom bar of the phone")
desk: Socket[Place] = Socket("places in the navigation of the desk")
within: Socket[tuple[str, str]] = Socket(
    "the place of the desk that pages of a room stand in: its name, how they begin"
)
opened_from: Socket[Opener] = Socket("the list that a page was opened from")
today: Socket[Card] = Socket("cards on the Today page")
without_match: Socket[Card] = Socket("cards on the Today page of who is in no match: staff, and who is new")
mine: Socket[Card] = Socket("cards on the page about me")
door: Socket[Card] = Socket("cards on the sign-in page, for who is not signed in")
beside_numbers: Socket[Card] = Socket("what stands below the numbers to call, for who is signed in")
below_entry: Socket[Card] = Socket("what stands below an entry")
below_session: Socket[Card] = Socket("what stands below a session")
before_session: Socket[Card] = Socket("what stands above a session that is planned")
on_match: Socket[Card] = Socket("what stands on the page of a match")


def ask_cards(socket: Socket[Card], actor, thing) -> Lookup[list[tuple[str, dict[str, Any]]]]:
    """The templates of a socket's cards that have something to show, each with its names; they ask side by side."""
    plugged = list(socket)
    found = yield from gather(*(card.about(actor, thing) for card in plugged))
    return [(card.template, names) for card, names in zip(plugged, found, strict=True) if names is not None]


def cards(socket: Socket[Card], actor, thing) -> list[tuple[str, dict[str, Any]]]:
    """The same, asked now."""
    return read(ask_cards(socket, actor, thing))


def laid_out(actor, path: str = "") -> dict[str, Any]:
    """How a page is laid out that can be opened from a list: beside that list where it was, else on its own.

    `path` is where the page is, where a form was sent elsewhere and comes back. `ending` goes behind what its forms and
    their answers lead to.
    """
    for opener in opened_from:
        if ending := opener.ending(actor):
            names = opener.names(actor, path or request.path)
            return {"layout": "layouts/beside.html", "ending": ending, **names}
    return {"layout": "layouts/phone.html", "ending": ""}


def ending_of(actor) -> str:
    """How addresses end on a page that stands beside a list, or comes from one and leads back there; '' elsewhere."""
    return next((ending for opener in opened_from if (ending := opener.ending(actor))), "")


def stayed(path: str, actor) -> str:
    """Where a form leads: that page, beside the list where the form was sent from there."""
    return path + ending_of(actor)


def _nearest(here: str, places: list[dict[str, Any]]) -> str:
    """The path among these places in which a page stands, '' for none: of all beginnings the longest that fits
    (`/schemes/…/people` and `/people/…` both stand among people)."""
    within = SCHEME.sub("/", here)
    fit = [
        (len(begin), place["path"])
        for place in places
        for begin in (place["path"], f"/{place['name']}", *place["also"])
        if f"{within}/".startswith(begin.rstrip("/") + "/")
    ]
    return max(fit, default=(0, ""))[1]


def _navigation(say, to) -> dict[str, Any]:
    """The bottom bar, and a function that gives the desk's navigation for a person, in one language."""
    bar = [
        {
            "name": tab.name,
            "label": say(tab.label),
            "path": to(tab.endpoint),
            "icon": tab.icon,
            "main": tab.main,
        }
        for tab in tabs
    ]
    places = [
        (
            place,
            {
                "name": place.name,
                "label": say(place.label),
                "path": to(place.endpoint),
                "also": (*place.also, *(begin for name, begin in within if name == place.name)),
            },
        )
        for place in desk
    ]

    def desk_nav(actor) -> list[dict[str, Any]]:
        return [shown for place, shown in places if actor is not None and place.may(actor)]

    return {"tabs": bar, "desk_nav": desk_nav, "nearest": _nearest}


def install(app: Flask) -> None:
    """Give every template its navigation."""
    pages.context.plug("navigation", _navigation)
