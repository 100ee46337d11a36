"""Phone: Today with nothing cached in bytes and requests, how soon it shows and answers, and what Lighthouse says of it.

A real server and a real Chromium at 390 x 844; what is measured of time is told in bench/views.py. Lighthouse comes from npm (12, which runs on Node 20)
into `.cache/lighthouse`, once.
"""

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from waitress import create_server

from bench import views
from bench.report import Figure, arguments, tell
from bench.world import COOKIE, World, carried, world
from tests.browser.chromium import FLAGS, find

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".cache" / "lighthouse"
LIGHTHOUSE = "lighthouse@12"
CATEGORIES = ("performance", "accessibility", "best-practices")
GOAL_BYTES, GOAL_REQUESTS = 45_000, 8
GOALS = {
    "first lcp": 2500,
    "repeat lcp": 200,
    "tbt": 200,
    "inp": 200,
}  # ms; all but the second are the web's "good"


def first_visit(origin: str, token: str, chromium: str) -> dict:
    """Bytes over the wire and requests of the first visit, as the browser's own protocol counts them."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        context = browser.new_context(viewport={"width": 390, "height": 844})
        context.add_cookies([carried(origin, token)])
        page = context.new_page()
        protocol = context.new_cdp_session(page)
        protocol.send("Network.enable")
        requests: dict[str, str] = {}
        sizes: dict[str, int] = {}
        protocol.on(
            "Network.requestWillBeSent",
            lambda event: requests.setdefault(event["requestId"], event["request"]["url"]),
        )
        protocol.on(
            "Network.loadingFinished",
            lambda event: sizes.__setitem__(event["requestId"], int(event["encodedDataLength"])),
        )
        page.goto(origin, wait_until="networkidle")
        title = page.title()
        browser.close()
    assert "Naast" in title
    return {
        "requests": len(requests),
        "bytes": sum(sizes.values()),
        "of": {url.removeprefix(origin): sizes.get(key, 0) for key, url in requests.items()},
    }


def for_samira(application: Any, token: str) -> Any:
    """Whoever asks is Samira. Lighthouse sends headers along, but not with what a worker asks, and keeps no cookie."""

    def answer(environ: dict, start: Any) -> Any:
        carried_along = environ.get("HTTP_COOKIE", "")
        if f"{COOKIE}=" not in carried_along:
            environ["HTTP_COOKIE"] = f"{COOKIE}={token}; {carried_along}".rstrip("; ")
        return application(environ, start)

    return answer


def lighthouse(origin: str, chromium: str) -> dict[str, int]:
    """The scores of Lighthouse's mobile run, out of 100."""
    if not (CACHE / "node_modules" / "lighthouse").exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--prefix", str(CACHE), LIGHTHOUSE], check=True)
    report = CACHE / "report.json"
    subprocess.run(
        [
            str(CACHE / "node_modules" / ".bin" / "lighthouse"),
            origin,
            "--quiet",
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-flags=--headless=new {' '.join(flag for flag in FLAGS if flag != '--headless')}",
            "--output=json",
            f"--output-path={report}",
        ],
        check=True,
        env={**os.environ, "CHROME_PATH": chromium},
        timeout=240,
    )
    scores = json.loads(report.read_text())["categories"]
    return {name: round(scores[name]["score"] * 100) for name in CATEGORIES}


@contextmanager
def served(application: Any, port: int) -> Iterator[None]:
    """Answered at this port while it lasts."""
    server = create_server(application, host="127.0.0.1", port=port, threads=16)
    threading.Thread(target=server.run, daemon=True).start()
    try:
        yield
    finally:
        server.close()


def timed(here: World, origin: str, port: int, chromium: str, rounds: int) -> dict[str, dict[str, float]]:
    """How soon Today shows and answers on a slow phone and a slow line."""
    line = views.slowed(here.app.wsgi_app, views.without_scripts(here, origin))
    with served(line, port), sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        found = views.measure(browser, here, origin, rounds)
        browser.close()
    return found


def figures(port: int = 8977, rounds: int = 3) -> list[Figure]:
    """Bytes and requests of the first view; how soon the first and a repeat view show and answer."""
    chromium, origin = find(), f"http://localhost:{port}"
    with world(origin=origin) as here:
        with served(here.app, port):
            visit = first_visit(origin, here.cookie, chromium)
        found = timed(here, origin, port, chromium, rounds)
    bare = found["bare"]["lcp"]
    told = [
        Figure("bytes of the first view of Today", visit["bytes"], "bytes", most=GOAL_BYTES),
        Figure("requests of the first view of Today", visit["requests"], "", most=GOAL_REQUESTS),
    ]
    for name in ("first", "repeat"):
        most = GOALS[f"{name} lcp"]
        told.append(
            Figure(f"LCP, {name} view", found[name]["lcp"], "ms", f"{bare} ms for a bare page", most=most)
        )
        told.append(
            Figure(
                f"TBT, {name} view",
                found[name]["tbt"],
                "ms",
                f"{found['bare']['tbt']} ms for a bare page",
                most=GOALS["tbt"],
            )
        )
    # No goal: the line alone takes most of 200 ms, and what would open without it is not left on a phone.
    asleep = found["asleep"]["lcp"]
    told.append(Figure("LCP, repeat view, worker asleep", asleep, "ms", f"{bare} ms for a bare page"))
    told.append(Figure("INP, writing in the diary", found["repeat"]["inp"], "ms", most=GOALS["inp"]))
    return told


def main() -> None:
    """Measure Today as Samira."""
    given = arguments(__doc__ or "", port={"type": int, "default": 8977}, rounds={"type": int, "default": 5})
    found = figures(given.port, given.rounds)
    rows = [figure.row() for figure in found]
    figure = "phone: " + ", ".join(f"{one.name} {one.measured:g} {one.unit}".strip() for one in found)
    if shutil.which("npm"):
        origin = f"http://localhost:{given.port}"
        with world(origin=origin) as here, served(for_samira(here.app, here.cookie), given.port):
            scores = lighthouse(origin, find())
        rows += [
            Figure(f"Lighthouse {name}", score, "of 100", least=100).row() for name, score in scores.items()
        ]
    tell("phone", rows, figure, given.json)


if __name__ == "__main__":
    main()
