// The chip in the header: the truth about saving, always. And the list of what waits.
export function show(state, number = 0) {
  const chip = $("#saving");
  if (!chip) return;
  chip.dataset.state = state;
  chip.dataset.told = "";
  const line = $("[role=status]", chip);
  const said = (chip.dataset[state] ?? "").replace("%(n)s", number);
  if (line.textContent !== said) line.textContent = said;
}

let reason = null; // why what waits is not on its way
async function tell(why = reason) {
  const user = here();
  if (!user) return;
  reason = why;
  try {
    const items = await waitingOf(user);
    const trouble = items.filter((item) => item.state === "attention").length;
    const queued = items.length - trouble;
    navigator[items.length ? "setAppBadge" : "clearAppBadge"]?.(items.length || undefined).catch(() => {});
    if (trouble) show("attention", trouble);
    else if (!queued) show("saved");
    else show({ signin: "signin", other: "signin", portal: "portal", offline: "offline" }[why] ?? "waiting", queued);
  } catch {
    show("unkept");
  }
}

export const button = (label, kind, onclick) => make("button", { type: "button", className: kind, textContent: label, onclick });

// One thing that waits: what was written, its state, and what can be done with it.
function itemCard(item, shown, why = reason) {
  const card = make("section", { className: "card waiting" });
  card.dataset.item = item.id;
  const trouble = item.state === "attention";
  card.append(make("h2", { textContent: shown?.title || when(item.at) }));
  const state = trouble ? Object.values(item.why).filter(Boolean).join(" ") || words.refused : why === "signin" ? words.signin : words.waits;
  card.append(make("p", { className: trouble ? "problem" : "muted", textContent: state }));
  for (const text of shown?.lines ?? []) card.append(make("p", { className: "words", dir: "auto", textContent: text }));
  if (shown?.title) card.append(make("p", { className: "muted small", textContent: when(item.at) }));
  if (!shown && item.own) card.append(button(words.unlock, "button second", async () => (await ownKey(item.user, true)) && refresh()));
  const row = make("div", { className: "row wrap" });
  row.append(make("a", { className: "button second", href: `${item.page}#item=${item.id}`, textContent: words.open, onclick: () => setTimeout(openItem) }));
  if (shown?.lines.length) {
    const text = shown.lines.join("\n\n");
    row.append(button(words.copy, "text-button", () => navigator.clipboard?.writeText(text)));
    if (navigator.share) row.append(button(words.share, "text-button", () => navigator.share({ text }).catch(() => {})));
  }
  row.append(button(words.again, "text-button", () => sendAgain(item)));
  row.append(
    button(words.drop, "text-button quiet", async ({ target }) => {
      if (!target.dataset.sure) return void (target.textContent = words.sure, target.dataset.sure = "1");
      await alone(item.user, () => throwAway(item));
      changed();
      await refresh();
    }),
  );
  card.append(row);
  return card;
}

const throwAway = (...items) =>
  transact(["outbox", "drafts"], "readwrite", (outbox, drafts) => {
    for (const item of items) {
      outbox.delete(item.id);
      for (const name of item.drafts) drafts.delete([item.user, name]);
    }
  });

async function sendAgain(item) {
  await put("outbox", { ...item, state: "queued" });
  await sendWaiting();
}

// What can be shown of an item: its own copy; online and without one, what the server opens for its writer.
async function shownOfItem(item) {
  const info = outboxInfo(item.user, item);
  const own = await openOwn(item.user, item.own, info);
  if (own || item.state !== "attention") return own;
  const fields = await openedByServer(item.sealed, { op: item.id, verb: item.verb, thing: item.thing });
  return fields && { fields, title: "", lines: Object.values(fields).flat().filter((typed) => /\s/.test(typed)) };
}

// The list stands on the page "On this phone"; on Today, in the journal and on the page where it was written, what
// waits stands on top.
export async function refresh() {
  const user = here();
  if (!user) return;
  await tell();
  const list = $("[data-waiting-list]");
  let items = await waitingOf(user);
  for (const card of $$("[data-alone]")) {
    const item = items.find((one) => one.id === card.dataset.item);
    if (item?.state === "attention") card.remove();
    else if (!item) card.replaceWith(make("section", { className: "card stack" }, make("p", { textContent: words.arrived }), make("a", { className: "button second", href: "/", textContent: words.today })));
  }
  const open = new Set($$("form[data-item], [data-alone]").map((one) => one.dataset.item));
  items = items.filter((item) => !open.has(item.id));
  if (!list && !["/", "/journal"].includes(location.pathname)) items = items.filter((item) => item.page.split("?")[0] === location.pathname);
  const place = list ?? $("[data-waiting-here]") ?? make("div", { className: "stack close" });
  if (!list) {
    place.dataset.waitingHere = "";
    if (items.length && !place.isConnected) $("main h1")?.after(place);
  }
  if (items.length || !list || $(".waiting", place)) {
    const cards = [];
    for (const item of items) cards.push(itemCard(item, await shownOfItem(item)));
    if (!cards.length && list) return location.reload();
    place.replaceChildren(...cards);
  }
  const choices = $("[data-choices]");
  if (choices) await (await import("./choices.js")).choose(choices, user);
}

// Open an item in its form, with its words and the reasons; while it is open it is not sent.
let letGo = null;
async function openItem() {
  const id = location.hash.match(/^#item=([0-9a-f-]+)$/)?.[1];
  const item = id && (await get("outbox", id));
  const form = item && $$("form[data-offline]").find((one) => formOf(one) === item.form);
  if (!form || item.user !== here()) return;
  navigator.locks?.request(holdOf(id), () => new Promise((resolve) => (letGo = resolve)));
  const known = (await shownOfItem({ ...item, state: "attention" })) ?? (item.own && (await ownKey(item.user, true)) && (await shownOfItem(item)));
  if (!known) return letGo?.();
  form.reset();
  fill(form, [known.fields]);
  form.dataset.item = id;
  if (item.state === "attention") showProblems(form, item.why);
  await refresh();
}
