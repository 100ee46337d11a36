"""A run: so many things written while everything goes wrong in turn, and then what became of each."""

import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from bench.faulty.network import DEATHS, FAULTS, Network
from bench.faulty.phone import Phone

# What happens to the phone itself, beside FAULTS, which happen to one request.
EVENTS = (
    "no network",
    "killed typing",
    "killed saving",
    "killed sending",
    "session ends",
    "somebody else",
    "clock wrong",
    "app updated",
    "two tabs",
    "worker stopped",
    "refused for ever",
)
# A phone waits ten seconds for an answer and a killed browser starts anew: these are dear, and met less often.
DEAR = {
    "no network": 3,
    "stalled": 0.15,
    "killed typing": 0.3,
    "killed saving": 0.5,
    "killed sending": 0.3,
    "app updated": 0.3,
}


@dataclass
class Person:
    """Somebody who writes on the phone."""

    id: UUID
    token: str


@dataclass
class Run:
    """The state of a run: who wrote what, and what the screen said of it."""

    network: Network
    phone: Phone
    people: dict[str, Person]
    rng: random.Random
    said: dict[str, tuple[str, str]] = field(default_factory=dict)  # words -> (who, what the screen said)
    typed: dict[str, str] = field(default_factory=dict)  # words -> who; nothing was said of them
    last_moment: set[str] = field(
        default_factory=set
    )  # of these, typed less than a moment before the phone died
    met: Counter = field(default_factory=Counter)
    who: str = "samira"
    loud: bool = False

    def words(self) -> str:
        """Words that stand nowhere else."""
        return f"Nummer {len(self.said) + len(self.typed)} van {self.who}, {self.rng.randrange(10**9):09}."

    def write(self, **more) -> str:
        """One thing written and saved, and what the screen said."""
        words = self.words()
        said = self.phone.write(words, **more)
        self.said[words] = (self.who, said)
        return said

    def be(self, who: str) -> None:
        """Somebody takes the phone and signs in."""
        self.who = who
        self.phone.sign_in(self.people[who].token)

    def note(self, name: str) -> None:
        """Say how far it is, where somebody looks."""
        if self.loud:
            print(f"{time.monotonic():.1f} {len(self.said) + len(self.typed)} {name}", file=sys.stderr)

    def left(self, items: int) -> int:
        """How many are still to be written."""
        return items - len(self.said) - len(self.typed)

    def go(self, items: int) -> None:
        """Write them all; every fault and event at least once where there is room, then by lot."""
        self.be("samira")
        self.phone.open("/")
        self.phone.page.evaluate("navigator.serviceWorker.ready.then(() => null)")
        self.phone.page.wait_for_timeout(500)
        self.write()
        ahead = [*FAULTS, *EVENTS]
        self.rng.shuffle(ahead)
        all_of_them = list(ahead)
        weights = [DEAR.get(name, 0.4 if name in DEATHS else 1) for name in ahead]
        while self.left(items) > 0:
            name = ahead.pop() if ahead else self.rng.choices(all_of_them, weights)[0]
            self.met[name] += 1
            self.note(name)
            self.meet(name)
            self.phone.nudge()
        self.network.arm()

    def meet(self, name: str) -> None:
        """One fault or event, with something written in it."""
        if name in FAULTS:
            if name == "dies-amid":
                self.without_network(3, name)
                return
            self.network.arm(*[name] * self.rng.choice((1, 1, 2) if name != "stalled" else (1,)))
            self.write()
            return
        getattr(self, name.replace(" ", "_"))()

    def online(self, there: bool) -> None:
        """Take the network away, or give it back; the browser notices."""
        self.network.down = not there
        self.phone.page.evaluate(f"void dispatchEvent(new Event('{'online' if there else 'offline'}'))")

    def without_network(self, number: int, *then: str) -> None:
        """Several written without network; then it is back, with these faults."""
        self.phone.open()
        self.phone.page.wait_for_timeout(150)
        self.online(False)
        for _ in range(number):
            self.write()
        self.network.arm(*then)
        self.online(True)
        self.phone.page.wait_for_timeout(300)

    def no_network(self) -> None:
        self.without_network(self.rng.randint(3, 12))

    def killed_typing(self) -> None:
        self._killed(save=False)

    def killed_saving(self) -> None:
        self._killed(save=True)

    def _killed(self, save: bool) -> None:
        words = self.words()
        stood = self.phone.type_and_die(words, self.rng, save)
        self.typed[words] = self.who
        if not stood:
            self.last_moment.add(words)
        self.phone.finish_draft()

    def killed_sending(self) -> None:
        self.without_network(2, self.rng.choice(("stalled", "dropped", "dies-after")))
        self.phone.kill()
        self.phone.open("/")

    def session_ends(self) -> None:
        self.phone.open()
        self.phone.sign_in(None)
        words = self.words()
        self.said[words] = (self.who, self.phone.save(words))
        self.be(self.who)
        self.phone.open("/")

    def somebody_else(self) -> None:
        self.network.arm("502", "502")
        self.write()
        self.be("joris" if self.who == "samira" else "samira")
        self.write()

    def clock_wrong(self) -> None:
        days = self.rng.choice((400, -3650))
        self.write(days_off=days)

    def app_updated(self) -> None:
        self.network.arm("502", "502")
        self.write()
        self.network.server.kill()
        self.network.server.environment["BENCH_VERSION"] = f"{self.rng.randrange(16**12):012x}"
        self.network.server.start()
        self.phone.take_update()

    def two_tabs(self) -> None:
        self.phone.open()
        other = self.phone.context.new_page()
        other.goto("/")
        self.online(False)
        for _ in range(2):
            self.write()
        self.online(True)
        for page in (self.phone.page, other):
            page.evaluate("dispatchEvent(new Event('online'))")
        self.phone.page.wait_for_timeout(400)
        other.close()

    def worker_stopped(self) -> None:
        self.network.arm("stalled" if self.rng.random() < 0.1 else "dropped")
        self.write()
        protocol = self.phone.context.new_cdp_session(self.phone.page)
        protocol.send("ServiceWorker.enable")
        protocol.send("ServiceWorker.stopAllWorkers")
        protocol.detach()

    def refused_for_ever(self) -> None:
        self.without_network(0)
        self.online(False)
        self.write(on="2099-01-01")
        self.online(True)
        self.phone.page.wait_for_timeout(200)

    def come_to_rest(self, seconds: int = 90) -> None:
        """All goes well from here: each signs in and waits until what can go has gone."""
        for who, person in self.people.items():
            self.be(who)
            self.phone.open("/")
            self.phone.nudge()
            end = timedelta(seconds=seconds) / timedelta(milliseconds=250)
            for _ in range(int(end)):
                if all(item["state"] == "attention" for item in self.phone.waiting(person.id)):
                    break
                self.phone.page.wait_for_timeout(250)
