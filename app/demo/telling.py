"""What the cast tell each other: cheers, feedback with what came back, and how it is between them."""

from collections.abc import Mapping
from datetime import time, timedelta
from uuid import UUID

from app import clock, ids
from app.conversations.actions import add
from app.conversations.forms import CardForm
from app.db import db
from app.demo.scene import days_ago, earlier_today
from app.feedback.actions import answer, ask_in, cheer, give, thank
from app.feedback.forms import AnswerForm, CheerForm, GiveForm
from app.feedback.models import Feedback
from app.introductions.actions import introduce, tell
from app.introductions.forms import CameForm, IntroduceForm
from app.matches.models import Match
from app.people.actor import Actor
from app.ratings.actions import rate
from app.ratings.forms import RateForm
from app.schemes.models import Scheme

CHEERS = (
    ("joris", "samira", 47, "drawings", "Je liet ze zien. Dat vraagt moed."),
    ("samira", "joris", 19, None, "Dank je dat je niets zei en gewoon luisterde."),
    ("joris", "samira", 12, "talk", "Drie keer geoefend. Dit doe je helemaal zelf."),
    ("milan", "aysel", 3, "job", "Jij belde zelf de bakker. Daar was lef voor nodig."),
)
LATEST = "Jij stelde de eerste vraag in de klas. Daar was lef voor nodig."
MEETS = "Samira wil weten hoe je van tekenen je werk maakt."
CAME = "Ik mag in januari een dag met haar mee!"
RATINGS = (
    ("samira", "samira_joris", 44, 4, None),
    ("joris", "samira_joris", 43, 4, "We zoeken nog, maar het is fijn."),
    ("aysel", "milan_aysel", 9, 2, "Milan praat soms veel. Verder is het leuk."),
    ("milan", "milan_aysel", 8, 5, None),
)


def tell_each_other(
    actors: Mapping[str, Actor], matches: Mapping[str, UUID], goals: Mapping[str, UUID]
) -> dict[str, UUID]:
    """Let the cast tell each other; gives the feedback by name."""
    pair = db.session.get_one(Match, matches["samira_joris"])
    for by, to, days, about, said in CHEERS:
        match = db.session.get_one(Match, matches["milan_aysel" if by == "milan" else "samira_joris"])
        cheer_on(actors[by], match, actors[to], said, days, goals[about] if about else None)
    with clock.standing_at(earlier_today(3)):
        _cheer(actors["joris"], pair, actors["samira"], LATEST, None)
    for by, where, days, value, line in RATINGS:
        say_how(actors[by], db.session.get_one(Match, matches[where]), days, value, line)
    with clock.standing_at(days_ago(19, time(20))):
        met = IntroduceForm(who="Lisa, zij tekent boeken", on=days_ago(19).date(), about=MEETS)
        row = introduce(actors["joris"], pair, met, ids.new_id())
    with clock.standing_at(days_ago(9, time(20))):
        tell(actors["samira"], row, CameForm(came=CAME), ids.new_id())
    with clock.standing_at(days_ago(80, time(12))):
        values = CardForm(kind="good", begins="Wat is jouw plek in de wijk?", helps="Ga er samen heen.")
        add(actors["noor"], db.session.get_one(Scheme, pair.scheme_id), values, ids.new_id())
    return _feedback(actors, matches)


def cheer_on(by: Actor, match: Match, to: Actor, said: str, days: float, goal: UUID | None = None) -> None:
    """Somebody cheers another on, so many days ago."""
    with clock.standing_at(days_ago(days, time(18))):
        _cheer(by, match, to, said, goal)


def say_how(by: Actor, match: Match, days: float, value: int, line: str | None = None) -> None:
    """Somebody says how it is between them, so many days ago."""
    with clock.standing_at(days_ago(days, time(19))):
        rate(by, match, RateForm(value=value, said=line), ids.new_id())


def _cheer(by: Actor, match: Match, to: Actor, said: str, goal: UUID | None) -> None:
    cheer(by, match, CheerForm(to=to.id, said=said, goal=goal), ids.new_id())


def _feedback(actors: Mapping[str, Actor], matches: Mapping[str, UUID]) -> dict[str, UUID]:
    samira, joris, aysel, milan = (actors[name] for name in ("samira", "joris", "aysel", "milan"))
    pair = db.session.get_one(Match, matches["samira_joris"])
    other = db.session.get_one(Match, matches["milan_aysel"])
    late = _give(
        samira,
        pair,
        30,
        to=joris.id,
        happened="Vorige week kwam je een half uur later dan we zeiden.",
        saw="Ik zat al bij het raam en keek steeds naar de deur.",
        did_to_me="Ik dacht dat je me vergeten was.",
        hope="Stuur je een berichtje als het later wordt?",
    )
    with clock.standing_at(days_ago(29, time(20))):
        thank(joris, late, None, ids.new_id())
        said = "Je zat te wachten en dacht dat ik je vergat. Dat spijt me. Ik stuur voortaan een bericht."
        answer(joris, late, AnswerForm(said=said), ids.new_id())
    proud = _give(
        joris,
        pair,
        2,
        to=samira.id,
        happened="Op de open dag liep jij zelf naar de docent.",
        saw="Je had je vragen in je hoofd, zonder blaadje.",
        hope="Ik ben trots op hoe je dat deed.",
    )
    talks = _give(
        aysel,
        other,
        6,
        to=milan.id,
        saw="In het buurthuis vertelde je lang over je eigen eerste baan.",
        hope="Ik wil zelf vaker iets vertellen.",
    )
    with clock.standing_at(days_ago(5, time(17))):
        ask_in(aysel, talks, None, ids.new_id())
    rooms = _give(
        samira,
        pair,
        15,
        to="scheme",
        happened="De bibliotheek is dicht op woensdagmiddag.",
        hope="Is er een andere plek waar je stil kunt zitten?",
    )
    return {"late": late.id, "proud": proud.id, "talks": talks.id, "to_scheme": rooms.id}


def _give(by: Actor, match: Match, days: float, **answers) -> Feedback:
    with clock.standing_at(days_ago(days, time(18, 30)) + timedelta(minutes=4)):
        return give(by, match, GiveForm.model_validate(answers), ids.new_id())
