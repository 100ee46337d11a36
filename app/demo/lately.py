"""What the demo's people did since it was last started: their weeks go on, so that Today is about today."""

from datetime import date, time, timedelta
from random import Random

from sqlalchemy import func, select

from app.db import db
from app.demo.said import Said
from app.demo.scene import agree_to_meet, earlier_today, tell
from app.demo.scheme import look
from app.demo.words import words_in
from app.demo.year import Writer, Year, texts_of, themes_together
from app.journal.content import content_of
from app.journal.models import Entry
from app.matches.models import Match, Participation
from app.people.models import Person
from app.schemes.queries import actor_of
from app.sessions.models import Session
from app.web.language import local, today

LIVELY = timedelta(
    days=14
)  # who met so shortly before the demo was last heard of goes on; who was silent stays so
NEXT_IN = 2  # days until the next session of the pair one looks at first
AFTERNOON = time(15, 30)


def catch_up() -> int:
    """Let every match that was alive go on until now; gives how many did."""
    last_word = db.session.scalar(select(func.max(Entry.written_at)))
    heard = local(last_word).date() if last_word else today()
    running = db.session.scalars(
        select(Match).where(Match.state.in_(("active", "closing"))).order_by(Match.made_at, Match.id)
    ).all()
    return sum(_goes_on(match, heard) for match in running)


def _goes_on(match: Match, heard: date) -> bool:
    sessions = list(
        db.session.scalars(select(Session).where(Session.match_id == match.id).order_by(Session.on))
    )
    if not sessions or sessions[-1].on >= today():
        return False
    latest = sessions[-1]
    writers = _writers(match)
    first_looked_at = [writer.actor.called for writer in writers] == ["Samira", "Joris"]
    met_lately = heard - latest.on <= LIVELY <= today() - latest.on
    if not (first_looked_at or latest.state == "planned" or met_lately):
        return False
    year = _year(match, writers, latest)
    passed = [session for session in sessions if session.state == "planned"]
    behind = (today() - latest.on).days
    passed += [year.meet(days) for days in range(behind - year.every, 0, -year.every)]
    themes = _not_told(match, writers, year.dice)
    told_already = passed[:-1] if first_looked_at else passed
    for number, session in enumerate(told_already):
        year.happened(session, *themes[number % len(themes)])
    if first_looked_at:
        _one_of_two_wrote(year, passed[-1:], themes[len(told_already) % len(themes)])
        agree_to_meet(writers[-1].actor, match, -NEXT_IN, AFTERNOON, year.place)
    else:
        year.meet(-year.dice.randint(1, year.every))
    look(year.dice, year.entries, actor_of(db.session.get_one(Person, match.coordinator_id)))
    return True


def _writers(match: Match) -> list[Writer]:
    """Who takes part, mentees first; of two peers one tells the second half."""
    people = db.session.execute(
        select(Participation.side, Person)
        .join(Person, Person.id == Participation.person_id)
        .where(Participation.match_id == match.id, Participation.until.is_(None))
        .order_by(Participation.side, Participation.id)
    ).all()
    dice = Random(f"{[person.called for _, person in people]} {today()}")  # noqa: S311  nothing secret
    writers = []
    for side, person in people:
        other = next((who.called for _, who in people if who.id != person.id), "")
        about = other if match.kind == "one-to-one" else ""
        writers.append(Writer(actor_of(person), int(side == "mentor"), about, dice))
    if match.kind == "peer" and writers:
        writers[-1].side = 1
    return writers


def _year(match: Match, writers: list[Writer], latest: Session) -> Year:
    at = local(latest.starts_at).time() if latest.starts_at else AFTERNOON
    every = match.rhythm_days if match.kind == "one-to-one" else 2 * match.rhythm_days
    return Year(match, writers, writers[0].dice, 0, 0, every, at, latest.place or "")


def _not_told(match: Match, writers: list[Writer], dice: Random) -> list[tuple[str, str]]:
    """What they could do that neither of them wrote about before, or all of it when everything was told."""
    entries = db.session.scalars(select(Entry).where(Entry.match_id == match.id))
    before = "\n".join(content_of(entry).get("did") or "" for entry in entries)
    if match.kind == "one-to-one":
        themes = [("did", key) for key in words_in("nl").did]
        dice.shuffle(themes)
    else:
        themes = themes_together(match.kind, dice)

    def told(theme: tuple[str, str]) -> bool:
        texts = (texts_of(writer.words, *theme)[writer.side] for writer in writers)
        return any(text.replace("{name}", "") in before or text in before for text in texts)

    return [theme for theme in themes if not told(theme)] or themes


def _one_of_two_wrote(year: Year, sessions: list[Session], theme: tuple[str, str]) -> None:
    """The mentor wrote about the latest one earlier today; the mentee has not yet, and cannot read it."""
    mentor = year.writers[-1]
    for session in sessions:
        text = texts_of(mentor.words, *theme)[1].replace("{name}", mentor.about)
        tell(mentor.actor, year.match, session, Said("good", 0, text), earlier_today(2))
