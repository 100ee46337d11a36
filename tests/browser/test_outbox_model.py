"""The outbox against a model: whatever happens in whatever order, nothing is lost, doubled, misfiled, stuck or out of order.

The outbox's own code runs in a Chromium; the server and the network around it are a small model of what the real ones
do. Most runs keep their rows on a model of a disk too, since a real one makes them wait, and some on a real IndexedDB.
Many go side by side, each with a database and people of its own. Each of six ways to build it wrong must be caught.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

PARTS = sorted((Path(__file__).resolve().parents[2] / "static" / "js" / "outbox").glob("*.js"))
NETWORK = [
    "well",
    "well",
    "refused",
    "dropped",
    "portal",
    "proxy",
    "html",
    "busy",
    "silent",
    "signed-out",
    "amid",
]
STEPS = {
    "write": ["good", "good", "good", "bad"],
    "send": NETWORK,
    "two send": NETWORK,
    "kill": [""],
    "be": ["ann", "ben"],
    "in another tab signs in": ["ann", "ben"],
}

# Six ways to build it wrong: what is replaced in our code (or in the model of the server), by what.
MUTANTS = {
    "deleted before sending": (
        "const { why, verdicts } = await send(person, items, queue.length - items.length);",
        "await remove('outbox', ...items.map((item) => item.id));\n"
        "const { why, verdicts } = await send(person, items, queue.length - items.length);",
    ),
    "any 2xx is fine": (
        'if (told.user !== person.user || told.nonce !== nonce || !Array.isArray(told.results)) return { why: "portal" };',
        "told.results ??= items.map((item) => ({ id: item.id, s: 'applied' }));",
        "if (!ours(answer))",
        "if (status >= 300)",
        'if (!told) return { why: "offline" };',
        "if (!told) return { why: 'sent', verdicts: new Map(items.map((item) => [item.id, { s: 'applied' }])) };",
    ),
    "no de-duplication": ("if (server.receipts.has(op.id))", "if (false)"),
    "no user check": (
        "if (batch.user !== server.signedIn)",
        "if (false)",
        "server.entries.push({ who: batch.user",
        "server.entries.push({ who: server.signedIn",
    ),
    "one bad item blocks": (
        'outbox.put({ ...item, state: "attention", why: verdict.why ?? {} });',
        "break;",
    ),
    "lost on kill": (
        'const put = (name, row) => transact(name, "readwrite", (store) => void store.put(row));',
        "const memory = (self.memory ??= new Map());\n"
        'const put = async (name, row) => (name === "outbox" ? void memory.set(row.id, row) '
        ': transact(name, "readwrite", (store) => void store.put(row)));',
        "const ofPerson = async (name, user) => (await all(name)).filter((row) => row.user === user);",
        'const ofPerson = async (name, user) => [...(await all(name)), ...(name === "outbox" ? memory.values() : [])]'
        ".filter((row) => row.user === user);",
        "outbox.delete(item.id);",
        "(outbox.delete(item.id), memory.delete(item.id));",
        'outbox.put({ ...item, state: "attention", why: verdict.why ?? {} });',
        '(outbox.put({ ...item, state: "attention", why: verdict.why ?? {} }), memory.delete(item.id));',
    ),
}

HARM = {
    "deleted before sending": "lost",
    "any 2xx is fine": "lost",
    "no de-duplication": "twice",
    "no user check": "wrong name",
    "one bad item blocks": "stuck",
    "lost on kill": "lost",
}

# A disk in memory, which answers as IndexedDB does: one transaction after the other, whole, and a moment later.
DISK = """
class IDBRequest {}
const disks = new Map();
const diskOf = (name) => disks.get(name) ?? disks.set(name, { stores: new Map(), last: Promise.resolve() }).get(name);
const indexedDB = {
  open(name) {
    const disk = diskOf(name), asked = new IDBRequest();
    const fresh = !disk.stores.size;
    asked.result = {
      objectStoreNames: { contains: (store) => disk.stores.has(store) },
      createObjectStore: (store, { keyPath }) => disk.stores.set(store, { keyPath: [].concat(keyPath), rows: new Map() }),
      close() {},
      transaction(names) {
        const todo = [], going = { objectStore: (store) => offer(disk.stores.get(store)) };
        const ask = (work, request = new IDBRequest()) => {
          todo.push(() => { request.result = work(); request.onsuccess?.(); });
          return request;
        };
        const offer = ({ keyPath, rows }) => ({
          put: (row, copy = structuredClone(row)) => ask(() => void rows.set(String(keyPath.map((part) => copy[part])), copy)),
          get: (key) => ask(() => structuredClone(rows.get(String(key)))),
          delete: (key) => ask(() => void rows.delete(String(key))),
          getAll: () => ask(() => structuredClone([...rows.values()])),
          clear: () => ask(() => rows.clear()),
        });
        disk.last = disk.last.then(async () => {
          for (let work; (await null, (work = todo.shift())); ) work();
          going.oncomplete?.();
        });
        return going;
      },
    };
    queueMicrotask(() => { if (fresh) asked.onupgradeneeded(); asked.onsuccess(); });
    return asked;
  },
};
"""

MODEL = """
const walk = async (lane, steps) => {
  const ann = `ann ${lane}`, ben = `ben ${lane}`, people = { ann, ben };
  const server = { signedIn: ann, receipts: new Map(), entries: [], broken: [] };
  let weather = "well";
  const ours = { "X-Naast": "naast-1", "Content-Type": "application/json" };
  const apply = (op, batch) => {
    if (server.receipts.has(op.id)) return { ...server.receipts.get(op.id), s: "duplicate" };
    if (op.sealed === "bad") return { s: "rejected", why: { "": "no" } };
    server.entries.push({ who: batch.user, words: op.sealed, seq: op.seq });
    server.receipts.set(op.id, { s: "applied", entity: op.id });
    return { s: "applied", entity: op.id };
  };
  const answer = (body) => {
    const batch = JSON.parse(body);
    if (batch.user !== server.signedIn) return new Response("{}", { status: 409, headers: ours });
    const ops = [...batch.ops].sort((one, other) => one.seq - other.seq);
    const half = weather === "amid" ? Math.ceil(ops.length / 2) : ops.length;
    const results = ops.slice(0, half).map((op) => ({ id: op.id, ...apply(op, batch) }));
    if (weather === "amid" || weather === "dropped") throw new TypeError("Failed to fetch");
    return Response.json({ user: batch.user, nonce: batch.nonce, results: weather === "silent" ? results.slice(1) : results }, { headers: ours });
  };
  const network = {
    refused: () => { throw new TypeError("Failed to fetch"); },
    portal: () => Response.json({ ok: true }),
    html: () => new Response("<h1>Welcome</h1>", { headers: { "Content-Type": "text/html" } }),
    proxy: () => new Response("<h1>Bad gateway</h1>", { status: 502 }),
    busy: () => new Response("{}", { status: 503, headers: ours }),
    "signed-out": () => new Response("{}", { status: 401, headers: ours }),
  };
  let asked = 0;
  const fetch = async (_path, { body }) => {
    if (++asked > 1000) throw new TypeError("it asks for ever"); // which lets it end
    return (network[weather] ?? (() => answer(body)))();
  };

  // A page: our files, as they are, with this network. Killed and begun again it is another one, on the same disk.
  const begin = () => {
    const self = { BroadcastChannel: null };
    return new Function("self", "fetch", "BASE", "indexedDB", "IDBRequest", given.source + "; return { ...self.outbox, close: async () => (await openStore()).close() };")(self, fetch, `naast ${lane}`, indexedDB, IDBRequest);
  };
  let page = begin();
  await page.transact(["outbox", "people", "drafts"], "readwrite", (...stores) => stores.forEach((store) => store.clear()));
  for (const user of [ann, ben]) await page.put("people", { user, client: user, seq: 0 });
  let who = ann, number = 0;
  const believed = [];
  const write = async (kind) => {
    let seq = 0;
    await page.amend(who, (was) => ({ seq: (seq = was.seq + 1) }));
    const words = kind === "bad" ? "bad" : `${++number} of ${who}`;
    const item = { id: page.newId(), user: who, seq, verb: "v", thing: null, sealed: words, state: "queued", drafts: [], form: "f" };
    await page.put("outbox", item);
    believed.push({ who, words, id: item.id }); // "saved", says the screen now
  };
  const send = () => page.drain(who);
  for (const [what, how] of steps) {
    weather = "well";
    if (what === "write") await write(how);
    if (what === "be") server.signedIn = who = people[how];
    if (what === "in another tab signs in") server.signedIn = people[how];
    if (what === "kill") { await page.close(); page = begin(); }
    if (what === "send") { weather = how; await send(); }
    if (what === "two send") { weather = how; await Promise.all([send(), send(), begin().drain(who)]); }
  }
  weather = "well";
  const wrong = [];
  for (const user of [ann, ben]) {
    server.signedIn = who = user;
    await send();
    await send();
  }
  const rest = await page.all("outbox");
  if (rest.some((item) => item.state === "queued")) wrong.push("stuck");
  for (const { who, words, id } of believed) {
    const there = server.entries.filter((entry) => entry.words === words);
    if (words === "bad") {
      if (!rest.some((item) => item.id === id && item.state === "attention")) wrong.push("a refused one is gone");
      continue;
    }
    if (!there.length) wrong.push(rest.some((item) => item.id === id) ? "stuck" : "lost");
    if (there.length > 1) wrong.push("twice");
    if (there.some((entry) => entry.who !== who)) wrong.push("wrong name");
  }
  for (const user of [ann, ben]) {
    const order = server.entries.filter((entry) => entry.who === user).map((entry) => entry.seq);
    if (order.some((seq, at) => at && seq < order[at - 1])) wrong.push("out of order");
  }
  if (asked > 1000) wrong.push("asks for ever");
  await page.close();
  return wrong;
};
return Promise.all(given.runs.map((steps, lane) => walk(lane, steps)));
"""


@pytest.fixture(scope="module")
def bench(browser, _server):
    """A page of our server without its policy, in which source can be run; on it a database of its own."""
    context = browser.new_context(bypass_csp=True, service_workers="block")
    page = context.new_page()
    page.goto(f"{_server.url}/help")

    def run(runs, *replaced: str, real: bool = False) -> list[list[str]]:
        """What went wrong in each run, on the model of a disk or on a real one."""
        source, model = "\n".join(part.read_text() for part in PARTS), MODEL
        source = source.replace('durability: "strict"', 'durability: "relaxed"')  # no power is cut here
        source = source.replace('indexedDB.open("naast"', "indexedDB.open(BASE")
        for old, new in zip(replaced[::2], replaced[1::2], strict=True):
            assert old in source or old in model, f"nothing to replace: {old}"
            source, model = source.replace(old, new), model.replace(old, new)
        given = {"source": source, "runs": runs}
        return page.evaluate(f"async (given) => {{ {'' if real else DISK} {model} }}", given)

    yield run
    context.close()


def walks(seed: int, number: int) -> list[list[tuple[str, str]]]:
    """So many runs of three to 25 steps, by lot; a seed gives the same ones each time."""
    rng = random.Random(seed)
    return [
        [(what, rng.choice(STEPS[what])) for what in rng.choices(list(STEPS), k=rng.randint(3, 25))]
        for _ in range(number)
    ]


def shortest(bench, steps: list) -> list:
    """The same fault in as few steps as leaving out one after the other gives."""
    at = 0
    while at < len(steps):
        fewer = steps[:at] + steps[at + 1 :]
        steps, at = (fewer, at) if fewer and bench([fewer])[0] else (steps, at + 1)
    return steps


@pytest.mark.parametrize("number", [200, pytest.param(600, marks=[pytest.mark.slow, pytest.mark.long])])
def test_whatever_happens_nothing_is_lost_doubled_misfiled_stuck_or_out_of_order(bench, number):
    runs = walks(seed=1, number=number)
    for steps, wrong in zip(runs, bench(runs), strict=True):
        assert wrong == [], shortest(bench, steps)


def test_on_a_real_disk_it_goes_the_same_way(bench):
    assert not any(bench(walks(seed=2, number=20), real=True))


@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_model_catches_six_ways_to_build_it_wrong(bench, mutant):
    found = bench(walks(seed=1, number=100), *MUTANTS[mutant])
    assert HARM[mutant] in {wrong for run in found for wrong in run}
