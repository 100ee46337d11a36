"""Talk requests: numbers at once, one tap to ask, on top of the desk, answered, and taken back without a reason."""

from datetime import timedelta

from sqlalchemy import select

from app import clock
from app.db import db
from app.schemes.models import Scheme
from app.talks.models import TalkRequest
from tests.signs import signs

WORDS = "Ik durf het niet tegen Joris te zeggen."


def ask(who, **fields) -> str:
    """Somebody asks to talk; gives the address of what comes of it."""
    page = who.page("/talk")
    answer = who.submit(page, page.form("/talks"), **fields)
    assert answer.status_code == 303
    return answer.location


def on_top(who) -> list[str]:
    """Where the first two lines of somebody's desk lead: Amina's, who waits longer, and the next."""
    page = who.page("/desk")
    return [line["href"] for line in page.all("a") if "line" in line.classes][:2]


def test_the_page_shows_whom_to_call_before_anything_is_sent(as_person):
    page = as_person("samira").page("/talk")
    assert {"tel:112", "tel:08000432"} <= set(page.links())
    assert "Noor" in page.text
    assert "24 uur" in page.text


def test_only_who_has_a_mentor_is_asked_whether_they_want_no_contact_with_one(as_person):
    for name, has_one in (("samira", True), ("yusuf", True), ("dilan", False)):
        assert ("geen contact met mijn mentor" in as_person(name).page("/talk").text) is has_one, name


def test_it_stands_on_top_of_every_desk_of_the_team_at_once(as_person, cast):
    path = ask(as_person("samira"), said=WORDS)
    for name in ("noor", "bas"):
        assert on_top(as_person(name)) == [f"/desk/talks/{cast.talks['amina']}", f"/desk{path}"]
    assert path not in as_person("vera").page("/desk").source


def test_who_asked_sees_who_saw_it_and_until_when_they_wait(as_person):
    samira, noor = as_person("samira"), as_person("noor")
    path = ask(samira)
    assert "Nog niemand" in samira.page(path).text
    assert "Je hoort iets voor" in samira.page("/").text
    noor.page(f"/desk{path}")
    assert "Noor zag het" in samira.page(path).text


def test_the_answer_is_read_on_today_and_the_line_is_gone(as_person):
    samira, noor = as_person("samira"), as_person("noor")
    path = ask(samira, said=WORDS, way="message", pause="true")
    desk = noor.page(f"/desk{path}")
    assert WORDS in desk.text
    assert "geen contact met de mentor" in desk.text
    assert noor.submit(desk, f"/desk{path}/answers", said="").status_code == 422
    noor.submit(desk, f"/desk{path}/answers", said="Ik bel je om vier uur.")
    assert signs(noor) & {"talk", "mentor_flagged"} == {"mentor_flagged"}
    assert "Ik bel je om vier uur." in samira.page("/").text
    assert "Ik bel je om vier uur." in samira.page(path).text
    assert "Ik bel je om vier uur." not in samira.page("/").text
    assert "gelezen" in noor.page(f"/desk{path}").text


def test_it_cannot_be_said_to_be_done_without_an_answer(as_person):
    path = ask(as_person("samira"))
    fields = {"reason": "talk", "about": path.rsplit("/", 1)[-1]}
    assert as_person("noor").post("/desk/done", fields).status_code == 422


def test_asking_twice_is_one_request_with_what_was_added(as_person, inside, cast):
    samira = as_person("samira")
    first = ask(samira)
    assert ask(samira, said=WORDS) == first
    with inside():
        mine = select(TalkRequest).where(TalkRequest.person_id == cast["samira"])
        assert len(db.session.scalars(mine).all()) == 1


def test_it_is_taken_back_without_a_reason(as_person):
    samira, noor = as_person("samira"), as_person("noor")
    path = ask(samira)
    samira.submit(samira.page(path), f"{path}/withdrawal")
    assert f"/desk{path}" not in noor.page("/desk").source
    assert "Met iemand praten" in samira.page("/talk").text


def test_the_mentor_and_everybody_else_never_see_it(as_person):
    path = ask(as_person("samira"), said=WORDS)
    for name in ("joris", "ilse", "milan", "karim", "femke", "vera"):
        who = as_person(name)
        assert who.get(path).status_code == 404
        assert who.get(f"/desk{path}").status_code == 404
    assert "wil met iemand praten" not in as_person("joris").page("/").text


def test_who_is_the_mentor_of_a_young_person_does_not_answer_them(as_person):
    tijn, vera = as_person("tijn"), as_person("vera")  # she is youth worker there, and his mentor
    path = ask(tijn, said=WORDS)
    assert vera.get(f"/desk{path}").status_code == 404
    assert f"/desk{path}" not in vera.page("/desk").source


def test_only_young_people_ask(as_person):
    for name in ("joris", "noor", "ilse", "femke"):
        assert as_person(name).get("/talk").status_code == 404


def test_the_scheme_says_how_soon_somebody_answers(as_person, inside, cast):
    with inside():
        db.session.get_one(Scheme, cast.schemes["ours"]).settings = {"talk_hours": 4}
    ask(as_person("samira"))
    with inside():
        mine = select(TalkRequest).where(TalkRequest.person_id == cast["samira"])
        request = db.session.scalars(mine).one()
        assert timedelta(hours=3.9) < request.answer_by - clock.now() <= timedelta(hours=4)
