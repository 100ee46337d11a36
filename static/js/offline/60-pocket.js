// The pocket: pages worth having without network, sealed for their reader, and shown again when there is none.
const FRESH = 10 * 60 * 1000;
import { inertDocument } from "./trusted.js";

const pageInfo = (user, path) => `naast/page/v1|${user}|${path}`;

async function keepPage(person, path, documentOf) {
  const main = documentOf.querySelector("main")?.cloneNode(true);
  if (!main) return;
  main.querySelectorAll('[name="op"]').forEach((field) => field.setAttribute("value", ""));
  const page = { title: documentOf.title, main: main.innerHTML, actions: documentOf.querySelector(".actions")?.innerHTML ?? "", at: Date.now() };
  const sealed = await sealOwn(person, page, pageInfo(person.user, path));
  if (sealed) await put("pages", { user: person.user, path, sealed, at: page.at });
}

// Fetch and keep what the features offer for keeping; what is no longer offered goes.
async function fillPocket(person) {
  if (!person.own || person.shared) return;
  const kept = await ofPerson("pages", person.user);
  for (const page of kept) if (!person.keep.includes(page.path)) await remove("pages", [person.user, page.path]);
  for (const path of person.keep) {
    if (Date.now() - (kept.find((page) => page.path === path)?.at ?? 0) < FRESH) continue;
    const answer = await fetch(path, { redirect: "error", headers: { "X-Pocket": "1" } }).catch(() => null);
    if (!answer?.ok) return;
    await keepPage(person, path, inertDocument(await answer.text()));
  }
}

// In the shell: show the page that was asked for, or say that it is not on this phone.
async function showFromPocket(place, ask) {
  const last = await get("notes", "last");
  const person = last && (await get("people", last.user));
  if (!person) return;
  document.body.dataset.person = person.user;
  const path = location.pathname === "/shell" ? "/" : location.pathname;
  const kept = await get("pages", [person.user, path]);
  const words = document.querySelector("#offline-words")?.dataset ?? {};
  if (!kept) return offer(place, person, words);
  const page = await openOwn(person.user, kept.sealed, pageInfo(person.user, path), ask).catch(() => null);
  if (!page) {
    const button = document.createElement("button");
    button.className = "button wide";
    button.textContent = words.unlock ?? "";
    button.onclick = () => showFromPocket(place, true);
    place.replaceChildren(button);
    return;
  }
  document.title = page.title;
  const main = document.querySelector("main");
  main.innerHTML = page.main;
  if (page.actions) {
    const bar = document.createElement("div");
    bar.className = "actions";
    bar.innerHTML = page.actions;
    document.querySelector(".tabs")?.replaceWith(bar);
  }
  const line = document.createElement("p");
  line.className = "muted small";
  line.textContent = (words.from ?? "").replace("{when}", new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }).format(page.at));
  main.prepend(line);
  freshen(main);
  wire();
  await showWaiting();
}

// A form that was kept is a new form each time: new ids, and the day it is.
function freshen(main) {
  const day = new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  for (const field of main.querySelectorAll("[data-fresh]")) field.value = newId();
  for (const field of main.querySelectorAll('form:has([data-fresh]) [name="on"], form[data-offline="journal.write_diary"] [name="on"]')) field.value = day;
}

function offer(place, person, words) {
  const list = document.createElement("ul");
  list.className = "list plain";
  for (const path of person.keep ?? []) {
    if (!/\/write$|\/diary\/new$/.test(path) && path !== "/") continue;
    const link = document.createElement("a");
    link.href = path;
    link.className = "button second wide";
    link.textContent = path === "/" ? words.today : words.write;
    const row = document.createElement("li");
    row.append(link);
    list.append(row);
  }
  place.append(list);
}

// Signing out wipes what can be read; what waits stays, sealed, until its writer is back.
async function forget(user) {
  opener = null;
  for (const page of await ofPerson("pages", user)) await remove("pages", [user, page.path]);
  const person = await get("people", user);
  if (person) await put("people", { ...person, keep: [], own: person.own?.wrapped ? person.own : null });
  await remove("notes", "last");
}
