"""Two processes on one PostgreSQL, with nothing of their own: whoever answers, it is the same house."""

import re
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.accounts import doorway
from app.accounts.attempts import WINDOW
from app.sealing.codes import new_code
from bench.faulty.network import Server, free_port
from bench.kills import RUN, WRITERS, Load, found_in
from tests.accounts.coming_in import is_in, sign_in
from tests.processes import diary, environment, running, token
from tests.remote import Remote
from tests.visitors import ORIGIN, Visitor

pytestmark = [
    pytest.mark.slow,
    pytest.mark.long,
    pytest.mark.parametrize("database", ["postgresql"], indirect=True),
]
HOUSE = Path(__file__).resolve().parents[2]


@pytest.fixture
def given(world) -> dict[str, str]:
    """The settings of both."""
    return environment(world, NAAST_PROXIES="1", NAAST_LINGER="3")


@pytest.fixture
def two(given):
    """Two processes that answer."""
    servers = [Server(given, RUN) for _ in range(2)]
    yield servers
    for server in servers:
        server.process.kill()
        server.process.wait()


def through(visitor: Visitor, *servers: Server) -> Visitor:
    """The same browser, whose requests now go to these."""
    visitor.browser.application = Remote(*(server.port for server in servers)).test_client().application
    return visitor


def stranger(*servers: Server) -> Visitor:
    """Somebody with a new browser."""
    return Visitor(Remote(*(server.port for server in servers)), "stranger")


def test_in_through_one_writing_through_the_other_and_out_on_both_at_once(two, lina):
    one, other = two
    phone = lina[1]
    lina_there = stranger(one)
    assert sign_in(lina_there, phone).status_code == 200
    through(lina_there, other)
    assert lina_there.post("/diary", diary("through the other")).status_code == 303
    assert "through the other" in through(lina_there, one).page("/journal").text
    elsewhere = stranger(other)
    assert sign_in(elsewhere, phone).status_code == 200
    assert is_in(through(elsewhere, one))
    assert through(lina_there, other).post("/devices/end-others").status_code == 303
    assert is_in(through(lina_there, one))
    for server in two:
        assert not is_in(through(elsewhere, server)), "it was let in after it was ended on the other"


def test_a_question_put_by_one_is_answered_at_the_other_and_counts_once(two, lina):
    one, other = two
    visitor = stranger(one)
    options = visitor.post("/sign-in/options", json={}).json
    credential = lina[1].use(options)
    assert (
        through(visitor, other).post("/sign-in/passkey", json={"credential": credential}).status_code == 200
    )
    again = through(visitor, one).post("/sign-in/passkey", json={"credential": credential})
    assert again.status_code == 400


def test_the_same_form_at_both_at_once_is_done_once(two, world):
    form, cookie = diary("sent to both"), token(world, "samira")
    browsers = [Visitor(Remote(server.port), "samira", token=cookie) for server in two]
    with ThreadPoolExecutor(8) as hands:
        answers = list(hands.map(lambda n: browsers[n % 2].post("/diary", form).status_code, range(8)))
    assert 303 in answers
    assert set(answers) <= {303, 409}
    assert browsers[0].page("/journal").text.count("sent to both") == 1


def test_guesses_are_counted_over_both(two):
    left = WINDOW - time.time() % WINDOW
    if left < 60:
        time.sleep(left)
    guessers = [stranger(server) for server in two]
    with ThreadPoolExecutor(6) as hands:
        answers = list(
            hands.map(
                lambda n: guessers[n % 2].post("/invitation", {"code": new_code()}).status_code,
                range(doorway.FAILURES_IN_A_WINDOW + 6),
            )
        )
    assert sorted(answers) == [422] * doorway.FAILURES_IN_A_WINDOW + [429] * 6


@pytest.fixture
def balanced(two, tmp_path):
    """The port of HAProxy before both, with the lines of deploy/haproxy.cfg."""
    program = shutil.which("haproxy")
    if not program:
        pytest.skip("HAProxy is not installed here; `apt-get install haproxy` puts it there")
    port = free_port()
    text = (HOUSE / "deploy" / "haproxy.cfg").read_text()
    text, changed = re.subn(r"bind :443 .*", f"bind 127.0.0.1:{port}", text)
    for place, server in zip(("10.0.0.11:8000", "10.0.0.12:8000"), two, strict=True):
        changed += place in text
        text = text.replace(place, f"127.0.0.1:{server.port}")
    assert changed == 3, "deploy/haproxy.cfg says something else than this test thinks"
    (tmp_path / "haproxy.cfg").write_text(text)
    with running([program, "-db", "-f", str(tmp_path / "haproxy.cfg")], port):
        yield port


def test_behind_a_proxy_each_is_restarted_and_nobody_notices(two, balanced, world, given):
    load = Load(balanced, ORIGIN, {name: token(world, name) for name in WRITERS}, pause=0.05)
    with load.going_on():
        for server in two:
            time.sleep(2)
            server.process.terminate()
            assert server.process.wait(30) == 0
            server.start()
        time.sleep(2)
    assert set(load.answers) == {"303"}, load.answers
    people = ",".join(f"{world.cast[name]}={name}" for name in WRITERS)
    found = found_in({**given, "BENCH_PEOPLE": people})
    assert all(found.get(words) == [name] for words, name in load.confirmed.items())
    assert len(load.confirmed) > 50
