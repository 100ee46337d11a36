"""What waited on a phone arrives: once, under the right name, one verdict each, and one bad item holds up nobody."""

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from app import ids
from app.db import db
from app.journal.models import Entry
from app.offline.keys import SUITE
from app.offline.models import Phone
from tests.days import today

CLIENT = str(ids.new_id())


class Outbox:
    """A phone that seals and sends, in Python."""

    def __init__(self, person, pretend: str | None = None) -> None:
        self.person, self.seq = person, 0
        start = person.get("/offline/start").json
        self.user, self.kid = pretend or start["user"], start["kid"]
        point = base64.b64decode(start["key"])
        self.key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)

    def op(self, verb: str, thing, fields: dict, identifier: str | None = None) -> dict:
        self.seq += 1
        identifier = identifier or str(ids.new_id())
        info = f"naast/outbox/v1|{self.user}|{identifier}|{verb}|{thing or ''}"
        sealed = SUITE.encrypt(json.dumps(fields).encode(), self.key, info.encode())
        return {
            "id": identifier,
            "seq": self.seq,
            "verb": verb,
            "thing": str(thing) if thing else None,
            "sealed": {"kid": self.kid, "msg": base64.b64encode(sealed).decode()},
        }

    def batch(self, *ops: dict, waiting: int = 0) -> dict:
        return {
            "v": 1,
            "user": self.user,
            "client": CLIENT,
            "nonce": str(ids.new_id()),
            "ops": list(ops),
            "waiting": waiting,
        }

    def send(self, *ops: dict, waiting: int = 0):
        return self.person.post(
            "/sync", json=self.batch(*ops, waiting=waiting), headers={"X-Naast": "naast-1"}
        )

    def verdicts(self, *ops: dict) -> list[str]:
        answer = self.send(*ops)
        assert answer.status_code == 200, answer.text
        assert answer.headers["X-Naast"] == "naast-1"
        return [verdict["s"] for verdict in answer.json["results"]]


@pytest.fixture
def phone(as_person):
    return Outbox(as_person("samira"))


def yesterday() -> list[str]:
    return [today(-1).isoformat()]


def entry(phone, cast, did: str, **more) -> dict:
    fields = {"on": yesterday(), "did": [did], "audience": ["pair"], **more}
    return phone.op("journal.write", cast.matches["samira_joris"], fields)


def count(inside) -> int:
    with inside():
        return db.session.scalar(db.select(db.func.count()).select_from(Entry))


def test_an_entry_written_without_network_arrives(phone, cast):
    answer = phone.send(entry(phone, cast, "In de bus geschreven."))
    [verdict] = answer.json["results"]
    assert verdict["s"] == "applied"
    assert "In de bus geschreven." in phone.person.page(f"/entries/{verdict['entity']}").text


def test_sent_three_times_it_is_there_once(phone, cast, inside):
    before, op = count(inside), entry(phone, cast, "Eén keer.")
    assert [phone.verdicts(op) for _ in range(3)] == [["applied"], ["duplicate"], ["duplicate"]]
    assert count(inside) == before + 1


def test_the_plain_form_and_the_outbox_share_their_ids(phone, cast, inside):
    before, op = count(inside), entry(phone, cast, "Twee wegen.")
    phone.verdicts(op)
    fields = {"op": op["id"], "on": yesterday()[0], "did": "Twee wegen.", "audience": "pair"}
    phone.person.post(f"/matches/{cast.matches['samira_joris']}/entries", fields)
    assert count(inside) == before + 1


def test_one_bad_item_holds_up_nobody(phone, cast):
    bad = phone.op(
        "journal.write",
        cast.matches["samira_joris"],
        {"on": ["2099-01-01"], "did": ["x"], "audience": ["pair"]},
    )
    good = phone.op("journal.write_diary", None, {"on": yesterday(), "did": ["Goed."]})
    answer = phone.send(bad, good)
    assert [verdict["s"] for verdict in answer.json["results"]] == ["rejected", "applied"]
    assert answer.json["results"][0]["why"]["on"] == "Deze dag moet nog komen."


def test_another_person_on_the_phone_takes_nothing_in(as_person, cast, inside):
    before = count(inside)
    samira = Outbox(as_person("samira"))
    op = entry(samira, cast, "Van Samira.")
    samira.person = as_person("joris")
    assert samira.send(op).status_code == 409
    assert count(inside) == before


def test_a_letter_for_one_thing_does_not_open_for_another(phone, cast):
    op = entry(phone, cast, "Voor Joris.")
    op["thing"] = str(cast.matches["peer"])
    assert phone.verdicts(op) == ["rejected"]


def test_what_is_no_longer_allowed_is_refused_with_words(as_person, cast):
    phone = Outbox(as_person("wouter"))
    op = phone.op(
        "journal.write", cast.matches["closed"], {"on": yesterday(), "did": ["x"], "audience": ["pair"]}
    )
    answer = phone.send(op)
    assert answer.json["results"][0]["s"] == "rejected"
    assert "Je woorden staan nog op je telefoon" in answer.json["results"][0]["why"][""]


def test_only_verbs_that_may_wait_come_in(phone, cast):
    op = phone.op("journal.share", cast.entries["samira_pair"], {"audience": ["team"]})
    assert phone.verdicts(op) == ["rejected"]


def test_signed_out_it_says_so_in_json_and_never_redirects(stranger):
    answer = stranger.post("/sync", json={}, headers={"X-Naast": "naast-1"})
    assert answer.status_code == 401
    assert answer.headers["X-Naast"] == "naast-1"


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", "null", "[" * 50_000, '{"v":1,"ops":[{}]}', '{"v":"\\ud800"}']
)
def test_junk_is_a_clear_no(phone, body):
    answer = phone.person.post(
        "/sync", body, headers={"X-Naast": "naast-1", "Content-Type": "application/json"}
    )
    assert answer.status_code == 400


def test_the_phone_is_remembered_with_when_it_was_last_heard_of(phone, cast, inside):
    phone.send()
    with inside():
        assert db.session.scalars(db.select(Phone)).one().person_id == cast["samira"]


def test_the_shell_holds_nothing_of_anybody(as_person, stranger):
    assert as_person("samira").get("/shell").text.count("Samira") == 0
    assert stranger.get("/shell").status_code == 200


def test_a_draft_opens_for_its_writer_alone(as_person, phone, cast):
    name = "journal.write /x"
    info = f"naast/draft/v1|{phone.user}|{name}"
    sealed = SUITE.encrypt(json.dumps({"did": ["Nog niet af."]}).encode(), phone.key, info.encode())
    body = {"draft": name, "sealed": {"kid": phone.kid, "msg": base64.b64encode(sealed).decode()}}
    assert phone.person.post("/offline/open", json=body).json["fields"]["did"] == ["Nog niet af."]
    assert as_person("joris").post("/offline/open", json=body).status_code == 400
