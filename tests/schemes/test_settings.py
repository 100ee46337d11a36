"""Settings of a scheme: the lead's, kept as what differs from the usual, and merged when two leads save at once."""

from app.db import db
from app.schemes.models import Scheme, SchemeRevision


def settings_path(cast) -> str:
    return f"/schemes/{cast.schemes['ours']}/settings"


def test_what_the_lead_sets_is_kept_and_what_is_usual_is_not(as_person, cast, inside):
    femke = as_person("femke")
    page = femke.page(settings_path(cast))
    assert femke.submit(page, settings_path(cast), rhythm_days="14").status_code == 303
    with inside():
        assert db.session.get_one(Scheme, cast.schemes["ours"]).settings == {"rhythm_days": 14}
        assert db.session.get(SchemeRevision, (cast.schemes["ours"], 2)).by_id == cast["femke"]


def test_an_empty_number_means_the_usual_one(as_person, cast, inside):
    femke = as_person("femke")
    femke.submit(femke.page(settings_path(cast)), settings_path(cast), rhythm_days="14")
    femke.submit(femke.page(settings_path(cast)), settings_path(cast), rhythm_days="")
    with inside():
        assert db.session.get_one(Scheme, cast.schemes["ours"]).settings == {}


def test_a_number_that_cannot_be_comes_back_with_the_others(as_person, cast):
    femke = as_person("femke")
    page = femke.page(settings_path(cast))
    refused = femke.submit(page, settings_path(cast), rhythm_days="0", session_minutes="90")
    assert refused.status_code == 422
    back = type(page)(refused.text).form(settings_path(cast)).fields()
    assert back["session_minutes"] == ["90"]
    assert back["rhythm_days"] == ["0"]


def test_two_changes_at_once_both_count_where_they_do_not_cross(as_person, cast, inside):
    femke = as_person("femke")
    first, second = femke.page(settings_path(cast)), femke.page(settings_path(cast))
    femke.submit(first, settings_path(cast), rhythm_days="14")
    assert femke.submit(second, settings_path(cast), session_minutes="90").status_code == 303
    with inside():
        kept = db.session.get_one(Scheme, cast.schemes["ours"]).settings
    assert kept == {"rhythm_days": 14, "session_minutes": 90}


def test_where_they_cross_both_values_are_said_and_asked(as_person, cast, inside):
    femke = as_person("femke")
    first, second = femke.page(settings_path(cast)), femke.page(settings_path(cast))
    femke.submit(first, settings_path(cast), rhythm_days="14")
    crossed = femke.submit(second, settings_path(cast), rhythm_days="21")
    assert crossed.status_code == 422
    assert "Iemand anders maakte er dit van: 14. Jij maakte ervan: 21." in crossed.text
    back = type(first)(crossed.text)
    assert femke.submit(back, settings_path(cast)).status_code == 303
    with inside():
        assert db.session.get_one(Scheme, cast.schemes["ours"]).settings == {"rhythm_days": 21}


def test_only_the_lead_sets(as_person, cast):
    for name in ("noor", "karim", "samira", "vera"):
        assert as_person(name).get(settings_path(cast)).status_code == 404
