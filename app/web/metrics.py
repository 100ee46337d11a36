"""Metrics: how many answers, how they went and how long they took, for Prometheus, without anything about a person.

A label holds a route's template, never an address, so that no id gets in and the number of series has an end. They are
counted here and read on a port of their own (`naast run --metrics-port`), never on the one that people reach.
"""

import os
import time
from functools import cache

from flask import Flask, Response, g, request
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.multiprocess import MultiProcessCollector

ANSWERS = Counter("naast_answers", "Answers given.", ["route", "method", "status"])
SECONDS = Histogram(
    "naast_answer_seconds",
    "Seconds from a request's begin to its answer.",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
# Where no route took the request, the method is whatever a stranger made up.
NOWHERE = "nowhere"


def _count(answer: Response) -> Response:
    rule = request.url_rule
    route, method = (rule.rule, request.method) if rule else (NOWHERE, NOWHERE)
    count, seconds = _series(route, method, answer.status_code)
    count.inc()
    seconds.observe(time.perf_counter() - g.began)
    return answer


@cache  # as many as there are series; to look one up in the library takes longer than to count
def _series(route: str, method: str, status: int) -> tuple[Counter, Histogram]:
    return ANSWERS.labels(route, method, status), SECONDS.labels(route)


def gathered() -> CollectorRegistry:
    """What is to be read: of all workers together where they share PROMETHEUS_MULTIPROC_DIR, else of this process."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    together = CollectorRegistry()
    MultiProcessCollector(together)
    return together


def listen(host: str, port: int) -> None:
    """Let them be read there, beside the app, from a thread that ends with the process."""
    start_http_server(port, host, registry=gathered())


def install(app: Flask) -> None:
    """Count every answer; after the logs, which note when a request began."""
    app.after_request(_count)
