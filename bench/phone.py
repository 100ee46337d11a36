"""Phone: the first visit of Today with nothing cached, in bytes and requests, and what Lighthouse says of it.

A real server and a real Chromium at 390 x 844. Lighthouse comes from npm (12, which runs on Node 20)
into `.cache/lighthouse`, once.
"""

import json
import os
import shutil
import subprocess
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright
from waitress import create_server

from bench.report import arguments, tell
from bench.world import COOKIE, world
from tests.browser.chromium import FLAGS, find

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".cache" / "lighthouse"
LIGHTHOUSE = "lighthouse@12"
CATEGORIES = ("performance", "accessibility", "best-practices")
GOAL_BYTES, GOAL_REQUESTS = 45_000, 8


def first_visit(origin: str, token: str, chromium: str) -> dict:
    """Bytes over the wire and requests of the first visit, as the browser's own protocol counts them."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        context = browser.new_context(viewport={"width": 390, "height": 844})
        context.add_cookies(
            [
                {
                    "name": COOKIE,
                    "value": token,
                    "url": origin.replace("http:", "https:"),
                    "secure": True,
                    "httpOnly": True,
                }
            ]
        )
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


def lighthouse(origin: str, token: str, chromium: str) -> dict[str, int]:
    """The scores of Lighthouse's mobile run, out of 100."""
    if not (CACHE / "node_modules" / "lighthouse").exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--prefix", str(CACHE), LIGHTHOUSE], check=True)
    headers = CACHE / "headers.json"
    headers.write_text(json.dumps({"Cookie": f"{COOKIE}={token}"}))
    report = CACHE / "report.json"
    try:
        subprocess.run(
            [
                str(CACHE / "node_modules" / ".bin" / "lighthouse"),
                origin,
                "--quiet",
                f"--only-categories={','.join(CATEGORIES)}",
                f"--chrome-flags=--headless=new {' '.join(flag for flag in FLAGS if flag != '--headless')}",
                f"--extra-headers={headers}",
                "--output=json",
                f"--output-path={report}",
            ],
            check=True,
            env={**os.environ, "CHROME_PATH": chromium},
            timeout=240,
        )
        scores = json.loads(report.read_text())["categories"]
    finally:
        headers.unlink(missing_ok=True)
    return {name: round(scores[name]["score"] * 100) for name in CATEGORIES}


def main() -> None:
    """Measure the first visit of Today as Samira."""
    given = arguments(__doc__ or "", port={"type": int, "default": 8977})
    chromium = find()
    origin = f"http://localhost:{given.port}"
    with world(origin=origin) as here:
        server = create_server(here.app, host="127.0.0.1", port=given.port, threads=4)
        threading.Thread(target=server.run, daemon=True).start()
        visit = first_visit(origin, here.cookie, chromium)
        scores = lighthouse(origin, here.cookie, chromium) if shutil.which("npm") else {}
        server.close()
    rows = [{"what": "requests", "measured": visit["requests"], "goal": f"<= {GOAL_REQUESTS}"}]
    rows.append({"what": "bytes over the wire", "measured": visit["bytes"], "goal": f"<= {GOAL_BYTES}"})
    rows += [{"what": f"  {path[:60]}", "measured": size, "goal": ""} for path, size in visit["of"].items()]
    rows += [
        {"what": f"Lighthouse {name}", "measured": score, "goal": "100"} for name, score in scores.items()
    ]
    figure = f"phone: {visit['bytes']} bytes, {visit['requests']} requests, Lighthouse " + "/".join(
        map(str, scores.values())
    )
    tell("phone", rows, figure, given.json)


if __name__ == "__main__":
    main()
