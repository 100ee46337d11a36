"""Goals, feedback and what belongs to them, written without network: each arrives once, by the one road."""

import pytest

from app.db import db
from app.feedback.models import Cheer, Feedback
from app.goals.models import Goal, Progress, Step
from app.introductions.models import Introduction
from app.ratings.models import Rating
from tests.days import today
from tests.offline.test_sync import Outbox

PAIR, TALK = ("matches", "samira_joris"), ("goals", "talk")
WAITING = {
    "goals.set": (PAIR, {"what": ["Leren schaatsen"], "audience": ["pair"], "belongs": ["own"]}, Goal),
    "goals.set_alone": (None, {"what": ["Eerder slapen"], "audience": ["me"], "belongs": ["own"]}, Goal),
    "goals.add_progress": (TALK, {"on": [today().isoformat()], "number": ["4"]}, Progress),
    "goals.add_step": (TALK, {"what": ["Nog een stap"], "owner": ["together"]}, Step),
    "feedback.give": (PAIR, {"to": ["joris"], "hope": ["Vaker buiten."]}, Feedback),
    "feedback.cheer": (PAIR, {"to": ["joris"], "said": ["Fijn dat je er was."]}, Cheer),
    "ratings.rate": (PAIR, {"value": ["4"]}, Rating),
    "introductions.introduce": (PAIR, {"who": ["Lisa"], "on": [today().isoformat()]}, Introduction),
}


@pytest.mark.parametrize("verb", WAITING)
def test_what_waited_arrives_once_whatever_the_network_does(as_person, cast, inside, verb):
    where, fields, kind = WAITING[verb]
    thing = getattr(cast, where[0])[where[1]] if where else None
    typed = {
        name: [str(cast[item]) if name == "to" else item for item in said] for name, said in fields.items()
    }
    phone = Outbox(as_person("samira"))
    op = phone.op(verb, thing, typed)
    with inside():
        before = db.session.query(kind).count()
    assert [phone.verdicts(op)[0] for _ in range(3)] == ["applied", "duplicate", "duplicate"]
    with inside():
        assert db.session.query(kind).count() == before + 1


@pytest.mark.parametrize(("schema", "stand"), [(1, 2), (2, 1)])
def test_a_step_changed_on_the_first_form_overwrites_nothing_that_came_since(
    as_person, cast, inside, schema, stand
):
    """The first shape did not say how the step stood; on today's form nobody else changed it meanwhile."""
    samira = as_person("samira")
    samira.submit(
        samira.page(f"/goals/{cast.goals['talk']}"), "/steps", what="Zoals het nu is", owner="together"
    )
    with inside():
        step = db.session.scalars(db.select(Step).order_by(Step.id.desc())).first().id
        before = db.session.query(Step).count()
    fields = {"what": ["Van een jaar geleden"], "owner": ["together"]}
    if schema == 2:
        fields["was"] = ["Zoals het nu is"]
    phone = Outbox(samira)
    op = phone.op("goals.change_step", step, fields)
    if schema > 1:
        op["schema"] = schema
    assert phone.verdicts(op) == ["applied"]
    with inside():
        assert db.session.query(Step).count() == before + stand - 1


def test_what_may_no_longer_be_done_keeps_its_words_on_the_phone(as_person, cast):
    phone = Outbox(as_person("joris"))
    refused = phone.op("goals.add_progress", cast.goals["talk"], {"on": [today().isoformat()], "said": ["x"]})
    assert phone.verdicts(refused) == ["rejected"]


def test_goals_wins_and_the_forms_are_kept_on_the_phone(as_person, cast):
    keep = as_person("samira").get("/offline/start").json["keep"]
    pair = cast.matches["samira_joris"]
    for path in (
        "/goals",
        f"/goals/{cast.goals['talk']}",
        "/wins",
        "/conversations",
        f"/matches/{pair}/goals/new",
    ):
        assert path in keep
