"""Coming and going while a match runs: joining and leaving a group, standing in, and what each of them reads."""

from datetime import timedelta

from sqlalchemy import select

from app import clock
from app.db import db
from app.journal.models import Entry
from app.journal.policy import readable_by
from app.matches import policy
from app.matches.models import Match, Participation
from app.people.models import Person
from app.schemes.queries import actor_of
from tests.days import today


def _asked(as_person, cast, name="ravi"):
    bas = as_person("bas")
    path = f"/matches/{cast.matches['group']}"
    bas.submit(bas.page(f"{path}/joining"), "/joining", person=cast[name], side="mentee")
    return path


def _reads(inside, cast, name: str, match: str) -> set:
    with inside():
        actor = actor_of(db.session.get_one(Person, cast[name]))
        which = (Entry.match_id == cast.matches[match], Entry.author_id != cast[name])
        return set(db.session.scalars(select(Entry.id).where(readable_by(actor), *which)))


def test_who_is_asked_into_a_group_sees_nothing_of_it_before_a_yes(as_person, cast):
    path = _asked(as_person, cast)
    ravi = as_person("ravi")
    assert f"{path}/proposal" in ravi.page("/").links()
    for end in ("", "/sessions", "/history", "/write"):
        assert ravi.get(path + end).status_code == 404


def test_who_joins_reads_what_is_written_from_then_on(as_person, cast, inside):
    path = _asked(as_person, cast)
    ravi = as_person("ravi")
    ravi.submit(ravi.page(f"{path}/proposal"), f"{path}/yes")
    assert ravi.page(path).one("h1").text == "De fietsenmakers"
    assert _reads(inside, cast, "ravi", "group") == set()
    for name in ("group", "group_mentee"):
        assert ravi.get(f"/entries/{cast.entries[name]}").status_code == 404
    milan = as_person("milan")
    page = milan.page(f"{path}/write")
    new = milan.submit(page, "/entries", did="Welkom, Ravi.", audience="pair").location
    page = ravi.page(f"{path}/write")
    ravi.submit(page, "/entries", did="Mijn eerste keer.", audience="pair")
    assert "Welkom, Ravi." in ravi.page(new).text


def test_a_no_leaves_the_group_as_it_is(as_person, cast, inside):
    path = _asked(as_person, cast)
    ravi = as_person("ravi")
    ravi.submit(ravi.page(f"{path}/proposal"), f"{path}/no")
    assert ravi.get(f"{path}/proposal").status_code == 404
    with inside():
        assert db.session.get_one(Match, cast.matches["group"]).state == "active"
    assert "zei nee" not in as_person("milan").page(f"{path}/history").text


def test_who_leaves_a_group_sees_no_more_of_it_and_keeps_their_own_words(as_person, cast, inside):
    yusuf, path = as_person("yusuf"), f"/matches/{cast.matches['group']}"
    leaving = next(link for link in yusuf.page(path).links() if "/leaving" in link)
    yusuf.submit(yusuf.page(leaving), "/leaving")
    assert yusuf.get(path).status_code == 404
    assert yusuf.get(f"/entries/{cast.entries['group_mentee']}").status_code == 200
    assert yusuf.get(f"/entries/{cast.entries['group']}").status_code == 404
    assert "Yusuf ging weg" in as_person("amina").page(f"{path}/history").text


def test_nobody_leaves_for_another_and_a_pair_is_no_group(as_person, cast, inside):
    with inside():

        def part(name, match):
            which = (Participation.person_id == cast[name], Participation.match_id == cast.matches[match])
            return db.session.scalar(select(Participation.id).where(*which))

        amina, samira = part("amina", "group"), part("samira", "samira_joris")
    assert as_person("yusuf").get(f"/participations/{amina}/leaving").status_code == 404
    for name in ("samira", "noor"):
        assert as_person(name).get(f"/participations/{samira}/leaving").status_code == 404
    bas = as_person("bas")
    assert bas.submit(bas.page(f"/participations/{amina}/leaving"), "/leaving").status_code == 303


def test_who_stands_in_has_dates_and_reads_only_what_is_written_in_them(as_person, cast, inside):
    noor, path = as_person("noor"), f"/matches/{cast.matches['samira_joris']}"
    page = noor.page(f"{path}/stand-in")
    noor.submit(page, "/stand-in", person=cast["wouter"], since=today(), until=today(10))
    wouter = as_person("wouter")
    assert "valt in tot" in wouter.page(path).text
    assert wouter.get(f"{path}/write").status_code == 200
    assert _reads(inside, cast, "wouter", "samira_joris") == set()
    with inside():
        match = db.session.get_one(Match, cast.matches["samira_joris"])
        actor = actor_of(db.session.get_one(Person, cast["wouter"]))
        for days, sees in ((9, True), (12, False)):
            with clock.standing_at(clock.now() + timedelta(days=days)):
                assert policy.can_see(actor, match) is sees
                listed = set(db.session.scalars(select(Match.id).where(policy.seen_by(actor))))
                assert (match.id in listed) is sees


def test_a_stand_in_has_an_end_within_half_a_year_and_is_a_mentor(as_person, cast):
    noor, path = as_person("noor"), f"/matches/{cast.matches['samira_joris']}"
    for person, since, until in (("wouter", 0, 190), ("wouter", 5, 3), ("aysel", 0, 5), ("joris", 0, 5)):
        sent = {
            "person": str(cast[person]),
            "since": today(since).isoformat(),
            "until": today(until).isoformat(),
        }
        assert noor.post(f"{path}/stand-in", sent).status_code == 422, person
    assert as_person("joris").get(f"{path}/stand-in").status_code == 404


def test_attendance_of_a_group_is_said_and_set_right(as_person, cast):
    milan, path = as_person("milan"), f"/sessions/{cast.sessions['group']}"
    page = milan.page(path)
    assert "Milan, Yusuf" in page.text
    milan.submit(page, "/attendance", present=[cast["milan"], cast["amina"]])
    assert "Amina, Milan" in milan.page(path).text
    assert not [
        form
        for form in as_person("samira").page(f"/sessions/{cast.sessions['held_1']}").forms()
        if "attendance" in form.get("action")
    ]


def test_the_next_sessions_are_suggested_in_the_rhythm_and_planned_at_once(as_person, cast):
    joris, path = as_person("joris"), f"/matches/{cast.matches['samira_joris']}"
    page = joris.page(f"{path}/sessions/ahead")
    days = page.form("/ahead").fields()["days"]
    assert len(days) == 4
    assert days[0] == today(9).isoformat()
    joris.submit(page, "/ahead", days=days[:3])
    assert page.form("/ahead").fields()["at"] == ["15:30"]
    assert (
        len(as_person("samira").page(f"{path}/sessions").one("section", aria_labelledby="coming").all("li"))
        == 4
    )
    assert (
        joris.post(f"{path}/sessions/ahead", {"days": today(-3).isoformat(), "at": "15:30"}).status_code
        == 422
    )
    joris.submit(joris.page(f"{path}/pause"), until=today(60).isoformat())
    suggested = joris.page(f"{path}/sessions/ahead").form("/ahead").fields()["days"]
    assert min(suggested) > today(60).isoformat()
