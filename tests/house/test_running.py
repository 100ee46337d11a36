"""What an operator sees of a running house: whether it is ready, and lines without anything of a person."""

import json
import logging
from threading import Event

from sqlalchemy import text
from waitress.task import ThreadedTaskDispatcher

from app.db import db
from app.web.logs import CROWD


def test_it_is_ready_when_the_database_has_its_shape_or_a_later_one(world, inside):
    def asked_at(version):
        with inside():
            db.session.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})
        return world.stranger().get("/ready").status_code

    assert world.stranger().get("/ready").status_code == 204
    assert asked_at("9999") == 204
    assert asked_at("0001") == 503
    with inside():
        db.session.execute(text("DROP TABLE alembic_version"))
    assert world.stranger().get("/ready").status_code == 503
    assert world.stranger().get("/ping").status_code == 204


def test_each_answer_is_a_line_with_its_route_and_the_id_that_the_answer_carries(shared, lines):
    answer = shared.person("samira").get("/journal")
    (line,) = lines()
    assert (line["route"], line["method"], line["status"]) == ("journal.journal", "GET", 200)
    assert line["request"] == answer.headers["X-Request-Id"]
    assert set(line) == {"at", "level", "from", "said", "route", "method", "status", "ms", "request"}


def test_no_line_holds_words_names_ids_addresses_or_tokens(world, cast, lines):
    samira = world.person("samira")
    page = samira.page("/diary/new")
    assert samira.submit(page, did="CANARY in my diary").status_code == 303
    samira.get(
        f"/entries/{cast['samira']}?q=CANARY", headers={"User-Agent": "CANARY", "X-Forwarded-For": "10.1.2.3"}
    )
    samira.open("CANARY", "/CANARY/nowhere")
    text_of_all = json.dumps(lines())
    assert len(lines()) == 5
    for secret in ("CANARY", "Samira", str(cast["samira"]), cast["samira"].hex, "10.1.2.3", "127.0.0.1"):
        assert secret not in text_of_all, secret


def test_what_a_library_says_and_what_an_exception_holds_stays_out(lines):
    try:
        raise ValueError("CANARY")
    except ValueError:
        logging.getLogger("sqlalchemy").exception("it was CANARY")
        logging.getLogger("naast").exception("trouble")
    library, ours = lines()
    assert "CANARY" not in json.dumps([library, ours])
    assert (library["kind"], ours["said"]) == ("ValueError", "trouble")
    assert "test_running.py:" in ours["place"]


class Slow:
    """A request that takes until `done`."""

    def __init__(self) -> None:
        self.begun, self.done = Event(), Event()

    def service(self) -> None:
        self.begun.set()
        self.done.wait(10)

    def cancel(self) -> None:
        """Nobody waits for it any more."""


def test_that_somebody_waits_is_no_trouble_that_many_do_is_a_line(lines):
    server, slow = ThreadedTaskDispatcher(), Slow()
    server.set_thread_count(1)
    server.add_task(slow)
    slow.begun.wait(10)
    for _ in range(CROWD):
        server.add_task(slow)
    (line,) = lines()
    slow.done.set()
    server.shutdown()
    assert (line["level"], line["said"]) == ("warning", f"Task queue depth is {CROWD}")
