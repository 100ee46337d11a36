"""Opening what somebody wrote for themselves: two of the staff, in danger, for a day, each look written down, and told."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app import clock
from app.audit import AuditLine
from app.db import db
from app.openings.models import Opening, OpeningLook

SECRET = "Alleen voor mij: ik loop weg vannacht."


@pytest.fixture
def staff(world):
    """`staff("karim")`: one of the staff, who used their passkey just now."""
    return lambda name: world.person(name, strong=True)


@pytest.fixture
def two(staff, as_person):
    """Karim and Femke, who used their passkey just now; Samira wrote for herself alone."""
    samira = as_person("samira")
    samira.submit(samira.page("/diary/new"), "/diary", did=SECRET)
    return staff("karim"), staff("femke")


def ask(who, cast, **more):
    form = who.page(f"/schemes/{cast.schemes['ours']}/openings/new")
    given = {"person": str(cast["samira"]), "why": "missing", "said": "Sinds gisteren niet thuis.", **more}
    return who.submit(form, "/openings", **given)


@pytest.fixture
def asked(inside):
    """The address of the latest opening."""

    def path() -> str:
        with inside():
            return f"/openings/{db.session.scalars(select(Opening.id).order_by(Opening.id.desc())).first()}"

    return path


@pytest.fixture
def act(asked):
    """`act(femke, "agreement")`: somebody presses one of the buttons of the latest opening."""
    return lambda who, what, **more: who.submit(who.page("/openings"), f"{asked()}/{what}", **more)


def test_two_open_it_for_a_day_and_she_is_told_at_once(two, cast, asked, as_person, inside, staff, act):
    karim, femke = two
    assert ask(karim, cast).status_code == 303
    assert karim.get(asked()).status_code == 404
    assert "Wacht op een tweede persoon" in femke.page("/openings").text
    assert "wacht op jou" in femke.page("/").text
    assert act(femke, "agreement").status_code == 303
    for who in two:
        assert SECRET in who.page(asked()).text
        assert SECRET in who.page(asked()).text
    with inside():
        assert db.session.scalar(select(func.count()).select_from(OpeningLook)) == 4
        looked = select(func.count()).where(AuditLine.verb == "openings.read")
        assert db.session.scalar(looked) == 4
    samira = as_person("samira")
    assert "Karim en Femke openden wat alleen jij leest" in samira.page("/").text
    assert "omdat je zoek was" in samira.page("/my-data").text
    with clock.standing_at(clock.now() + timedelta(hours=25)):
        for name in ("karim", "femke"):
            assert staff(name).get(asked()).status_code == 404


def test_nobody_opens_alone(two, cast, asked):
    karim, _femke = two
    ask(karim, cast)
    assert karim.open("POST", f"{asked()}/agreement", data={}).status_code == 404


@pytest.mark.parametrize("name", ["samira", "joris", "noor", "bas", "ilse", "vera"])
def test_for_anybody_else_there_is_nothing(two, cast, asked, world, name, act):
    karim, femke = two
    ask(karim, cast)
    other = world.person(name, strong=True)
    assert other.open("POST", f"{asked()}/agreement", data={}).status_code == 404
    act(femke, "agreement")
    assert other.get(asked()).status_code == 404
    assert other.get("/openings").status_code == 404
    assert other.get(f"/schemes/{cast.schemes['ours']}/openings/new").status_code == 404


def test_a_day_later_nobody_can_agree_any_more(two, cast, asked, staff):
    karim, _femke = two
    ask(karim, cast)
    with clock.standing_at(clock.now() + timedelta(hours=25)):
        assert staff("femke").open("POST", f"{asked()}/agreement", data={}).status_code == 404


def test_stopping_closes_it_at_once(two, cast, asked, act):
    karim, femke = two
    ask(karim, cast)
    act(femke, "agreement")
    assert act(karim, "stop").status_code == 303
    for who in two:
        assert who.get(asked()).status_code == 404


def test_agreeing_takes_the_passkey(two, cast, as_person, asked):
    karim, _femke = two
    ask(karim, cast)
    assert as_person("femke").open("POST", f"{asked()}/agreement", data={}).status_code == 403


def test_what_others_wrote_and_what_is_of_another_scheme_stays_closed(two, cast, asked, as_person, act):
    karim, femke = two
    joris = as_person("joris")
    joris.submit(joris.page("/diary/new"), "/diary", did="Van Joris alleen.")
    ask(karim, cast)
    act(femke, "agreement")
    assert "Van Joris alleen." not in karim.page(asked()).text


def test_not_telling_needs_a_reason_and_is_asked_again_each_week(two, cast, asked, as_person, staff, act):
    karim, femke = two
    refused = ask(karim, cast, tell="later")
    assert refused.status_code == 422
    assert "Sinds gisteren niet thuis." in refused.text
    assert "Schrijf op waarom" in refused.text
    ask(karim, cast, tell="later", not_yet="Haar stiefvader leest mee.")
    act(femke, "agreement")
    samira = as_person("samira")
    assert "openden" not in samira.page("/").text
    assert "openden" not in samira.page("/my-data").text
    with clock.standing_at(clock.now() + timedelta(days=8)):
        femke = staff("femke")
        assert "wacht op jou" in femke.page("/").text
        assert "Kan het nu verteld worden?" in femke.page("/openings").text
        assert act(femke, "not-yet", not_yet="Nog steeds.").status_code == 303
        assert "wacht op jou" not in femke.page("/").text
    with clock.standing_at(clock.now() + timedelta(days=16)):
        femke, karim = staff("femke"), staff("karim")
        assert "wacht op jou" in femke.page("/").text
        assert act(karim, "telling").status_code == 303
        assert "openden wat alleen jij leest" in as_person("samira").page("/").text


def test_each_thing_that_is_missing_is_asked_for_by_name(two, cast):
    refused = ask(two[0], cast, person="", why=None)
    assert refused.status_code == 422
    for asked_for in ("Kies om wie het gaat.", "Kies waar je bang voor bent."):
        assert refused.text.count(asked_for) == 2  # above the form, and beside the field


def test_it_is_about_a_young_person_of_the_programme(two, cast):
    karim, _femke = two
    for name in ("joris", "noor", "karim", "vera"):
        answer = ask(karim, cast, person=str(cast[name]))
        assert answer.status_code == 422, name
        assert "Sinds gisteren niet thuis." in answer.text


def test_the_reasons_are_sealed(two, cast, inside):
    karim, _femke = two
    ask(karim, cast)
    with inside():
        assert (
            b"Sinds gisteren"
            not in db.session.scalars(select(Opening.sealed).order_by(Opening.id.desc())).first()
        )


@pytest.fixture
def worry(as_person, cast):
    """The address of a concern about Samira, which Joris raised."""
    joris = as_person("joris")
    where = f"/schemes/{cast.schemes['ours']}/concerns/new?match={cast.matches['samira_joris']}"
    form = joris.page(where)
    return joris.submit(form, "/concerns", facts="Ze is weg.", about=str(cast["samira"])).location


def test_from_a_concern_it_is_asked_and_the_record_shows_which_belong_to_it(two, worry, cast, as_person):
    karim, femke = two
    record = karim.page(worry)
    assert "Is er iemand in gevaar?" in record.text
    form = karim.page(next(link for link in record.links() if "/openings/new" in link))
    asked = karim.submit(form, "/openings", why="missing", said="Sinds gisteren.")
    assert asked.location == worry
    section = karim.page(worry).text.split("Hierom geopend")[1]
    assert "Samira" in section.split("Wie dit opende")[0]
    assert "Wacht op een tweede persoon" in section
    assert "zorg waar het bij hoort" in karim.page("/openings").text
    # Femke may agree; that there is a concern is not hers to read.
    assert "Samira" in femke.page("/openings").text
    assert "zorg waar het bij hoort" not in femke.page("/openings").text
    received = as_person("joris").page(worry).text
    assert "Hierom geopend" not in received and "/openings" not in received


def test_out_of_a_concern_that_one_may_not_read_nothing_is_tied(two, worry, cast, inside):
    _karim, femke = two
    concern = worry.rsplit("/", 1)[1]
    form = femke.page(f"/schemes/{cast.schemes['ours']}/openings/new?concern={concern}")
    assert concern not in form.text
    given = {"person": str(cast["samira"]), "why": "missing", "said": "Weg.", "tell": "now"}
    fields = {**form.form("/openings").fields(), **given, "concern": concern}
    answer = femke.post(f"/schemes/{cast.schemes['ours']}/openings", fields)
    assert answer.location == "/openings"
    with inside():
        assert db.session.scalars(select(Opening.concern_id).order_by(Opening.id.desc())).first() is None
