// Sending what waits. An operation leaves the phone only on a verdict that comes from our server, for it, for this person.
const MARK = "naast-1";
const BATCH = 20;
const GONE = new Set(["applied", "duplicate", "merged", "kept-both"]);
const NEEDS_YOU = new Set(["rejected", "failed", "blocked"]);

const waitingOf = async (user) => (await ofPerson("outbox", user)).sort((one, other) => one.seq - other.seq);

// What became of the items: "sent", or why not: signin, other, portal, offline, busy, or too-large.
async function send(person, items, left) {
  const nonce = newId();
  const ops = items.map(({ id, seq, verb, thing, sealed }) => ({ id, seq, verb, thing, sealed }));
  const body = JSON.stringify({ v: 1, user: person.user, client: person.client, nonce, app: person.version, waiting: left, ops });
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
  const ours = answer.headers.get("X-Naast") === MARK;
  if (!ours) return { why: answer.status === 413 ? "too-large" : answer.status >= 500 ? "offline" : "portal" };
  if (answer.status === 401) return { why: "signin" };
  if (answer.status === 409) return { why: "other" };
  if (answer.status === 413 || answer.status === 400) return { why: "too-large" };
  if (answer.status !== 200) return { why: "busy" };
  const told = await answer.json().catch(() => null);
  if (!told || told.user !== person.user || told.nonce !== nonce || !Array.isArray(told.results)) return { why: "portal" };
  return { why: "sent", verdicts: new Map(told.results.map((verdict) => [verdict.id, verdict])) };
}

// All verdicts of a batch in one transaction; an item without a verdict stays.
async function settle(items, verdicts) {
  const settled = [];
  await transact(["outbox", "drafts"], "readwrite", (outbox, drafts) => {
    for (const item of items) {
      const verdict = verdicts.get(item.id);
      if (!verdict) continue;
      if (GONE.has(verdict.s)) {
        outbox.delete(item.id);
        drafts.delete([item.user, item.form]);
      } else if (NEEDS_YOU.has(verdict.s)) {
        outbox.put({ ...item, state: "attention", why: verdict.why ?? {} });
      } else continue;
      settled.push({ item, verdict });
    }
  });
  return settled;
}

// Send everything that waits for one person; one sender at a time, whoever it is (page, another tab, worker).
async function drain(user, each = () => {}) {
  const work = async (lock) => {
    if (!lock) return "busy";
    const person = await get("people", user);
    if (!person) return "sent";
    let size = BATCH;
    for (;;) {
      const queue = (await waitingOf(user)).filter((item) => item.state === "queued");
      if (!queue.length) return "sent";
      const items = queue.slice(0, size);
      const { why, verdicts } = await send(person, items, queue.length - items.length);
      if (why === "too-large") {
        if (items.length === 1) await put("outbox", { ...items[0], state: "attention", why: { "": "" } });
        size = Math.max(1, Math.floor(items.length / 2));
        continue;
      }
      if (why !== "sent") return why;
      const settled = await settle(items, verdicts);
      settled.forEach(each);
      if (!settled.length) return "busy";
    }
  };
  return navigator.locks ? navigator.locks.request(`naast-outbox-${user}`, { ifAvailable: true }, work) : work(true);
}
