"""The same plan with Workbox's background sync and an ordinary form handler, to compare with.

Workbox comes from npm into `.cache/workbox`, once. Its worker and a handler of a few lines take the place of ours: what
`fetch` answers is believed, what throws is put in Workbox's queue and said to be saved.
"""

import contextlib
import random
import shutil
import subprocess
from pathlib import Path
from uuid import UUID

from playwright.sync_api import Error

from bench.faulty.network import Network
from bench.faulty.phone import Phone

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache" / "workbox"
PACKAGES = ("workbox-core", "workbox-routing", "workbox-strategies", "workbox-background-sync")
VERSION = "7.4.1"
WORKER = """
%s
const { BackgroundSyncPlugin } = workbox.backgroundSync, { registerRoute } = workbox.routing, { NetworkOnly } = workbox.strategies;
registerRoute(({ url }) => url.pathname === "/diary", new NetworkOnly({ plugins: [new BackgroundSyncPlugin("entries")] }), "POST");
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
"""
# An ordinary handler: an answer that is not an error is a success, and what could not be sent waits in the queue.
HANDLER = """async ([words, on]) => {
  const body = new URLSearchParams({ on, did: words });
  try {
    const answer = await fetch("/diary", { method: "POST", body });
    return answer.ok ? "sent" : "refused";
  } catch {
    return "waiting";
  }
}"""


def worker() -> str:
    """The worker's script, with Workbox in it."""
    if not shutil.which("npm"):
        raise SystemExit("Workbox comes with npm, which is not here.")
    if not (CACHE / "node_modules" / PACKAGES[-1]).exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        wanted = [f"{name}@{VERSION}" for name in PACKAGES]
        subprocess.run(["npm", "install", "--silent", "--prefix", str(CACHE), *wanted], check=True)
    built = [CACHE / "node_modules" / name / "build" / f"{name}.prod.js" for name in PACKAGES]
    return WORKER % "\n".join(file.read_text() for file in built)


class WorkboxPhone(Phone):
    """The same phone, with Workbox on it. A page that is open stays open without network."""

    network: Network

    def open(self, path: str = "/diary/new") -> None:
        """A page; without network the one that was open."""
        if not self.network.down:
            super().open(path)

    def save(self, words: str, on: str | None = None) -> str:
        """Hand it to the handler, and hear what it says."""
        return self.page.evaluate(HANDLER, [words, on or "2026-03-02"])

    def type_and_die(self, words: str, rng: random.Random, save: bool) -> bool:
        """Typed words live on the screen alone; saved ones are handed over a moment before the end."""
        self.open()
        if save:
            self.page.evaluate(f"([words, on]) => void ({HANDLER})([words, on])", [words, "2026-03-02"])
            self.page.wait_for_timeout(rng.random() * 60)
        self.kill()
        return False

    def finish_draft(self) -> str | None:
        """There are no drafts."""
        self.open()

    def take_update(self) -> None:
        """Its worker stays as it is."""
        self.open("/")
        self.page.wait_for_timeout(600)

    def nudge(self) -> None:
        """The browser's own sync event, which it fires now and then."""
        if self.network.down:
            return
        protocol = self.context.new_cdp_session(self.page)
        found: list[dict] = []
        protocol.on(
            "ServiceWorker.workerRegistrationUpdated", lambda event: found.extend(event["registrations"])
        )
        protocol.send("ServiceWorker.enable")
        self.page.wait_for_timeout(100)
        for one in found[:1]:
            with contextlib.suppress(Error):
                protocol.send(
                    "ServiceWorker.dispatchSyncEvent",
                    {
                        "origin": self.origin,
                        "registrationId": one["registrationId"],
                        "tag": "workbox-background-sync:entries",
                        "lastChance": False,
                    },
                )
        self.page.wait_for_timeout(300)
        protocol.detach()

    def waiting(self, user: UUID | None = None) -> list[dict]:
        """Its queue keeps no names."""
        return []
