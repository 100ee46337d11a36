"""Sessions: planned, held, missed in one tap, and taken back."""

from app.db import db
from app.sessions.models import Session, SessionEvent
from tests.days import today
from tests.pages import Page


def test_the_next_session_is_planned_and_stands_on_today(as_person, cast):
    joris = as_person("joris")
    page = joris.page(f"/matches/{cast.matches['samira_joris']}/sessions/new")
    day = today(1).isoformat()
    joris.submit(page, "/sessions", on=day, at="14:05", place="Bij de molen")
    text = as_person("samira").page("/").text
    assert "morgen 14:05" in text
    assert "Bij de molen" in text


def test_a_time_may_be_typed_with_a_point(as_person, cast):
    joris = as_person("joris")
    page = joris.page(f"/matches/{cast.matches['samira_joris']}/sessions/new")
    assert joris.submit(page, "/sessions", at="15.30").status_code == 303


def test_a_day_that_is_over_cannot_be_planned(as_person, cast):
    joris = as_person("joris")
    page = joris.page(f"/matches/{cast.matches['samira_joris']}/sessions/new")
    answer = joris.submit(page, "/sessions", on="2020-01-01", place="Onze plek")
    assert answer.status_code == 422
    assert "Deze dag is voorbij" in answer.text
    assert "Onze plek" in answer.text


def test_a_missed_session_takes_one_tap_and_can_be_taken_back(as_person, cast, inside):
    samira = as_person("samira")
    path = f"/sessions/{cast.sessions['next']}"
    samira.submit(samira.page(path), f"{path}/missed")
    with inside():
        assert db.session.get(Session, cast.sessions["next"]).state == "missed"
    samira.submit(samira.page(path), f"{path}/missed/undo")
    with inside():
        assert db.session.get(Session, cast.sessions["next"]).state == "planned"
        said = db.session.scalars(
            db.select(SessionEvent.verb)
            .where(SessionEvent.session_id == cast.sessions["next"])
            .order_by(SessionEvent.id)
        ).all()
        assert said[-2:] == ["miss", "unmiss"]


def test_with_htmx_only_the_line_changes(as_person, cast):
    samira = as_person("samira")
    path = f"/sessions/{cast.sessions['next']}/missed"
    answer = samira.post(path, {}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert "Genoteerd: gaat niet door." in answer.text


def test_what_can_be_done_with_a_session_comes_along_when_it_is_taken_back(as_person, cast):
    samira = as_person("samira")
    session, match = cast.sessions["missed"], cast.matches["samira_joris"]
    write = f"/matches/{match}/write?session={session}"
    assert write not in samira.page(f"/sessions/{session}").links()
    answer = samira.post(f"/sessions/{session}/missed/undo", {}, headers={"HX-Request": "true"})
    there = Page(answer.text, "the fragment").links()
    assert write in there
    assert f"/sessions/{session}/plan" in there


def test_a_session_ahead_can_be_moved_or_called_off_from_its_page_by_who_meets(as_person, cast, inside):
    path = f"/sessions/{cast.sessions['next']}"
    for name in ("samira", "joris"):
        page = as_person(name).page(path)
        assert f"{path}/plan" in page.links()
        assert "Gaat niet door" in page.text
    noor = as_person("noor").page(path)
    assert f"{path}/plan" not in noor.links()
    assert "Gaat niet door" not in noor.text
    with inside():
        session = db.session.get_one(Session, cast.sessions["next"])
        session.on, session.starts_at = today(-1), None
        db.session.commit()
    assert "Ging niet door" in as_person("samira").page(path).text


def test_the_list_goes_on_where_the_page_before_ended(as_person, cast, inside):
    match = cast.matches["samira_joris"]
    with inside():
        for back in range(45):
            db.session.add(Session(match_id=match, state="held", on=today(-100 - back), minutes=60))
    samira = as_person("samira")
    seen, path = [], f"/matches/{match}/sessions"
    while path:
        page = samira.page(path)
        seen += [link for link in page.links() if link.startswith("/sessions/") and link.count("/") == 2]
        path = next((link for link in page.links() if "before=" in link), None)
    assert len(seen) == len(set(seen))
    assert len(seen) >= 55


def test_who_does_not_take_part_plans_nothing(as_person, cast):
    for name in ("noor", "milan", "vera", "ilse"):
        path = f"/matches/{cast.matches['samira_joris']}/sessions"
        assert as_person(name).post(path, {"on": "2030-01-01", "at": "12:00"}).status_code == 404


def test_a_session_that_took_place_is_not_moved(as_person, cast):
    samira = as_person("samira")
    path = f"/sessions/{cast.sessions['held_4']}/plan"
    answer = samira.submit(samira.page(path), path, on=today(3).isoformat(), place="Ergens anders")
    assert answer.status_code == 422
    assert "Jullie zagen elkaar al" in answer.text
    assert "Ergens anders" in answer.text


def test_with_our_script_saving_leads_where_the_plain_form_leads(as_person, cast):
    """A form that goes by the outbox says where it leads: else it comes back as if nothing was saved."""
    joris = as_person("joris")
    ahead = f"/matches/{cast.matches['samira_joris']}/sessions"
    for path, action in (
        (f"{ahead}/new", ahead),
        (f"{ahead}/ahead", f"{ahead}/ahead"),
        (f"/sessions/{cast.sessions['next']}/plan", f"/sessions/{cast.sessions['next']}/plan"),
        (f"/sessions/{cast.sessions['next']}/plan", f"/sessions/{cast.sessions['next']}/missed"),
    ):
        page = joris.page(path)
        [form] = [form for form in page.all("form") if form.get("action") == action]
        assert joris.submit(page, action).headers["Location"] == form.get("data-then"), action


def test_a_session_that_comes_is_found_from_today_and_from_the_list_and_called_off_where_it_is_moved(
    as_person, cast
):
    path = f"/sessions/{cast.sessions['next']}"
    joris = as_person("joris")
    assert path in joris.page("/").links()
    assert path in joris.page(f"/matches/{cast.matches['samira_joris']}/sessions").links()
    joris.submit(joris.page(f"{path}/plan"), f"{path}/missed")
    page = joris.page(path)
    assert "Genoteerd: gaat niet door." in page.text
    assert f"/matches/{cast.matches['samira_joris']}/sessions/new" in page.links()


def test_who_comes_is_told_on_today_that_the_other_called_it_off(as_person, cast, inside):
    path = f"/sessions/{cast.sessions['next']}"
    samira, joris = as_person("samira"), as_person("joris")
    assert "gaat niet door" not in samira.page("/").text
    joris.post(f"{path}/missed", {})
    page = samira.page("/")
    assert "gaat niet door" in page.text
    assert path in page.links()
    listing = f"/matches/{cast.matches['samira_joris']}/sessions"
    coming, _, so_far = samira.page(listing).text.partition("Tot nu toe")
    missed = so_far.count("Ging niet door")
    assert "Gaat niet door" in coming and "Gaat niet door" not in so_far
    assert "Deze gaat niet door" in samira.page("/journal").text
    with inside():
        session = db.session.get_one(Session, cast.sessions["next"])
        session.on, session.starts_at = today(-1), None
        db.session.commit()
    assert "gaat niet door" not in samira.page("/").text
    coming, _, so_far = samira.page(listing).text.partition("Tot nu toe")
    assert "niet door" not in coming and so_far.count("Ging niet door") == missed + 1
