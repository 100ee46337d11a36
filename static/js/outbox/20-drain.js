// Sending what waits. An operation leaves the phone only on a verdict that comes from our server, for it, for this person.
const MARK = "naast-1";
const ours = (answer) => answer.headers.get("X-Naast") === MARK; // not a captive portal, not a proxy
const BATCH = 20;
const GONE = new Set(["applied", "duplicate", "merged", "kept-both"]);
const NEEDS_YOU = new Set(["rejected", "failed", "blocked"]);

// Other tabs, and the worker, hear of every change.
const news = self.BroadcastChannel && new BroadcastChannel("naast");
const changed = () => news?.postMessage(0);

const waitingOf = async (user) => (await ofPerson("outbox", user)).sort((one, other) => one.seq - other.seq);
let unanswered = 0; // items on which our server was silent: a fault of ours, of which it is told

// What became of the items: "sent", or why not: signin, other, portal, offline, busy, or too-large.
async function send(person, items, left) {
  const nonce = newId();
  const ops = items.map(({ id, seq, verb, schema, thing, sealed }) => ({ id, seq, verb, schema, thing, sealed }));
  const body = JSON.stringify({ v: 1, user: person.user, client: person.client, nonce, app: person.version, waiting: left, unanswered, ops });
  let answer;
  try {
    answer = await fetch("/sync", {
      method: "POST",
      redirect: "manual",
      cache: "no-store",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-Naast": MARK },
      body,
      signal: AbortSignal.timeout(10000 + body.length / 20),
    });
  } catch {
    return { why: "offline" };
  }
  const { status } = answer;
  if (!ours(answer)) return { why: status === 413 ? "too-large" : status >= 500 ? "offline" : "portal" };
  const why = { 401: "signin", 409: "other", 413: "too-large", 400: "too-large" }[status];
  if (why || status !== 200) return { why: why ?? "busy" };
  const told = await answer.json().catch(() => null);
  if (!told) return { why: "offline" };
  if (told.user !== person.user || told.nonce !== nonce || !Array.isArray(told.results)) return { why: "portal" };
  return { why: "sent", verdicts: new Map(told.results.map((verdict) => [verdict.id, verdict])) };
}

// All verdicts of a batch in one transaction; an item without a verdict stays, and one that was changed meanwhile too.
async function settle(items, verdicts) {
  const settled = [];
  await transact(["outbox", "drafts"], "readwrite", (outbox, drafts) => {
    for (const item of items) {
      const verdict = verdicts.get(item.id);
      if (!verdict) unanswered++;
      else if (GONE.has(verdict.s)) {
        outbox.delete(item.id);
        for (const name of item.drafts) drafts.delete([item.user, name]);
      } else if (NEEDS_YOU.has(verdict.s)) outbox.put({ ...item, state: "attention", why: verdict.why ?? {} });
      else continue;
      if (verdict) settled.push({ item, verdict });
    }
  });
  changed();
  return settled;
}

// One sender at a time, whoever it is: this page, another tab, the worker.
const lockOf = (user) => `naast-outbox-${user}`;
const alone = (user, work, options = {}) =>
  navigator.locks ? navigator.locks.request(lockOf(user), options, work) : work(true);

// Items that somebody has open to change them wait for that; the hold ends with the page.
const holdOf = (id) => `naast-item-${id}`;
async function heldNow() {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return new Set(held.map((lock) => lock.name));
}

// Send everything that waits for one person.
const drain = (user, each = () => {}) =>
  alone(
    user,
    async (lock) => {
      const person = lock && (await get("people", user));
      if (!person) return lock ? "sent" : "busy";
      let size = BATCH;
      for (;;) {
        const held = await heldNow();
        const queue = (await waitingOf(user)).filter((item) => item.state === "queued" && !held.has(holdOf(item.id)));
        if (!queue.length) return "sent";
        const items = queue.slice(0, size);
        const { why, verdicts } = await send(person, items, queue.length - items.length);
        if (why === "too-large") {
          if (items.length === 1) await put("outbox", { ...items[0], state: "attention", why: {} });
          size = Math.ceil(items.length / 2);
          continue;
        }
        if (why !== "sent") return why;
        const settled = await settle(items, verdicts);
        settled.forEach(each);
        if (!settled.length) return "busy";
      }
    },
    { ifAvailable: true },
  );

self.outbox = { transact, put, get, remove, all, ofPerson, amend, newId, ours, GONE, news, changed, waitingOf, send, alone, holdOf, drain };
