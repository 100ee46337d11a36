"""A year of one match in the demo: the sessions they had, missed and planned, and what both wrote about them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random
from uuid import UUID

from app import clock
from app.demo.said import Said
from app.demo.scene import agree_to_meet, start_of, stay_away, tell
from app.demo.words import Two, Words, words_in
from app.journal.models import Entry
from app.matches.models import Match
from app.people.actor import Actor
from app.sessions.models import Session

FACES = ("hard", "meh", "okay", "good", "great")
WAYS = {"call": "call", "video": "video"}
MISSED = ("ill", "forgot", "busy", "busy", "unsaid")
HOLIDAY = (21, 22, 36)  # weeks after the beginning in which they did not plan anything
STORY_EVERY = 6  # sessions between the steps of what their year is about


@dataclass
class Writer:
    """Somebody who writes in a match: how often, and with which texts; none is used twice before all were."""

    actor: Actor
    side: int  # 0 writes the first of two texts, 1 the second
    about: str  # whose name stands for `{name}`
    dice: Random
    often: float = 0.75
    used: list[str] = field(default_factory=list)

    @property
    def words(self) -> Words:
        """The texts in this person's language."""
        return words_in(self.actor.language)

    def one_of(self, texts: Sequence[str]) -> str:
        """One of these texts that was not used lately."""
        fresh = [text for text in texts if text not in self.used[-40:]] or list(texts)
        chosen = self.dice.choice(fresh)
        self.used.append(chosen)
        return chosen

    def says(self, two: Two | None, face: str) -> Said:
        """What they write about what they did (another told that already: `two` is None), or only a face."""
        if self.dice.random() < 0.1:
            return Said(face, None, "")
        said = [two[self.side]] if two else []
        if not said or self.dice.random() < 0.5:
            moods = self.words.thoughts["mentor" if self.side else "mentee"]
            said.append(self.one_of([text for text in moods[face] if self.about or "{name}" not in text]))
        next_time = self.one_of(self.words.next) if self.dice.random() < 0.3 else None
        talk = self.dice.choice((-2, -1, 0, 0, 0, 1, 1, 2)) if self.dice.random() < 0.7 else None
        shown = face if self.dice.random() < 0.9 else None
        return Said(shown, talk, " ".join(said).replace("{name}", self.about), next_time)

    def audience(self) -> str:
        """For whom: mostly the two of them."""
        return self.dice.choices(("me", "pair", "team"), (12, 66, 22))[0]


@dataclass
class Year:
    """The sessions of one match from `begun` days ago until `until` days ago, every `every` days."""

    match: Match
    writers: list[Writer]
    dice: Random
    begun: int
    until: int
    every: int
    at: time
    place: str
    entries: list[Entry] = field(default_factory=list)
    mood: float = 2.4

    def play(self, themes: list[tuple[str, str]], asks_ahead: bool) -> None:
        """Let it happen; `themes` gives for each session what they did, as (kind, key)."""
        for number, days in enumerate(self._days()):
            if number in HOLIDAY:
                continue
            kind, key = themes[number % len(themes)]
            self.happened(self.meet(days, WAYS.get(key, "in-person")), kind, key)
        if asks_ahead:
            self.meet(-self.dice.randint(1, self.every))

    def meet(self, days: int, way: str = "in-person") -> Session:
        """Put a session on the calendar, so many days ago (below zero: ahead)."""
        return agree_to_meet(self.writers[-1].actor, self.match, days, self._moment(), self.place, way)

    def happened(self, session: Session, kind: str, key: str) -> None:
        """Let a planned session be missed, or be held and written about."""
        if self.dice.random() < 0.08:
            stay_away(self.dice.choice(self.writers).actor, session, self.dice.choice(MISSED))
            return
        self.mood = min(3.9, max(0.8, self.mood + self.dice.uniform(-0.9, 1.0)))
        self._write(session, kind, key)

    def _days(self) -> Iterator[int]:
        return iter(range(self.begun, max(self.until, 1) - 1, -self.every))

    def _moment(self) -> time:
        quarter = self.dice.choice((0, 0, 0, 15, 30, -15))
        return (datetime.combine(clock.now().date(), self.at) + timedelta(minutes=quarter)).time()

    def _write(self, session: Session, kind: str, key: str) -> None:
        writing = [writer for writer in self.writers if self.dice.random() < writer.often]
        told: set[int] = set()
        for writer in writing or [self.dice.choice(self.writers)]:
            two = None if writer.side in told else texts_of(writer.words, kind, key)
            told.add(writer.side)
            face = FACES[round(min(4.0, max(0.0, self.mood + self.dice.uniform(-0.8, 0.8))))]
            at = start_of(session) + timedelta(
                hours=self.dice.choice((2, 3, 5, 18, 26, 44)), minutes=self.dice.randint(0, 55)
            )
            at = min(at, clock.now() - timedelta(minutes=self.dice.randint(5, 60)))
            worried = writer.side == 0 and face == "hard" and self.dice.random() < 0.15
            if worried:
                said = Said("hard", None, writer.one_of(writer.words.worries))
                audience = self.dice.choice(("me", "pair"))
            else:
                said, audience = writer.says(two, face), writer.audience()
            present = self._present(writer) if self.match.kind == "group" else None
            entry = tell(writer.actor, self.match, session, said, at, audience, worried, present)
            self.entries.append(entry)

    def _present(self, writer: Writer) -> list[UUID]:
        return [other.actor.id for other in self.writers if other is writer or self.dice.random() < 0.85]


def texts_of(words: Words, kind: str, key: str) -> Two:
    """The two texts about something they did, from its (kind, key)."""
    if kind == "did":
        return words.did[key]
    source = words.stories if kind == "stories" else words.together
    name, _, step = key.partition(" ")
    return tuple(source[name][int(step)])  # type: ignore[return-value]


def themes_of(about: str, dice: Random) -> list[tuple[str, str]]:
    """What two people do in a year: all sorts of things in some order, and between them the steps of their story."""
    did = [("did", key) for key in words_in("nl").did]
    dice.shuffle(did)
    steps = [("stories", f"{about} {step}") for step in range(len(words_in("nl").stories[about]))]
    for number, step in enumerate(steps):
        did.insert(min(number * STORY_EVERY * 2, len(did)), step)
    return did


def themes_together(kind: str, dice: Random) -> list[tuple[str, str]]:
    """What a group or two peers do."""
    order = list(range(len(words_in("nl").together[kind])))
    dice.shuffle(order)
    return [("together", f"{kind} {step}") for step in order]
