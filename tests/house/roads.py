"""The roads by which words come to Naast, all tried at once while nothing works; and words in all the wrong places."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

from tests.house.whole import Naast

FORM = {"on": "2026-03-02", "rev": "2", "audience": "pair"}


def fail(naast: Naast) -> list[int]:
    """Words are sent while nothing works, on each of the roads, all at once; gives what was answered."""
    entry, phone, new = naast.teller.made["entry"], naast.phone, naast.teller.canaries.new
    waiting = phone.op("journal.write_diary", None, {**FORM, "did": new("failing: what waited")})
    with ThreadPoolExecutor() as roads:
        asked = [
            roads.submit(naast.person("samira").post, "/diary", {**FORM, "did": new("failing: a form")}),
            roads.submit(
                naast.again("samira").post, f"{entry}/revisions", {**FORM, "did": new("failing: a change")}
            ),
            roads.submit(naast.again("samira").get, entry),
            roads.submit(phone.send, waiting),
        ]
        return [one.result().status_code for one in asked]


def send_nonsense(naast: Naast) -> list[int]:
    """Words in all the wrong places."""
    who, new = naast.person("samira"), lambda: naast.teller.canaries.new("nonsense")
    headers = {"User-Agent": quote(new()), "X-Naast": "naast-1"}
    answers = [
        who.get(f"/entries/{new()}?q={new()}", headers=headers),
        who.post("/diary", {"did": new(), "on": new(), "op": new()}),
        who.post("/diary", {"did": new() * 100_000}),
        who.post(
            "/sync", data=f'{{"ops": ["{new()}"'.encode(), content_type="application/json", headers=headers
        ),
        who.post("/sync", json={"v": 1, "ops": [{"verb": new()}]}, headers=headers),
        who.post("/offline/open", json={"draft": new(), "sealed": {"kid": "x", "msg": new()}}),
        who.open("POST", f"/{new()}", data={new(): new()}),
        who.post("/invitation", {"code": new()}),
        who.post("/sign-in/passkey", json={"credential": {"id": new(), "response": {"userHandle": new()}}}),
    ]
    return [answer.status_code for answer in answers]
