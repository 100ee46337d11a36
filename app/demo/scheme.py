"""The demo's whole scheme: the cast, and some forty people around them with a year behind them."""

from datetime import time, timedelta
from random import Random

from sqlalchemy import select

from app import clock, ids
from app.agreements.actions import draft_of
from app.db import db
from app.demo import cast
from app.demo.at_the_desk import work
from app.demo.crowd import CIRCLES, PAIRS, STAFF, WAITING, Circle, Pair
from app.demo.growing import wish_in_words
from app.demo.papers import show_papers
from app.demo.relation import say_it_our_way
from app.demo.said import Said
from app.demo.scene import arrive, begin, begin_to_close, days_ago, end, note
from app.demo.telling import cheer_on, say_how
from app.demo.words import words_in
from app.demo.year import Writer, Year, themes_of, themes_together
from app.journal.actions import leave_trail
from app.journal.models import Entry
from app.matches.models import Match
from app.people.actor import Actor
from app.people.models import Person
from app.review.actions import answer, see
from app.review.forms import AnswerForm
from app.schemes.models import Scheme
from app.schemes.queries import actor_of
from app.sessions.models import Session

CLOSED_AGO, CLOSING_AGO = 20, 10  # days
UNSEEN_DAYS = 6  # what is younger than this waits on the desk


class _Scheme:
    """The scheme while it is being filled: everybody by what they are called."""

    def __init__(self, made: cast.Cast) -> None:
        self.scheme = db.session.get_one(Scheme, made.schemes[cast.OURS])
        self.dice = Random(15)  # noqa: S311  the same demo every time; nothing secret comes of it
        self.actors = {
            name: actor_of(db.session.get_one(Person, made[name])) for name in ("noor", "bas", "femke")
        }
        self.by = made["femke"]
        self.team = [self.actors["noor"], self.actors["bas"]]

    def welcome(self, called: str, language: str, role: str, days: int) -> Actor:
        if called not in self.actors:
            self.actors[called] = arrive(called, language, self.scheme, (role,), days, self.by)
            if role == "mentor":
                show_papers(self.actors["bas"], self.scheme, self.actors[called], days)
        return self.actors[called]

    def one_of_team(self) -> Actor:
        return self.dice.choice(self.team)


def build() -> cast.Cast:
    """Put the cast and everybody around them in the database at hand."""
    made = cast.build()
    whole = _Scheme(made)
    with clock.standing_at(days_ago(18, time(9))):  # before she answered, Noor opened it
        leave_trail(made["noor"], [made.entries["samira_please_read"]])
    for called, language, role in STAFF:
        whole.team.append(whole.welcome(called, language, role, 380))
    for called, language, role in WAITING:
        whole.welcome(called, language, role, whole.dice.randint(12, 60))
    for pair in PAIRS:
        _pair(whole, pair)
    for circle in CIRCLES:
        _circle(whole, circle)
    work(whole.scheme, whole.actors["noor"], whole.team)
    return made


def _pair(whole: _Scheme, pair: Pair) -> None:
    ours, theirs = pair.languages.split()
    dice = Random(pair.mentee)  # noqa: S311
    days = 7 * pair.weeks + 1
    mentee = whole.welcome(pair.mentee, ours, "mentee", days + 60)
    mentor = whole.welcome(pair.mentor, theirs, "mentor", days + 90)
    by = whole.actors["noor"] if pair.silent else whole.one_of_team()
    reasons = dice.choice(words_in(ours).reasons)
    runs = pair.state in ("active", "closing", "closed")
    sides = {"mentee": [mentee], "mentor": [mentor]}
    match = begin(by, whole.scheme, "one-to-one", sides, "active" if runs else pair.state, days, reasons)
    if not runs:
        _agree(match, mentor)
        return
    writers = [
        Writer(mentee, 0, pair.mentor, dice, dice.uniform(0.6, 0.85)),
        Writer(mentor, 1, pair.mentee, dice, dice.uniform(0.65, 0.9)),
    ]
    until = {"active": 1 + 7 * pair.silent, "closing": 3, "closed": CLOSED_AGO + 2}[pair.state]
    place = dice.choice(words_in(theirs).places)
    year = Year(
        match, writers, dice, days - 4 - dice.randint(0, 6), until, 7, time.fromisoformat(pair.at), place
    )
    year.play(themes_of(pair.about, dice), pair.state != "closed" and not pair.silent)
    _grow(pair, match, mentee, mentor, dice)
    _finish(pair, match, by, {"mentee": mentee, "mentor": mentor})
    look(whole.dice, year.entries, by)
    for _ in range(dice.randint(0, 4)):
        note(
            mentee,
            Said(dice.choice(("meh", "okay", "good")), None, writers[0].one_of(words_in(ours).diary)),
            dice.randint(1, days - 5),
        )


def _agree(match: Match, mentor: Actor) -> None:
    """Where they write their agreement, the mentor has put in words of their own, a day after the first text."""
    draft = draft_of(match.id)
    if draft is not None:
        with clock.standing_at(draft.begun_at + timedelta(days=1)):
            say_it_our_way(mentor, draft)


def _grow(pair: Pair, match: Match, mentee: Actor, mentor: Actor, dice: Random) -> None:
    """What they want to reach, a cheer, and how each says it is between them."""
    days = 7 * pair.weeks - 7
    goal = wish_in_words(mentee, match, words_in(mentee.language).wishes[pair.about], days, dice)
    said = dice.choice(words_in(mentor.language).cheers)
    cheer_on(mentor, match, mentee, said, dice.randint(2, 20), goal.id)
    for actor in (mentee, mentor):
        for back in range(days - 30, CLOSED_AGO, -90):
            say_how(actor, match, back, dice.choice((3, 4, 4, 5)))


def _finish(pair: Pair, match: Match, by: Actor, people: dict[str, Actor]) -> None:
    if pair.state == "closed":
        end(by, match, CLOSED_AGO, people)
    elif pair.state == "closing":
        begin_to_close(by, match, CLOSING_AGO, people)


def _circle(whole: _Scheme, circle: Circle) -> None:
    dice = Random(f"{circle.kind} {circle.others}")  # noqa: S311
    mentors = [whole.actors[name] for name in circle.mentors]
    others = [whole.actors[name] for name in circle.others]
    days, by = 7 * circle.weeks, whole.one_of_team()
    sides = {"mentor": mentors, "mentee": others} if circle.kind == "group" else {"peer": others}
    reasons = dice.choice(words_in(circle.language).reasons)
    match = begin(by, whole.scheme, circle.kind, sides, "active", days, reasons, circle.name)
    writers = [Writer(actor, 0, "", dice, 0.45) for actor in others]
    writers += [Writer(actor, 1, "", dice, 0.6) for actor in mentors]
    if circle.kind == "peer":
        writers[-1].side = 1
    place = dice.choice(words_in(circle.language).places)
    year = Year(match, writers, dice, days - 3 - dice.randint(0, 6), 1, circle.every, time(16), place)
    year.play(themes_together(circle.kind, dice), True)
    look(whole.dice, year.entries, by)


def look(dice: Random, entries: list[Entry], by: Actor) -> None:
    """The team reads what was shared with it, answers some of it, and has not come to the latest yet."""
    for entry in entries:
        if entry.audience != "team" and not entry.please_read:
            continue
        at = entry.written_at + timedelta(hours=dice.randint(3, 60))
        if clock.now() - at < timedelta(days=dice.randint(0, UNSEEN_DAYS)):
            continue
        with clock.standing_at(at):
            leave_trail(by.id, [entry.id])
            if entry.please_read or dice.random() < 0.25:
                session = db.session.scalars(select(Session).where(Session.id == entry.session_id)).one()
                language = db.session.get_one(Person, entry.author_id).language
                said = dice.choice(words_in(language).answers)
                answer(by, session, AnswerForm(to=[entry.id], said=said), ids.new_id())
            else:
                see(by, entry, None, ids.new_id())
