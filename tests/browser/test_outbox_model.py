"""The outbox against a model: whatever happens in whatever order, nothing is lost, doubled, misfiled, stuck or out of order.

The outbox's own code runs in a Chromium, on a real IndexedDB; the server and the network around it are a small model of
what the real ones do. Each of six ways to build it wrong must be caught.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

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
STEPS = some.one_of(
    some.tuples(some.just("write"), some.sampled_from(["good", "good", "good", "bad"])),
    some.tuples(some.just("send"), some.sampled_from(NETWORK)),
    some.tuples(some.just("two send"), some.sampled_from(NETWORK)),
    some.tuples(some.just("kill"), some.just("")),
    some.tuples(some.just("be"), some.sampled_from(["ann", "ben"])),
    some.tuples(some.just("in another tab signs in"), some.sampled_from(["ann", "ben"])),
)
RUNS = some.lists(STEPS, min_size=3, max_size=25)

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
        'if (answer.headers.get("X-Naast") !== MARK)',
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
    ),
}

MODEL = """
async (steps) => {
  const server = { signedIn: "ann", receipts: new Map(), entries: [], broken: [] };
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
  const fetch = async (_path, { body }) => (network[weather] ?? (() => answer(body)))();

  // A page: our files, as they are, with this network. Killed and begun again it is another one, on the same disk.
  const begin = () => {
    const self = { BroadcastChannel: null };
    return new Function("self", "fetch", given.source + "; return { ...self.outbox, close: async () => (await openStore()).close() };")(self, fetch);
  };
  let page = begin();
  await page.transact(["outbox", "people", "drafts"], "readwrite", (...stores) => stores.forEach((store) => store.clear()));
  for (const user of ["ann", "ben"]) await page.put("people", { user, client: user, seq: 0 });
  let who = "ann", number = 0;
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
  for (const [what, how] of given.steps) {
    weather = "well";
    if (what === "write") await write(how);
    if (what === "be") server.signedIn = who = how;
    if (what === "in another tab signs in") server.signedIn = how;
    if (what === "kill") { await page.close(); page = begin(); }
    if (what === "send") { weather = how; await send(); }
    if (what === "two send") { weather = how; await Promise.all([send(), send(), begin().drain(who)]); }
  }
  weather = "well";
  const wrong = [];
  for (const user of ["ann", "ben"]) {
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
  for (const user of ["ann", "ben"]) {
    const order = server.entries.filter((entry) => entry.who === user).map((entry) => entry.seq);
    if (order.some((seq, at) => at && seq < order[at - 1])) wrong.push("out of order");
  }
  await page.close();
  return wrong;
}
"""


@pytest.fixture(scope="module")
def bench(browser, _server):
    """A page of our server without its policy, in which source can be run; on it a database of its own."""
    context = browser.new_context(bypass_csp=True, service_workers="block")
    page = context.new_page()
    page.goto(f"{_server.url}/help")

    def run(steps, *replaced: str) -> list[str]:
        source, model = "\n".join(part.read_text() for part in PARTS), MODEL
        source = source.replace('durability: "strict"', 'durability: "relaxed"')  # no power is cut here
        for old, new in zip(replaced[::2], replaced[1::2], strict=True):
            assert old in source or old in model, f"nothing to replace: {old}"
            source, model = source.replace(old, new), model.replace(old, new)
        script = model.replace("async (steps) => {", "async (given) => {", 1)
        return page.evaluate(script, {"steps": [list(step) for step in steps], "source": source})

    yield run
    context.close()


SLOWLY = settings(
    max_examples=300,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.mark.long
def test_whatever_happens_nothing_is_lost_doubled_misfiled_stuck_or_out_of_order(bench):
    @SLOWLY
    @given(RUNS)
    def check(steps):
        assert bench(steps) == []

    check()


@pytest.mark.long
@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_model_catches_six_ways_to_build_it_wrong(bench, mutant):
    @settings(SLOWLY, max_examples=600, phases=[Phase.generate])
    @given(RUNS)
    def check(steps):
        assert bench(steps, *MUTANTS[mutant]) == []

    with pytest.raises(AssertionError):
        check()
