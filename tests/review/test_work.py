"""How a team spreads its work: a caseload on one screen, handing over with notes, standing in, the order, the week."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app import clock
from app.db import db
from app.flags.kinds import KINDS
from app.goals.models import Goal
from app.matches.models import Match
from app.schemes.models import Membership
from app.sessions.models import Session
from tests.days import today
from tests.review.test_desk import lines

NOTE = "Bel Joris altijd na vijven."


def test_a_caseload_stands_on_one_screen_with_what_waits(as_person, cast):
    page = as_person("noor").page("/desk/caseload")
    rows = {row.all("th")[0].text: row for row in page.all("tr") if row.all("th") and row.all("td")}
    mine = next(row for name, row in rows.items() if "Samira & Joris" in name)
    drawing = mine.all("svg")[0]
    assert "weken met een ontmoeting" in drawing.get("aria-label")
    assert "Nog niet gezien" in mine.text
    assert not [name for name in rows if "Aysel" in name]  # that is Bas's


def test_a_caseload_counts_the_goals_that_were_shared_with_the_team_and_no_others(as_person, cast, inside):
    def goals() -> str:
        page = as_person("noor").page("/desk/caseload")
        row = next(row for row in page.all("tr") if "Samira & Joris" in row.text)
        return row.all("td")[4].text

    with inside():
        for goal in db.session.scalars(select(Goal)):
            goal.audience = "pair"
    assert "niet gedeeld" in goals()
    with inside():
        mine = select(Goal).where(Goal.match_id == cast.matches["samira_joris"], Goal.state == "open")
        db.session.scalars(mine).first().audience = "team"
    assert goals() == "Doelen 1"


def test_a_caseload_takes_the_same_statements_with_more_matches(as_person, cast, inside, statements):
    noor = as_person("noor")
    noor.page("/desk/caseload")
    with statements() as before:
        noor.page("/desk/caseload")
    with inside():
        for match in db.session.scalars(select(Match).where(Match.scheme_id == cast.schemes["ours"])):
            match.coordinator_id = cast["noor"]
    with statements() as after:
        noor.page("/desk/caseload")
    assert len(before) == len(after), str(after)


def test_a_match_is_handed_over_with_a_note_and_stands_on_the_others_desk(as_person, cast):
    noor, bas = as_person("noor"), as_person("bas")
    match = cast.matches["samira_joris"]
    page = noor.page("/desk/handing-over")
    moved = noor.submit(page, f"/matches/{match}/handover", press=f"to={cast['bas']}", said=NOTE)
    assert "Samira & Joris is nu bij Bas." in noor.page(moved.location).text
    assert "is nu bij" not in as_person("vera").page(moved.location).text
    assert f"/desk/matches/{match}" in lines(bas.page("/desk"))
    assert NOTE in bas.page(f"/desk/matches/{match}").text
    assert "Samira & Joris" not in noor.page("/desk/caseload").text
    assert NOTE not in as_person("samira").page(f"/matches/{match}").text
    bas.submit(bas.page(f"/desk/matches/{match}"), bas.page(f"/desk/matches/{match}").forms()[0])


def test_without_a_note_a_match_is_handed_over_only_when_that_is_said(as_person, cast):
    """What was begun about other matches stays: with htmx the one match comes back alone."""
    noor, bas = as_person("noor"), as_person("bas")
    match = cast.matches["samira_joris"]
    path, to_bas = f"/matches/{match}/handover", f"to={cast['bas']}"
    asked = "Er is nog geen briefje."
    again = noor.submit(noor.page("/desk/handing-over"), path, press=to_bas, said="  ")
    assert again.status_code == 422
    assert asked in again.text
    assert "Samira & Joris" in noor.page("/desk/caseload").text
    alone = noor.post(path, {"to": cast["bas"]}, headers={"HX-Request": "true"})
    assert alone.status_code == 422
    assert asked in alone.text
    assert "<html" not in alone.text
    gone = noor.post(path, {"to": cast["bas"], "without": "true"}, headers={"HX-Request": "true"})
    assert gone.status_code == 200
    assert "is nu bij Bas." in gone.text
    assert "Zonder briefje." in bas.page(f"/desk/matches/{match}").text


def test_the_lead_moves_a_whole_caseload(as_person, cast):
    femke, bas = as_person("femke"), as_person("bas")
    path = f"/schemes/{cast.schemes['ours']}/handover"
    page = femke.page(f"{path}?of={cast['noor']}")
    chosen = [box.get("value") for box in page.all("input") if box.get("name") == "ticked"]
    assert str(cast.matches["samira_joris"]) in chosen
    answer = femke.submit(page, path, ticked=chosen, to=cast["bas"], said=NOTE)
    assert answer.status_code == 303
    assert "Samira & Joris" in bas.page("/desk/caseload").text
    assert "Samira" not in as_person("noor").page("/desk/caseload").text


def test_without_a_note_a_whole_caseload_moves_only_when_that_is_said(as_person, cast):
    """What was ticked and to whom it goes stays chosen; nothing moved yet."""
    femke, bas, match = as_person("femke"), as_person("bas"), str(cast.matches["samira_joris"])
    path = f"/schemes/{cast.schemes['ours']}/handover"
    page = femke.page(f"{path}?of={cast['noor']}")
    answer = femke.submit(page, path, ticked=[match], to=cast["bas"], said=" ")
    assert answer.status_code == 422
    again = type(page)(answer.text, path)
    assert "Er is nog geen briefje." in again.text
    kept = again.form(path).fields()
    assert (kept["ticked"], kept["to"], kept["whose"]) == ([match], [str(cast["bas"])], [str(cast["noor"])])
    assert "Samira & Joris" in as_person("noor").page("/desk/caseload").text
    assert femke.submit(again, path, without="true").status_code == 303
    assert "Samira & Joris" in bas.page("/desk/caseload").text
    assert "Zonder briefje." in bas.page(f"/desk/matches/{match}").text


def test_nothing_is_handed_to_who_is_not_in_the_team_or_from_another_scheme(as_person, cast):
    noor, vera = as_person("noor"), as_person("vera")
    path = f"/matches/{cast.matches['samira_joris']}/handover"
    for name in ("femke", "samira", "vera"):
        assert noor.post(path, {"to": cast[name]}).status_code == 422
    assert vera.post(path, {"to": cast["vera"]}).status_code == 404


@pytest.fixture
def standing_in(as_person, cast):
    """Bas stands in for Noor, from tomorrow for a week."""
    noor = as_person("noor")
    path = f"/schemes/{cast.schemes['ours']}"
    fields = {"whose": cast["noor"], "by": cast["bas"], "from_on": today(1), "until_on": today(8)}
    assert noor.submit(noor.page(f"{path}/team"), f"{path}/cover", **fields).status_code == 303
    return path


def test_who_stands_in_has_the_others_matches_on_their_desk_for_those_days(as_person, cast, standing_in):
    shared = f"/desk/entries/{cast.entries['joris_team']}"
    for days, there in ((0, False), (1, True), (8, True), (9, False)):
        with clock.standing_at(clock.now() + timedelta(days=days)):
            bas = as_person("bas")
            assert (shared in lines(bas.page("/desk"))) is there, days
            assert ("Samira & Joris" in bas.page("/desk/caseload").text) is there
            assert shared in lines(as_person("noor").page("/desk"))


def test_standing_in_ends_when_one_of_the_two_says_so(as_person, cast, standing_in):
    with clock.standing_at(clock.now() + timedelta(days=2)):
        bas, milan = as_person("bas"), as_person("milan")
        page = bas.page(f"{standing_in}/team")
        ending = next(form for form in page.forms() if form.get("action").endswith("/end"))
        assert milan.post(ending.get("action")).status_code == 404
        bas.submit(page, ending)
        assert f"/desk/entries/{cast.entries['joris_team']}" not in lines(bas.page("/desk"))


def test_who_arranges_it_is_one_of_the_two_or_the_lead(as_person, cast):
    path = f"/schemes/{cast.schemes['ours']}/cover"
    days = {"from_on": today(), "until_on": today(2)}
    both = {"whose": cast["noor"], "by": cast["bas"], **days}
    assert as_person("femke").post(path, both).status_code == 303
    assert as_person("femke").post(path, {**both, "by": cast["noor"]}).status_code == 422
    assert as_person("femke").post(path, {**both, "until_on": today(-2)}).status_code == 422
    assert as_person("femke").post(path, {**both, "by": cast["milan"]}).status_code == 422


def order(visitor, scheme) -> list[str]:
    """The kinds as they stand on the page of the order."""
    page = visitor.page(f"/schemes/{scheme}/desk-order")
    return [item.all("span")[1].text for item in page.all("li") if "row" in item.classes]


def test_the_lead_changes_the_order_and_every_desk_follows(as_person, cast):
    femke, noor = as_person("femke"), as_person("noor")
    scheme, amina = cast.schemes["ours"], f"/desk/talks/{cast.talks['amina']}"
    before = order(femke, scheme)
    assert len(before) == len(KINDS)
    path = f"/schemes/{scheme}/desk-order"
    assert lines(noor.page("/desk"))[0] == amina
    for _ in KINDS:
        femke.post(path, {"reason": "shared", "way": "up"})
    assert order(noor, scheme)[0] == before[[kind.name for kind in KINDS].index("shared")]
    assert lines(noor.page("/desk"))[0] == f"/desk/entries/{cast.entries['joris_team']}"
    femke.post(path, {"way": "usual"})
    assert order(noor, scheme) == before
    assert lines(noor.page("/desk"))[0] == amina


def test_the_team_reads_the_order_and_does_not_change_it(as_person, cast):
    path = f"/schemes/{cast.schemes['ours']}/desk-order"
    assert not [form for form in as_person("noor").page(path).forms() if form.get("action") == path]
    assert as_person("noor").post(path, {"way": "usual"}).status_code == 404


def test_the_order_of_one_scheme_is_not_that_of_another(as_person, cast):
    path = f"/schemes/{cast.schemes['ours']}/desk-order"
    as_person("femke").post(path, {"reason": "shared", "way": "up"})
    there = order(as_person("vera"), cast.schemes["elsewhere"])
    assert there != order(as_person("noor"), cast.schemes["ours"])


def test_the_week_tells_what_was_done_and_what_comes(as_person, cast):
    noor = as_person("noor")
    before = noor.page("/desk/week").text
    assert "0 stukjes gezien" in before
    noor.post(f"/entries/{cast.entries['joris_team']}/seen")
    assert "1 stukje gezien" in noor.page("/desk/week").text
    assert "0 stukjes gezien" in noor.page(f"/desk/week?of={today(-70)}").text
    assert noor.get("/desk/week?of=nonsense").status_code == 200


def test_the_weeks_end_where_anything_can_be_in_them_and_that_is_said(as_person, cast, inside):
    """The first is that of the first session of their matches, also where that was before they worked here."""
    noor, began, now = as_person("noor"), today(-21), today()
    with inside():
        db.session.execute(update(Session).where(Session.on < began).values(on=began))
        db.session.execute(
            update(Membership).where(Membership.person_id == cast["noor"]).values(since=clock.now())
        )
    weeks, path = [], f"/desk/week?of={now}"
    while path:
        weeks.append(path)
        assert len(weeks) < 10
        page = noor.page(path)
        assert ("Dit is deze week." in page.text) is (len(weeks) == 1)
        path = next((link for link in page.links() if "?of=" in link and link < path), None)
    assert "Hiervoor is er nog niets." in page.text
    assert len(weeks) == 4
    for beyond, there in (("0001-01-01", weeks[-1]), ("9999-12-31", weeks[0])):
        assert noor.page(f"/desk/week?of={beyond}").links() == noor.page(there).links()


def test_the_week_says_what_is_to_be_followed_up_and_what_is_late(as_person, cast):
    path = f"/desk/matches/{cast.matches['samira_joris']}/follow-ups"
    as_person("noor").post(path, {"said": "Vragen naar de open dag.", "due_on": today(1)})
    shown = as_person("noor").page("/desk/week").text
    assert "Vragen naar de open dag." in shown
    late = shown.count("de dag is voorbij")
    with clock.standing_at(clock.now() + timedelta(days=2)):
        assert as_person("noor").page("/desk/week").text.count("de dag is voorbij") > late


def test_an_empty_desk_is_said_in_words(as_person, cast):
    femke = as_person("femke")
    assert "0 dingen" not in femke.page("/desk/week").text
    assert "Er wacht nu niets op je." in femke.page("/desk/week").text
    assert "Kies een regel" not in femke.page("/desk").text


def test_the_teams_page_counts_and_names_no_young_people(as_person, cast):
    page = as_person("femke").page(f"/schemes/{cast.schemes['ours']}/team")
    assert "Noor" in page.text
    for name in ("Samira", "Joris", "Aysel"):
        assert name not in page.text
