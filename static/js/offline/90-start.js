// What a page does about being offline: send what waits, keep what is typed, keep pages for later.
const STEPS = [2, 5, 15, 60];
let step = 0;
let timer = 0;

async function sendWaiting() {
  const user = here();
  if (!user || !(await waitingOf(user)).some((item) => item.state === "queued")) return tell();
  show("sending");
  const why = await drain(user);
  await tell(why);
  clearTimeout(timer);
  step = why === "sent" ? 0 : Math.min(step + 1, STEPS.length - 1);
  if (why === "offline" || why === "busy" || why === "portal") timer = setTimeout(sendWaiting, (STEPS[step] + Math.random()) * 1000);
  const list = document.querySelector("[data-waiting-list]");
  if (list) await listWaiting(list);
  await showWaiting();
}

function wire() {
  for (const form of document.querySelectorAll("form[data-offline]")) {
    if (form.dataset.wired) continue;
    form.dataset.wired = "1";
    if (!form.querySelector("textarea, input[type=text]")) continue;
    form.addEventListener("input", () => keepDraft(form));
    bringDraft(form);
  }
}

async function begin() {
  const shell = document.querySelector("[data-shell]");
  if (shell) return showFromPocket(shell, false);
  const user = here();
  if (!user) return;
  wire();
  const list = document.querySelector("[data-waiting-list]");
  if (list) await listWaiting(list);
  await put("notes", { name: "last", user });
  await showWaiting();
  await sendWaiting();
  const known = await get("people", user);
  if (!known?.key || Date.now() - (known.learned ?? 0) > FRESH || known.user !== user) await learn().catch(() => null);
  const person = await get("people", user);
  if (person) setTimeout(() => fillPocket(person).catch(() => {}), 4000);
}

// Before anybody else hears of it: a form that may wait goes our way, not htmx's and not the browser's.
document.addEventListener(
  "submit",
  (event) => {
    if (!event.target.matches("form[data-offline]") || !here()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    sendForm(event.target);
  },
  true,
);
addEventListener("online", sendWaiting);
addEventListener("pageshow", sendWaiting);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sendWaiting());
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-sign-out]") || !here() || event.target.dataset.wiped) return;
  event.preventDefault();
  forget(here()).finally(() => {
    event.target.dataset.wiped = "1";
    event.target.requestSubmit();
  });
});
// A new version is taken when nobody is typing: at once where nothing is open, else when the page is left.
const typing = () => [...document.querySelectorAll("form[data-offline] textarea")].some((field) => field.value !== field.defaultValue);
async function mindUpdates() {
  const registered = await navigator.serviceWorker?.register("/sw.js").catch(() => null);
  if (!registered) return;
  const take = () => registered.waiting && !typing() && document.visibilityState === "hidden" && registered.waiting.postMessage("take-over");
  document.addEventListener("visibilitychange", () => {
    take();
    if (document.visibilityState === "visible") registered.update().catch(() => {});
  });
  registered.sync?.register("naast-outbox").catch(() => {});
}
mindUpdates();
globalThis.naast = { unlockWith, drain, keepReadable, learn, fillPocket, sealFor, unsealWith, fromBase64, toBase64 };
begin();
