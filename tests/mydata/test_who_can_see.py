"""Who can see my data: the actual people, by the rules that guard each page, and nothing that is confidential."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app import clock
from app.acquaintance import policy as acquaintance
from app.agreements import policy as agreements
from app.checkins import policy as checkins
from app.closing import policy as closing
from app.db import db
from app.feedback import policy as feedback
from app.fit import policy as fit
from app.goals import policy as goals
from app.introductions import policy as introductions
from app.journal import policy as journal
from app.matches import policy as matches
from app.matches.models import Participation
from app.mydata.queries import only_mine, readers_of
from app.people.models import Person
from app.privacy.shown import shown
from app.ratings import policy as ratings
from app.requirements import policy as requirements
from app.review import policy as review
from app.schemes import policy as schemes
from app.schemes.anybody import ANYBODY
from app.schemes.queries import actor_of
from app.talks import policy as talks
from tests.held import nothing_forgotten
from tests.house.wild import go_wild

# For each kind the rule that its pages ask, about one person and one row.
GUARDS = {
    "journal": journal.can_read,
    "goals": goals.can_see,
    "feedback": feedback.can_read,
    "cheers": feedback.can_read_cheer,
    "ratings": ratings.can_read,
    "fit": fit.can_read,
    "talks": talks.can_answer,
    "cards": acquaintance.can_read_card,
    "sheets": acquaintance.can_read_sheet,
    "look-backs": closing.can_read_look_back,
    "thanks": closing.can_read_thanks,
    "agreements": agreements.can_read,
    "introductions": introductions.can_see,
    "check-ins": checkins.can_read,
    "requirements": requirements.can_see,
    "matches": lambda actor, match: matches.can_see(actor, match) or matches.guards(actor, match),
    "places": schemes.can_see_people,
    "answers": review.can_read_answer,
}


def seen_by(page, name):
    """The card of one reader on the page, as text; '' where they are not on it."""
    for card in page.all("li"):
        if name in [heading.text for heading in card.all("h2")]:
            return card.text
    return ""


def part(page, named):
    """The section of the page with this heading, by its id; None where it is not there."""
    heading = page.all("h2", id=named)
    return heading[0].within("section") if heading else None


def test_she_sees_by_name_who_reads_what_and_why(as_person):
    page = as_person("samira").page("/my-data")
    joris = seen_by(page, "Joris")
    assert "jouw mentor" in joris
    assert "stukjes in je dagboek" in joris and "omdat je het deelde met iedereen in de koppeling" in joris
    assert "hoe het gaat tussen jullie" not in joris
    noor = seen_by(page, "Noor")
    assert "jongerenwerker" in noor and "hoe het gaat tussen jullie" in noor
    assert "dagboek" not in seen_by(page, "Ilse") and "wat jullie hebben afgesproken" in seen_by(page, "Ilse")
    assert seen_by(page, "Milan") == "" and seen_by(page, "Vera") == ""


def test_the_way_to_it_stands_on_the_page_about_me(as_person):
    assert "/my-data" in as_person("samira").page("/me").links()


def test_what_is_hers_alone_is_said_to_be(as_person):
    her = as_person("samira")
    before = part(her.page("/my-data"), "alone").text
    her.submit(her.page("/diary/new"), "/diary", did="Alleen van mij.")
    after = part(her.page("/my-data"), "alone").text
    assert before != after


def test_who_reads_on_is_on_the_page_at_once(as_person, cast):
    her, noor = as_person("samira"), as_person("noor")
    assert "heeft nog iets van jou gelezen" in her.page("/my-data").text
    noor.page(f"/entries/{cast.entries['samira_team']}")
    looks = part(her.page("/my-data"), "looks")
    assert "Noor" in looks.text and looks.one("a")["href"] == f"/entries/{cast.entries['samira_team']}"


def test_a_mentor_who_lost_access_reads_no_more_than_the_cheers_they_got(as_person, inside, cast):
    with inside():
        part = (Participation.person_id == cast["joris"]) & (
            Participation.match_id == cast.matches["samira_joris"]
        )
        db.session.execute(update(Participation).where(part).values(until=clock.now(), state="left"))
    joris = seen_by(as_person("samira").page("/my-data"), "Joris")
    assert joris.endswith("had een koppeling met jou 1 pluim omdat je het zelf gaf")


def test_who_has_left_is_off_the_page(as_person, inside, cast):
    with inside():
        db.session.get_one(Person, cast["noor"]).left_at = clock.now()
    assert seen_by(as_person("samira").page("/my-data"), "Noor") == ""


def test_a_concern_about_somebody_leaves_no_trace_on_their_page(as_person, inside, cast):
    her = as_person("samira")

    def said():
        return her.page("/my-data").one("main").text

    before = said()
    raised = as_person("joris")
    form = raised.page(f"/schemes/{cast.schemes['ours']}/concerns/new")
    answer = raised.submit(form, facts="Zij zei iets dat mij zorgen geeft.", who="Samira")
    assert answer.status_code == 303, answer.text
    assert said() == before


def test_whom_to_ask_about_worries_stands_there_for_everybody(as_person):
    for name in ("samira", "joris", "ilse"):
        assert "Karim kan je er meer over vertellen." in as_person(name).page("/my-data").text


def test_somebody_new_of_whom_nobody_sees_anything(as_person, inside, cast):
    with inside():
        new = Person(called="Nieuw", language="nl")
        db.session.add(new)
        db.session.flush()
        assert readers_of(actor_of(new)) == [] and only_mine(actor_of(new)) == []


@pytest.fixture(scope="module")
def told(shared):
    """What everybody is told of who reads theirs, in the shared world with a few hundred wild rows in it."""
    with shared.inside():
        go_wild(seed=11, matches=12)
    with shared.inside():
        everybody = [actor_of(person) for person in db.session.scalars(select(Person))]
        return [(whose, readers_of(whose)) for whose in everybody]


@pytest.mark.slow
@pytest.mark.parametrize("name", GUARDS)
def test_who_is_named_is_who_the_rules_let_in(shared, told, name):
    """For everybody's things of one kind: how many each of the others may read, counted by the rule itself."""
    with shared.inside(), nothing_forgotten():
        kind = dict(zip(shown.names(), shown, strict=True))[name]
        said, wanted = {}, {}
        numbers = {kind.said(n): n for n in range(1, 400)}
        for whose, groups in told:
            rows = db.session.scalars(select(kind.table).where(kind.mine(whose.id))).all()
            for other, _ in told:
                number = sum(GUARDS[name](other, row) for row in rows) if other.id != whose.id else 0
                if number:
                    wanted[whose.called, other.id] = number
            for group in groups:
                # For several reasons, each with a number of its own.
                count = sum(numbers.get(one, 0) for named in group.reads.values() for one in named)
                for reader in group.people if count else ():
                    said[whose.called, reader.id] = count
        assert said == wanted
        assert wanted, "a kind that nobody reads is not tried"


def test_every_kind_is_compared_with_the_rule_that_guards_it(shared):
    assert set(shown.names()) == set(GUARDS)


def test_anybody_answers_no_question_about_one_row():
    with pytest.raises(TypeError):
        ANYBODY.holds("some scheme", "mentor")


def test_in_two_weeks_after_closing_the_mentor_is_gone(as_person, cast):
    with clock.standing_at(clock.now() + timedelta(days=400)):
        page = as_person("dilan").page("/my-data")
    assert seen_by(page, "Hanna") == ""
