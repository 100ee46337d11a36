"""What Prometheus reads of a running house: counts by route, on a port of their own, and nothing about a person."""

import os
import socket
import subprocess
import sys
import time
from urllib.request import urlopen

import pytest
from prometheus_client import REGISTRY, generate_latest

from app.web import metrics

COUNTED = """
from app.web import metrics
metrics.ANSWERS.labels("/journal", "GET", 200).inc()
"""


def answers(route: str, method: str, status: int) -> float:
    """How many answers were counted under these labels until now."""
    labels = {"route": route, "method": method, "status": str(status)}
    return REGISTRY.get_sample_value("naast_answers_total", labels) or 0


def test_an_answer_is_counted_under_its_route_with_its_time(shared):
    before = answers("/journal", "GET", 200)
    timed = REGISTRY.get_sample_value("naast_answer_seconds_count", {"route": "/journal"}) or 0
    shared.person("samira").get("/journal")
    assert answers("/journal", "GET", 200) == before + 1
    assert REGISTRY.get_sample_value("naast_answer_seconds_count", {"route": "/journal"}) == timed + 1


def test_addresses_that_are_made_up_make_no_series_and_show_nothing(shared, cast):
    before = answers(metrics.NOWHERE, metrics.NOWHERE, 404)
    samira = shared.person("samira")
    samira.get(f"/entries/{cast['samira']}?q=CANARY", headers={"User-Agent": "CANARY"})
    samira.get("/CANARY/nowhere")
    samira.open("CANARY", "/CANARY/nowhere")
    assert answers(metrics.NOWHERE, metrics.NOWHERE, 404) > before
    read = generate_latest(metrics.gathered()).decode()
    for secret in ("CANARY", "Samira", str(cast["samira"]), cast["samira"].hex, "127.0.0.1"):
        assert secret not in read, secret


def test_people_cannot_reach_them(shared):
    assert shared.stranger().get("/metrics").status_code == 404


@pytest.mark.slow
def test_they_are_read_on_a_port_of_their_own():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    read = "import sys; from app.web import metrics; metrics.listen('127.0.0.1', int(sys.argv[1])); input()"
    with subprocess.Popen([sys.executable, "-c", COUNTED + read, str(port)], stdin=subprocess.PIPE) as server:
        try:
            text = asked_until_it_answers(port)
        finally:
            server.communicate(b"\n", timeout=20)
    assert 'naast_answers_total{method="GET",route="/journal",status="200"} 1.0' in text


@pytest.mark.slow
@pytest.mark.long
def test_what_several_workers_counted_is_read_together(tmp_path):
    place = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    for _worker in range(2):
        subprocess.run([sys.executable, "-c", COUNTED], env=place, check=True, timeout=60)
    read = "from prometheus_client import generate_latest; from app.web.metrics import gathered; "
    read += "print(generate_latest(gathered()).decode())"
    said = subprocess.run(
        [sys.executable, "-c", read], env=place, check=True, timeout=60, capture_output=True, text=True
    )
    assert 'naast_answers_total{method="GET",route="/journal",status="200"} 2.0' in said.stdout


def asked_until_it_answers(port: int) -> str:
    """The metrics of a server that is still starting."""
    for _ in range(100):
        try:
            with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
                return answer.read().decode()
        except OSError:
            time.sleep(0.1)
    raise AssertionError("nothing answered")
