"""The desk: what was shared with the team, seen and answered, and the author is told."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from app import clock
from app.connections import kept_plans
from app.db import db
from tests.days import today


def lines(page) -> list[str]:
    """Where the lines of a desk lead, in their order."""
    return [line["href"].partition("?")[0] for line in page.all("a") if "line" in line.classes]


def test_the_desk_shows_what_was_shared_and_nothing_else(as_person, cast):
    entries = {f"/desk/entries/{cast.entries[name]}" for name in ("samira_team", "joris_team")}
    there = lines(as_person("noor").page("/desk"))
    # one line for the entries of a match, leading to the oldest; what was answered is no longer there
    assert set(there) & entries == {f"/desk/entries/{cast.entries['joris_team']}"}
    assert f"/desk/entries/{cast.entries['samira_please_read']}" not in there
    every_entry = {f"/desk/entries/{entry}" for entry in cast.entries.values()}
    assert len(set(there) & every_entry) == 1


def test_the_reasons_are_one_tap_away_and_the_chosen_one_stands_there(as_person, cast):
    noor = as_person("noor")
    page = noor.page("/desk?whose=team")

    def reasons(page):
        there = next(nav for nav in page.all("nav") if nav.get("aria-label") == "Redenen")
        return [(link["href"], link.within("details") is not None) for link in there.all("a")]

    found = reasons(page)
    assert len(found) > 6
    assert all(folded for _, folded in found)
    last = found[-1][0]
    chosen = reasons(noor.page(last))
    assert [path for path, folded in chosen if not folded] == [last]
    assert {path for path, _ in chosen} == {path for path, _ in found}


def lit(page) -> list[str]:
    """The place of the navigation that a page stands in."""
    side = next(nav for nav in page.all("nav") if "side" in nav.classes)
    return [link.text for link in side.all("a") if link.get("aria-current") == "page"]


@pytest.mark.parametrize(
    ("room", "place"),
    [
        ("feedback", "Feedback"),
        ("agreements", "Koppelingen"),
        ("fits", "Doornemen"),
        ("matches", "Koppelingen"),
        ("match-questions", "Koppelingen"),
        ("goals", None),
    ],
)
def test_what_was_opened_from_the_queue_stays_beside_it_and_is_no_longer_new(as_person, room, place):
    """Pages of other rooms too; opened from elsewhere they stand on their own, in the place they belong to."""
    bas = as_person("bas")

    def there():
        lines = [link for link in bas.page("/desk?whose=team").all("a") if "line" in link.classes]
        return next(link for link in lines if link["href"].startswith(f"/{room}/"))

    link = there()
    assert "new" in link.classes
    page = bas.page(link["href"])
    assert [
        line["href"]
        for line in page.all("a")
        if line.get("aria-current") == "true" and "line" in line.classes
    ] == [link["href"]]
    assert lit(page) == ["Doornemen"]
    assert "/desk?whose=team" in page.links()
    assert "new" not in there().classes
    alone = bas.page(link["href"].partition("?")[0])
    assert not lines(alone)
    assert lit(alone) == ([place] if place else [])


def test_the_queue_stands_beside_nothing_that_others_open(as_person, cast):
    page = as_person("samira").page(f"/goals/{cast.goals['talk']}?from=desk")
    assert not lines(page)
    assert not [nav for nav in page.all("nav") if "side" in nav.classes]


MODE = "SHOW plan_cache_mode"
PLANS = "SELECT max(generic_plans) FROM pg_prepared_statements WHERE statement LIKE '%cared_matches%'"


@pytest.mark.parametrize("database", ["postgresql"], indirect=True, scope="session")
def test_the_desk_is_planned_once_and_not_each_time(world, inside, as_person):
    """Planning its statement takes PostgreSQL longer than asking it; SQLite plans when it prepares."""
    noor = as_person("noor")
    with inside():
        db.engine.dispose()  # plans are a connection's own: let there be one
    for _ in range(10):
        noor.get("/desk")
    with inside():
        assert db.session.scalar(text(PLANS)) > 1
        with kept_plans(db.session.connection()):
            assert db.session.scalar(text(MODE)) == "force_generic_plan"
        assert db.session.scalar(text(MODE)) == "auto"


def test_my_desk_is_about_my_matches_and_the_whole_team_has_more(as_person, cast):
    noor, bas = as_person("noor"), as_person("bas")
    of_bas = f"/desk/entries/{cast.entries['aysel_team']}"
    assert of_bas in lines(bas.page("/desk"))
    assert of_bas not in lines(noor.page("/desk"))
    assert of_bas in lines(noor.page("/desk?whose=team"))


def test_what_asks_to_be_read_now_stands_first_on_every_desk_until_somebody_takes_it(as_person, cast):
    aysel, noor, bas = (as_person(name) for name in ("aysel", "noor", "bas"))
    mine = f"/entries/{cast.entries['aysel_1']}"
    aysel.submit(aysel.page(mine), f"{mine}/sharing", please_read="true")
    path = f"/desk{mine}"
    assert lines(noor.page("/desk"))[0] == lines(bas.page("/desk"))[0] == path
    noor.submit(noor.page(path), "/desk/taking", press=f"whose={cast['noor']}")
    assert lines(noor.page("/desk"))[0] == path
    assert path not in lines(bas.page("/desk"))
    assert "Noor doet dit" in bas.page("/desk?whose=team").text


def test_a_line_can_be_handed_to_a_colleague_and_let_go(as_person, cast):
    noor, bas = as_person("noor"), as_person("bas")
    path = f"/desk/entries/{cast.entries['joris_team']}"
    noor.submit(noor.page(path), "/desk/taking", press=f"whose={cast['bas']}")
    assert path in lines(bas.page("/desk"))
    assert path not in lines(noor.page("/desk"))
    bas.submit(bas.page(path), "/desk/taking", press="whose=")
    assert path in lines(noor.page("/desk"))
    assert path not in lines(bas.page("/desk"))


def test_a_line_is_not_handed_to_who_is_not_in_the_team(as_person, cast):
    noor = as_person("noor")
    for name in ("samira", "vera", "femke"):
        fields = {"reason": "shared", "about": cast.entries["joris_team"], "whose": cast[name]}
        assert noor.post("/desk/taking", fields).status_code == 422
    gone = {"reason": "shared", "about": cast.entries["joris_me"], "whose": cast["noor"]}
    assert noor.post("/desk/taking", gone).status_code == 422


def test_what_i_opened_is_no_longer_new_for_me_and_still_is_for_my_colleague(as_person, cast):
    noor, bas = as_person("noor"), as_person("bas")
    path = f"/desk/entries/{cast.entries['aysel_team']}"

    def is_new(who) -> bool:
        page = who.page("/desk?whose=team")
        line = next(link for link in page.all("a") if link.get("href").startswith(path))
        return "new" in line.classes

    assert is_new(noor)
    assert is_new(bas)
    noor.page(f"{path}?whose=team")
    assert not is_new(noor)
    assert is_new(bas)


def test_an_entry_that_is_no_longer_shared_leaves_every_desk(as_person, cast):
    aysel, bas = as_person("aysel"), as_person("bas")
    mine = f"/entries/{cast.entries['aysel_team']}"
    before = bas.page("/desk").text
    aysel.submit(aysel.page(mine), f"{mine}/sharing", audience="pair")
    page = bas.page("/desk")
    assert f"/desk{mine}" not in lines(page)
    assert page.text != before
    assert bas.get(f"/desk{mine}").status_code == 404


def test_both_views_stand_side_by_side_as_far_as_they_were_shared(as_person, cast):
    text = as_person("noor").page(f"/desk/sessions/{cast.sessions['held_6']}").text
    assert "buikpijn" in text  # Samira shared hers
    assert "Joris schreef" not in text  # his was for himself


def test_seen_is_one_tap_and_the_author_sees_it(as_person, cast):
    noor, samira = as_person("noor"), as_person("samira")
    noor.post(f"/entries/{cast.entries['samira_team']}/seen")
    assert "Gezien door Noor" in samira.page(f"/entries/{cast.entries['samira_team']}").text


def test_a_refused_answer_comes_back_as_the_part_that_htmx_puts_in_place(as_person, cast):
    """A whole page brings scripts, which our policy refuses there: the desk would stay silent."""
    noor = as_person("noor")
    path = f"/desk/sessions/{cast.sessions['held_5']}/answers"
    fields = {"said": " ", "to": cast.entries["joris_team"]}
    part = noor.post(path, fields, headers={"HX-Request": "true"})
    assert part.status_code == 422
    assert "Vul dit in." in part.text
    assert "<html" not in part.text
    whole = noor.post(path, fields)
    assert whole.status_code == 422
    assert "<html" in whole.text


def test_two_taps_from_the_desk_acknowledge_and_the_line_is_gone(as_person, cast):
    noor, joris = as_person("noor"), as_person("joris")
    path = f"/desk/entries/{cast.entries['joris_team']}"
    file = noor.page(path)
    session = f"/desk/sessions/{cast.sessions['held_5']}"
    assert noor.submit(file, f"{session}/seen").location == "/desk"
    assert path not in lines(noor.page("/desk"))
    assert "Gezien door Noor" in joris.page(f"/entries/{cast.entries['joris_team']}").text


def test_an_answer_reaches_its_author_on_today_and_at_the_entry(as_person, cast):
    noor, samira = as_person("noor"), as_person("samira")
    path = f"/desk/sessions/{cast.sessions['held_6']}"
    answer = noor.submit(noor.page(path), f"{path}/answers", said="Fijn dat je dit deelt.")
    assert answer.status_code == 303
    assert "Fijn dat je dit deelt." in samira.page("/").text
    assert "Fijn dat je dit deelt." in samira.page(f"/entries/{cast.entries['samira_team']}").text
    assert "Fijn dat je dit deelt." not in samira.page("/").text  # it was opened
    assert "gelezen" in noor.page(path).text


def test_an_answer_for_one_is_not_for_the_other(as_person, cast):
    noor, joris = as_person("noor"), as_person("joris")
    path = f"/desk/sessions/{cast.sessions['held_6']}"
    noor.submit(noor.page(path), f"{path}/answers", said="Alleen voor Samira.")
    assert "Alleen voor Samira." not in joris.page(f"/entries/{cast.entries['samira_team']}").text
    assert "Alleen voor Samira." not in joris.page("/").text


def test_an_empty_answer_comes_back(as_person, cast):
    noor = as_person("noor")
    path = f"/desk/sessions/{cast.sessions['held_6']}"
    answer = noor.submit(noor.page(path), f"{path}/answers", said="")
    assert answer.status_code == 422


@pytest.fixture
def followed(as_person, cast):
    """Noor will come back to what Joris wrote in three days."""
    noor = as_person("noor")
    path = f"/desk/entries/{cast.entries['joris_team']}"
    match = f"/desk/matches/{cast.matches['samira_joris']}"
    answer = noor.submit(
        noor.page(path), f"{match}/follow-ups", said="Joris bellen over de open dag.", due_on=today(3)
    )
    assert answer.status_code == 303
    return path, match


def test_what_is_followed_up_rests_until_its_day_and_is_open_until_closed(as_person, cast, followed):
    path, match = followed
    noor = as_person("noor")
    assert path not in lines(noor.page("/desk"))
    assert "Joris bellen" in noor.page(match).text
    with clock.standing_at(clock.now() + timedelta(days=3)):
        noor = as_person("noor")
        assert {path, match} <= set(lines(noor.page("/desk")))
        page = noor.page(match)
        closing = next(form for form in page.all("form") if form.get("action").endswith("/closing"))
        noor.submit(page, closing, said="Goed gesprek.")
        assert match not in lines(noor.page("/desk"))
        assert "Goed gesprek." in noor.page(match).text


def test_a_follow_up_without_words_or_with_a_day_that_is_over_comes_back(as_person, cast):
    noor = as_person("noor")
    path = f"/desk/matches/{cast.matches['samira_joris']}"
    answer = noor.submit(noor.page(path), f"{path}/follow-ups", said="Bellen.", due_on=today(-1))
    assert answer.status_code == 422
    assert "Bellen." in answer.text
    assert noor.submit(noor.page(path), f"{path}/follow-ups", due_on=today(2)).status_code == 422


def test_what_was_just_answered_can_still_be_followed_up_from_the_same_page(as_person, cast):
    noor = as_person("noor")
    path = f"/desk/entries/{cast.entries['joris_team']}"
    page = noor.page(path)
    answering = next(
        form for form in page.all("form") if form.get("action").split("?")[0].endswith("/answers")
    )
    assert noor.submit(page, answering, said="Goed gedaan.").status_code == 303
    following = next(form for form in page.all("form") if "/follow-ups" in form.get("action"))
    assert noor.submit(page, following, said="Joris bellen.").status_code == 303
    assert "Joris bellen." in noor.page(path).text


def test_a_follow_up_is_for_the_team_and_nobody_else(as_person, cast, followed):
    match = followed[1]
    assert "Joris bellen" in as_person("bas").page(match).text
    for name in ("samira", "joris", "ilse", "vera", "karim"):
        assert as_person(name).get(match).status_code == 404


def test_what_was_not_shared_has_no_file_at_the_desk(as_person, cast):
    assert as_person("noor").get(f"/desk/sessions/{cast.sessions['held_4']}").status_code == 404
    assert as_person("noor").get(f"/desk/entries/{cast.entries['samira_pair']}").status_code == 404
    assert as_person("noor").get(f"/desk/entries/{cast.entries['samira_diary']}").status_code == 404


def test_the_desk_is_for_staff(as_person, cast):
    for name in ("samira", "joris", "ilse"):
        assert as_person(name).get("/desk").status_code == 404


def test_who_is_staff_without_reading_has_a_desk_without_entries(as_person, cast):
    for name in ("karim", "femke"):
        page = as_person(name).page("/desk?whose=team")
        assert not [line for line in lines(page) if line.startswith("/desk/entries/")]


def test_another_scheme_finds_its_own_desk_only(as_person, cast):
    ours = {*cast.entries.values(), *cast.matches.values()} - {cast.entries["elsewhere_team"]}
    there = lines(as_person("vera").page("/desk?whose=team"))
    assert not [line for line in there if any(str(one) in line for one in ours)]


def test_nobody_reads_their_own_match_as_the_team(as_person, cast):
    path = f"/desk/entries/{cast.entries['elsewhere_team']}"
    vera = as_person("vera")  # youth worker, and the mentor of this match
    assert path not in lines(vera.page("/desk?whose=team"))
    assert vera.get(path).status_code == 404


def test_the_desk_costs_the_same_number_of_statements_whatever_waits(as_person, cast, statements):
    noor, samira = as_person("noor"), as_person("samira")
    noor.page("/desk")
    with statements() as before:
        noor.page("/desk")
    for name in ("samira_1", "samira_2", "samira_pair", "samira_5"):
        mine = f"/entries/{cast.entries[name]}"
        samira.submit(samira.page(mine), f"{mine}/sharing", audience="team", please_read="true")
    with statements() as after:
        noor.page("/desk")
    assert len(before) == len(after) <= 8, str(after)
