"""The fixed cast of tests, demo and docs: a handful of people in two schemes, whose matches show every state."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from uuid import UUID

from app import clock, ids
from app.db import db
from app.demo.papers import show_papers
from app.demo.relation import begin_to_change
from app.demo.said import (
    ANSWER,
    ASKS,
    CALLS,
    DUTCH,
    FIRST_STEP,
    FIT,
    OPENS,
    QUESTION,
    REASONS,
    SPOKE_JORIS,
    SPOKE_SAMIRA,
    WORRY,
    Said,
)
from app.demo.scene import (
    agree_to_meet,
    arrive,
    begin,
    call,
    days_ago,
    earlier_today,
    end,
    note,
    start_of,
    stay_away,
    tell,
)
from app.demo.telling import tell_each_other
from app.demo.wishes import wish
from app.fit.actions import answer as answer_fit
from app.fit.forms import FitForm
from app.matches.forms import QuestionForm
from app.matches.models import Match
from app.matches.proposals import ask
from app.openings.actions import agree as agree_to_open
from app.openings.actions import ask as ask_to_open
from app.openings.forms import AskForm as OpenForm
from app.review.actions import answer
from app.review.forms import AnswerForm
from app.safeguarding.actions import add_note, raise_concern
from app.safeguarding.forms import NoteForm, RaiseForm
from app.schemes.actions import care_for, found_scheme
from app.sessions.models import Session
from app.talks.actions import answer as answer_talk
from app.talks.actions import ask as ask_to_talk
from app.talks.actions import mark_read
from app.talks.forms import AnswerForm as TalkAnswer
from app.talks.forms import AskForm

GOOD = dict.fromkeys(("activities", "outcomes", "safety", "relation"), "good")
TRAINED_LONG_AGO = 345  # days; it is time again in three weeks
OURS, ELSEWHERE = "ours", "elsewhere"
PEOPLE = (
    ("femke", OURS, ("lead",)),
    ("karim", OURS, ("contact_person",)),
    ("noor", OURS, ("youth_worker",)),
    ("bas", OURS, ("youth_worker",)),
    ("ilse", OURS, ("guardian",)),
    ("samira", OURS, ("mentee",)),
    ("joris", OURS, ("mentor",)),
    ("milan", OURS, ("mentor",)),
    ("aysel", OURS, ("mentee",)),
    ("yusuf", OURS, ("mentee",)),
    ("amina", OURS, ("mentee",)),
    ("wouter", OURS, ("mentor",)),
    ("dilan", OURS, ("mentee",)),
    ("hanna", OURS, ("mentor",)),
    ("ravi", OURS, ("mentee",)),
    ("vera", ELSEWHERE, ("youth_worker", "mentor")),
    ("tijn", ELSEWHERE, ("mentee",)),
    ("sanne", ELSEWHERE, ("youth_worker",)),
    ("jamila", OURS, ("mentee",)),
)
LIBRARY, WATER = "De bibliotheek", "Bij het water"
# Days ago, place, and who wrote which of the texts for whom; the session in between was missed.
MEETINGS = (
    (68, LIBRARY, (("samira_1", "pair"), ("joris_1", "pair"))),
    (61, LIBRARY, (("samira_2", "pair"), ("joris_2", "pair"))),
    (54, WATER, (("samira_me", "me"), ("joris_3", "pair"))),
    (47, LIBRARY, (("samira_pair", "pair"), ("joris_4", "pair"))),
    (40, LIBRARY, (("samira_5", "pair"), ("joris_team", "team"))),
    (33, WATER, (("samira_team", "team"), ("joris_me", "me"))),
    (26, LIBRARY, ()),
    (19, LIBRARY, (("samira_please_read", "pair"), ("joris_7", "pair"))),
    (12, LIBRARY, (("samira_8", "pair"), ("joris_8", "team"))),
    (5, "De open dag", ()),
)


@dataclass
class Cast:
    """Who and what there is, by name; `cast["samira"]` is her id."""

    people: dict[str, UUID] = field(default_factory=dict)
    schemes: dict[str, UUID] = field(default_factory=dict)
    matches: dict[str, UUID] = field(default_factory=dict)
    sessions: dict[str, UUID] = field(default_factory=dict)
    entries: dict[str, UUID] = field(default_factory=dict)
    goals: dict[str, UUID] = field(default_factory=dict)
    concerns: dict[str, UUID] = field(default_factory=dict)
    talks: dict[str, UUID] = field(default_factory=dict)
    openings: dict[str, UUID] = field(default_factory=dict)
    feedback: dict[str, UUID] = field(default_factory=dict)

    def __getitem__(self, name: str) -> UUID:
        return self.people[name]


class _Stage:
    """The cast while it is being made: actors by name, and the texts they write."""

    def __init__(self, texts: Mapping[str, Said]) -> None:
        self.cast, self.texts, self.actors = Cast(), texts, {}
        with clock.standing_at(days_ago(400, time(9))):
            self.schemes = {
                OURS: found_scheme("Stichting Naast Elkaar", "Naast jongeren"),
                ELSEWHERE: found_scheme("Maatjes Zwolle", "Samen verder"),
            }
        self.cast.schemes = {name: scheme.id for name, scheme in self.schemes.items()}
        for place, (name, home, roles) in enumerate(PEOPLE):
            by = self.cast.people.get("femke")
            actor = arrive(name.title(), "nl", self.schemes[home], roles, 390 - 5 * place, by)
            self.actors[name], self.cast.people[name] = actor, actor.id
        for name, home, roles in PEOPLE:
            if "mentor" in roles:
                team = self.actors["noor" if home == OURS else "sanne"]
                trained = TRAINED_LONG_AGO if name == "milan" else None
                show_papers(team, self.schemes[home], self.actors[name], 300, trained)

    def match(
        self, key: str, by: str, kind: str, state: str, days: int, name: str | None = None, **sides: str
    ) -> Match:
        people = {side: [self.actors[who] for who in names.split()] for side, names in sides.items()}
        home = ELSEWHERE if by == "sanne" else OURS
        made = begin(self.actors[by], self.schemes[home], kind, people, state, days, REASONS, name)
        self.cast.matches[key] = made.id
        return made

    def meet(
        self, key: str, who: str, match: Match, days: float, at: time, place: str, state: str = "held"
    ) -> Session:
        session = agree_to_meet(self.actors[who], match, days, at, place)
        if state == "missed":
            stay_away(self.actors[who], session, "ill")
        self.cast.sessions[key] = session.id
        return session

    def write(self, name: str, match: Match, session: Session, audience: str, **more) -> None:
        who = self.actors[more.pop("by", name.partition("_")[0])]
        at = more.pop("at", None) or start_of(session) + timedelta(hours=3 if who.called == "Samira" else 20)
        self.cast.entries[name] = tell(who, match, session, self.texts[name], at, audience, **more).id


def build(texts: Mapping[str, Said] | None = None) -> Cast:
    """Put the cast in the database at hand; `texts` replaces what is written in the entries it names."""
    stage = _Stage({**DUTCH, **(texts or {})})
    _samira_and_joris(stage)
    _milan_and_aysel(stage)
    _others(stage)
    stage.cast.goals = wish(stage.actors, stage.cast.matches)
    _worries(stage)
    _talks(stage)
    _opening(stage)
    stage.cast.feedback = tell_each_other(stage.actors, stage.cast.matches, stage.cast.goals)
    return stage.cast


def _samira_and_joris(stage: _Stage) -> None:
    with clock.standing_at(days_ago(200)):
        care_for(stage.schemes[OURS], stage.cast["ilse"], stage.cast["samira"], stage.cast["noor"])
    pair = stage.match("samira_joris", "noor", "one-to-one", "active", 75, mentee="samira", mentor="joris")
    held = 0
    for days, place, written in MEETINGS:
        missed = days == 26
        held += not missed
        key = "missed" if missed else f"held_{held}"
        session = stage.meet(key, "joris", pair, days, time(15, 30), place, "missed" if missed else "held")
        for name, audience in written:
            stage.write(name, pair, session, audience, please_read=name.endswith("please_read"))
    stage.write("joris_not_yet", pair, session, "pair", at=earlier_today(2))
    stage.meet("next", "joris", pair, -2, time(15, 30), LIBRARY, "planned")
    _answer(stage, "noor", "held_7", "samira_please_read")
    for name, days, said in (("joris", 12, SPOKE_JORIS), ("samira", 6, SPOKE_SAMIRA)):
        call(stage.actors["noor"], pair, stage.cast[name], days, GOOD, said)
    for name, days in (("samira_diary", 9), ("samira_diary_hard", 3), ("joris_diary", 4)):
        stage.cast.entries[name] = note(stage.actors[name.partition("_")[0]], stage.texts[name], days).id


def _answer(stage: _Stage, by: str, session: str, entry: str) -> None:
    there = stage.cast.sessions[session]
    with clock.standing_at(days_ago(18, time(9, 10))):
        values = AnswerForm(to=[stage.cast.entries[entry]], said=ANSWER)
        answer(stage.actors[by], db.session.get_one(Session, there), values, ids.new_id())


def _milan_and_aysel(stage: _Stage) -> None:
    pair = stage.match("milan_aysel", "bas", "one-to-one", "active", 40, mentor="milan", mentee="aysel")
    first = stage.meet("milan_1", "milan", pair, 30, time(16), "Het buurthuis")
    stage.write("milan_1", pair, first, "pair")
    stage.write("aysel_1", pair, first, "pair")
    with clock.standing_at(days_ago(20, time(18))):
        begin_to_change(stage.actors["aysel"], pair)
    second = stage.meet("milan_2", "milan", pair, 16, time(16), "Het buurthuis")
    stage.write("aysel_team", pair, second, "team")
    with clock.standing_at(days_ago(15, time(18))):
        answer_fit(stage.actors["milan"], pair, FitForm(answer="rather-not", said=FIT), ids.new_id())
    stage.write(
        "milan_pair", pair, stage.meet("milan_3", "milan", pair, 3, time(16), "Bij de bakker"), "pair"
    )


def _others(stage: _Stage) -> None:
    group = stage.match(
        "group", "bas", "group", "active", 50, "De fietsenmakers", mentor="milan", mentee="yusuf amina"
    )
    present = [stage.cast[name] for name in ("milan", "yusuf")]
    there = stage.meet("group", "milan", group, 10, time(14), "De werkplaats")
    stage.write("group", group, there, "pair", by="milan", present=present)
    stage.write("group_mentee", group, there, "pair", by="yusuf")
    peers = stage.match("peer", "noor", "peer", "active", 30, peer="yusuf amina")
    stage.write("peer", peers, stage.meet("peer", "amina", peers, 8, time(17), "School"), "pair", by="yusuf")
    over = stage.match("closed", "noor", "one-to-one", "active", 300, mentor="wouter", mentee="dilan")
    last = stage.meet("closed", "wouter", over, 70, time(15), "Bij Wouter in de buurt")
    stage.write("closed_mentor", over, last, "pair", by="wouter")
    stage.write("closed_mentee", over, last, "pair", by="dilan")
    end(stage.actors["noor"], over, 60, {"mentee": stage.actors["dilan"], "mentor": stage.actors["wouter"]})
    stage.match("preparing", "noor", "one-to-one", "preparing", 4, mentor="hanna", mentee="ravi")
    asked = stage.match("proposed", "noor", "one-to-one", "proposed", 3, mentor="wouter", mentee="jamila")
    with clock.standing_at(days_ago(2, time(19))):
        ask(stage.actors["jamila"], asked, QuestionForm(asks=QUESTION), ids.new_id())
    away = stage.match("elsewhere", "sanne", "one-to-one", "active", 45, mentor="vera", mentee="tijn")
    chess = stage.meet("elsewhere", "vera", away, 7, time(15), "De schaakclub")
    stage.write("elsewhere", away, chess, "pair", by="vera")
    stage.write("elsewhere_team", away, chess, "team", by="tijn")


def _worries(stage: _Stage) -> None:
    """Milan worries about Aysel; Karim has begun with it."""
    milan, karim = stage.actors["milan"], stage.actors["karim"]
    pair = db.session.get_one(Match, stage.cast.matches["milan_aysel"])
    with clock.standing_at(days_ago(2, time(21, 5))):
        said = RaiseForm(match=pair.id, about=stage.cast["aysel"], **WORRY)
        concern = raise_concern(milan, stage.schemes[OURS], said, ids.new_id())
    with clock.standing_at(days_ago(1, time(9, 30))):
        add_note(karim, concern, NoteForm(what="step", step=1, said=FIRST_STEP), ids.new_id())
    stage.cast.concerns["milan_aysel"] = concern.id


def _talks(stage: _Stage) -> None:
    """Aysel asked to talk once, and Bas called; Amina asks now."""
    with clock.standing_at(days_ago(11, time(22, 40))):
        asked = ask_to_talk(stage.actors["aysel"], stage.schemes[OURS], AskForm(way="call"), ids.new_id())
    with clock.standing_at(days_ago(10, time(9, 5))):
        answer_talk(stage.actors["bas"], asked, TalkAnswer(said=CALLS), ids.new_id())
        mark_read(asked.id)
    with clock.standing_at(earlier_today(1)):
        said = AskForm(way="message", said=ASKS)
        now = ask_to_talk(stage.actors["amina"], stage.schemes[OURS], said, ids.new_id())
    stage.cast.talks = {"aysel": asked.id, "amina": now.id}


def _opening(stage: _Stage) -> None:
    """Ravi did not come to school, and nobody knows where he is: Karim and Femke read what he wrote for himself."""
    with clock.standing_at(earlier_today(1)):
        words = OpenForm(person=stage.cast["ravi"], why="missing", said=OPENS)
        opening = ask_to_open(stage.actors["karim"], stage.schemes[OURS], words, ids.new_id())
        agree_to_open(stage.actors["femke"], opening, None, ids.new_id())
    stage.cast.openings["ravi"] = opening.id
