"""A world to measure in: the demo's people on a fresh SQLite file, and as much more of Samira's past as is asked."""

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from flask import Flask
from sqlalchemy import insert, select

from app import clock, create_app, ids, memory
from app.accounts.actions import sign_in
from app.commands.migrate import migrate
from app.config import Settings
from app.db import db
from app.demo.cast import build
from app.journal.content import PURPOSE, bound, open_content
from app.journal.models import Entry
from app.matches.models import Match, Participation
from app.people.models import Person
from app.sealing.seal import seal_fields
from app.sealing.vault import key_of
from app.sessions.models import Session
from app.web.cookies import prefix

COOKIE = "naast"  # as it is called where the origin is http://localhost


def called(origin: str) -> str:
    """The name of the cookie where this is the origin."""
    return prefix(origin) + COOKIE


def carried(url: str, token: str) -> dict:
    """The cookie of who is signed in, as Playwright puts it in a browser."""
    return {"name": COOKIE, "value": token, "url": url, "httpOnly": True}


@dataclass
class World:
    """An app with the cast in it, Samira's cookie, and the id of her match."""

    app: Flask
    cookie: str
    match_id: UUID

    def headers(self) -> dict[str, str]:
        """What her phone sends along."""
        return {"Cookie": f"{COOKIE}={self.cookie}", "Accept-Language": "nl"}


@contextlib.contextmanager
def world(origin: str = "http://localhost:8000", more: int = 0) -> Iterator[World]:
    """The cast on a fresh SQLite file; with `more` sessions and entries added to Samira's past."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_environment(
            {
                "NAAST_ORIGIN": origin,
                "NAAST_DATABASE": f"sqlite:///{Path(folder) / 'bench.db'}",
                "NAAST_KEYS_FILE": str(Path(folder) / "keys.json"),
                "NAAST_DEMO": "on",
            }
        )
        migrate(settings)
        app = create_app(settings)
        with app.app_context():
            build()
            samira = db.session.scalars(select(Person).where(Person.called == "Samira")).first()
            assert samira is not None
            match = db.session.scalars(
                select(Match).join(Participation).where(Participation.person_id == samira.id)
            ).first()
            assert match is not None
            grow(samira.id, match, more)
            token = sign_in(samira.id, path="demo")
            db.session.commit()
            match_id = match.id
        memory.settle()  # as a server does before it serves
        yield World(app, token, match_id)


def grow(author_id: UUID, match: Match, number: int) -> None:
    """Add `number` held sessions with an entry each, copied from one that is there, going back in time."""
    if not number:
        return
    sample = db.session.scalars(
        select(Entry).where(Entry.author_id == author_id, Entry.session_id.is_not(None))
    ).first()
    assert sample is not None
    key = key_of(author_id, PURPOSE)
    words = dict(open_content(key, sample))
    first = clock.now().date() - timedelta(days=400)
    sessions, entries = [], []
    for back in range(number):
        session_id, on = ids.new_id(), first - timedelta(days=back % 3000)
        sessions.append(
            {"id": session_id, "match_id": match.id, "state": "held", "on": on, "minutes": 60, "way": "call"}
        )
        facts = {
            "id": ids.new_id(),
            "author_id": author_id,
            "scheme_id": match.scheme_id,
            "match_id": match.id,
            "session_id": session_id,
            "on": on,
            "audience": "pair",
            "please_read": False,
        }
        entries.append({**facts, "sealed": seal_fields(key, words, bound(Entry(**facts)))})
    db.session.execute(insert(Session), sessions)
    db.session.execute(insert(Entry), entries)
