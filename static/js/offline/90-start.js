// What a page does about being offline: send what waits, keep what is typed, keep pages for later.
const STEPS = [2, 5, 15, 55];
let step = 0;
let timer = 0;

async function sendWaiting() {
  const user = here();
  if (!user) return;
  if ((await waitingOf(user)).some((item) => item.state === "queued")) show("sending");
  else {
    setTimeout(() => late(user).catch(() => {}), 4000); // not while a page still comes in
    return refresh();
  }
  await afterwards(await drain(user, ({ item, verdict }) => verdict.s === "kept-both" && banner(words.both, make("a", { href: item.page, textContent: words.open }))));
}

// What waits for a better moment is tried again, sooner at first; when all went, a page that was missing can be had.
async function afterwards(why) {
  clearTimeout(timer);
  step = why === "sent" ? 0 : Math.min(step + 1, STEPS.length - 1);
  if (["offline", "busy", "portal"].includes(why)) timer = setTimeout(sendWaiting, (STEPS[step] + Math.random() * 5) * 1000);
  if (why === "offline") (await registration)?.sync?.register("naast-outbox").catch(() => {});
  reason = why;
  await refresh();
  if (why === "sent" && $("[data-shell]")) location.reload();
}

// Now and then the server hears of this phone though nothing waits, so that a silent phone can be noticed.
async function late(user) {
  const person = await get("people", user);
  if (!person?.key || Date.now() - (person.told ?? 0) < 6 * HOUR) return;
  const { why } = await send(person, [], 0);
  if (why === "sent") await amend(user, { told: Date.now() });
}

function wire() {
  for (const form of $$("form[data-offline]")) {
    if (form.dataset.wired) continue;
    form.dataset.wired = "1";
    if (![...form.elements].some(isText)) continue;
    form.addEventListener("input", () => keepDraft(form));
    // Typed before this script was there; unless the browser is sending it already.
    if (isTyped(form) && ![...form.elements].some((field) => field.ariaBusy === "true")) keepDraft(form);
    if (!location.hash.startsWith("#item=")) bringDrafts(form).catch(() => {}).then(() => (form.dataset.brought = "1"));
  }
}

export async function freshStart() {
  wire();
  await openItem();
  await sendWaiting();
}

async function begin() {
  const user = here();
  if (!user) return $("[data-shell]") || knock(); // the shell finds out for itself whose it is
  const { first } = document.body.dataset;
  const shown = first ? renew(+first) : document.cloneNode(true); // as the server sent it, before anything is added
  wire();
  const left = await get("notes", "left");
  if (left?.user === user && (await post("/sign-out", {}).catch(() => null))) {
    await remove("notes", "left");
    return location.replace("/sign-in");
  }
  await put("notes", { name: "last", user, language: document.documentElement.lang });
  const known = await get("people", user);
  if (!known?.learned || Date.now() - known.learned > HOUR / 6) await learn().catch(() => null);
  if (!known) for (const form of document.forms) if (form.dataset.wired && isTyped(form)) keepDraft(form); // for want of a key
  const person = await get("people", user);
  if (person?.keep?.includes(location.pathname) && !location.search) keepShown(person, shown).catch(() => {});
  await openItem();
  if (await get("notes", "both")) {
    banner(words.both);
    await remove("notes", "both");
  }
  await sendWaiting();
  if (person?.keep) setTimeout(() => fillPocket(person).catch(() => {}), 4000);
}

// At the door: how much waits for who was here last.
async function knock() {
  forgetKey();
  const last = await get("notes", "last");
  const number = last ? (await waitingOf(last.user)).length : 0;
  if (number && $("[data-passkey=sign-in]")) banner(words.knock.replace("{n}", number));
}

// Before anybody else hears of it: a form that may wait goes our way, not htmx's and not the browser's.
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!here()) return;
    const ours = form.matches("form[data-offline]");
    if (!ours && !form.matches("[data-sign-out]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!ours) leave(form).catch(() => plainly(form));
    else if (event.submitter?.getAttribute("aria-busy") !== "true") sendForm(form, event.submitter);
  },
  true,
);
for (const kind of ["online", "pageshow"]) addEventListener(kind, () => sendWaiting().catch(() => tell()));
addEventListener("hashchange", openItem);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sendWaiting().catch(() => tell()));
document.addEventListener("htmx:after:swap", wire);
if (news) news.onmessage = () => refresh().catch(() => tell());
const registration = mindUpdates().catch(() => null);
begin().catch(() => show("unkept"));
