"""Every route of the house with addresses to try it on: walked by the tests that hold for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import select
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule

from app.accounts.models import Invitation, Passkey, Recovery, SignIn
from app.agreements.models import Agreement, AgreementSection
from app.closing.models import Keepsake
from app.conversations.models import TalkCard
from app.db import db
from app.feedback.models import Feedback
from app.fit.models import Fit
from app.goals.models import Goal, Step
from app.introductions.models import Introduction
from app.journal.models import Entry
from app.matches.models import Match, MatchQuestion, Participation
from app.mydata.models import Erasure, ErasureRequest
from app.openings.models import Opening
from app.people.models import Person
from app.requirements.models import Requirement
from app.review.models import Cover, FollowUp
from app.safeguarding.models import Concern
from app.schemes.models import Membership, Scheme
from app.sessions.models import Session
from app.talks.models import TalkRequest
from tests.pages import Page
from tests.worlds import World

SAFE = ("GET", "HEAD", "OPTIONS")
# What stands behind a name in an address; whoever adds a route with another name adds it here.
BEHIND = {
    "concern_id": Concern,
    "cover_id": Cover,
    "agreement_id": Agreement,
    "card_id": TalkCard,
    "entry_id": Entry,
    "asked_id": ErasureRequest,
    "erasure_id": Erasure,
    "feedback_id": Feedback,
    "follow_up_id": FollowUp,
    "goal_id": Goal,
    "introduction_id": Introduction,
    "invitation_id": Invitation,
    "fit_id": Fit,
    "keepsake_id": Keepsake,
    "match_id": Match,
    "membership_id": Membership,
    "participation_id": Participation,
    "opening_id": Opening,
    "passkey_id": Passkey,
    "person_id": Person,
    "question_id": MatchQuestion,
    "recovery_id": Recovery,
    "requirement_id": Requirement,
    "scheme_id": Scheme,
    "section_id": AgreementSection,
    "session_id": Session,
    "sign_in_id": SignIn,
    "step_id": Step,
    "talk_id": TalkRequest,
}
NOBODY = UUID("01900000-0000-7000-8000-000000000000")  # an id that nothing has


@dataclass(frozen=True)
class Route:
    """One method of one address."""

    method: str
    endpoint: str
    rule: Rule

    @property
    def id(self) -> str:
        """A name for test reports."""
        return f"{self.method} {self.rule.rule}"

    @property
    def names(self) -> list[str]:
        """The names in the address, in their order."""
        return [name for is_name, name in self.rule._trace if is_name]

    def path(self, **values) -> str:
        """The address with these values."""
        built = self.rule.build(values, append_unknown=False)
        assert built, f"{self.id} cannot be built from {values}"
        return built[1]


def routes(app, *methods: str) -> list[Route]:
    """Every method of every route, but HEAD and OPTIONS, which Flask adds itself."""
    found = [
        Route(method, rule.endpoint, rule)
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]
    return sorted(
        (route for route in found if not methods or route.method in methods), key=lambda route: route.id
    )


def unsafe(app) -> list[Route]:
    """Every route that may change something."""
    return [route for route in routes(app) if route.method not in SAFE]


def ids_by_name(world: World) -> dict[str, list]:
    """For each name in an address, the ids that exist."""
    with world.inside():
        return {name: list(db.session.scalars(select(kind.id))) for name, kind in BEHIND.items()}


def addresses(world: World, route: Route, known: dict[str, list], most: int = 40) -> list[str]:
    """Addresses of a route with ids that exist, at most `most`."""
    if route.endpoint == "assets.static":
        version = world.app.extensions["naast_version"]
        return [route.path(version=version, name=name) for name in world.app.extensions["naast_assets"]]
    lists = [known[name][:most] for name in route.names]
    combined = list(product(*lists))[:most]
    return [route.path(**dict(zip(route.names, values, strict=True))) for values in combined]


def nowhere(route: Route) -> str:
    """The address of a route with ids that nothing has."""
    values = {name: "0" if name in ("version", "name") else NOBODY for name in route.names}
    return route.path(**values)


def endpoint_of(app, path: str, method: str = "GET") -> str | None:
    """The endpoint an address leads to."""
    try:
        parts = urlsplit(path)
        return app.url_map.bind("localhost", url_scheme="https").match(parts.path, method)[0]
    except HTTPException:
        return None


def crawl(visitor, starts: list[str], most_per_endpoint: int = 5) -> Iterator[tuple[str, str, object]]:
    """Follow every link from `starts`: (address, endpoint, answer), some of each endpoint."""
    waiting, seen, visits = list(starts), set(starts), {}
    while waiting:
        path = waiting.pop(0)
        endpoint = endpoint_of(visitor.app, path)
        visits[endpoint] = visits.get(endpoint, 0) + 1
        if visits[endpoint] > most_per_endpoint:
            continue
        answer = visitor.get(path)
        yield path, endpoint, answer
        for link in links_in(answer):
            if link not in seen:
                seen.add(link)
                waiting.append(link)


def links_in(answer) -> list[str]:
    """The addresses of our own that an answer leads to."""
    if answer.status_code in (302, 303):
        return [answer.location]
    if answer.mimetype != "text/html":
        return []
    found = Page(answer.text).links()
    return [link.split("#")[0] for link in found if link.startswith("/") and link.split("#")[0]]
