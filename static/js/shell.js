// The page that opens without network: filled with what this phone keeps of the page that was asked for.
import { inertDocument } from "./app.js";
import { $, $$, button, dated, freshStart, make, openPage, show, words } from "./offline.js";

const { get, newId, ofPerson } = self.outbox;

// In the shell: show the page that was asked for, or say that it is not on this phone.
export async function attach(place, ask) {
  const last = await get("notes", "last");
  const person = last && (await get("people", last.user));
  if (!person) return show("bare");
  const { user } = person;
  document.body.dataset.person = user;
  const path = location.pathname === "/shell" ? "/" : location.pathname;
  if (path === "/waiting") return showMain($("#waiting-page"));
  const kept = await get("pages", [user, path]);
  if (!kept) {
    await offer(place, person);
    return freshStart();
  }
  const page = await openPage(person, kept, ask);
  if (!page) {
    place.replaceChildren(button(words.unlock, "button wide", () => attach(place, true)));
    return freshStart();
  }
  document.title = page.title;
  const main = $("main");
  main.innerHTML = page.main;
  if (page.actions) {
    $(".tabs")?.replaceWith(make("div", { className: "actions", innerHTML: page.actions }));
    document.body.classList.add("with-actions");
  }
  main.prepend(make("p", { className: "muted small", textContent: dated(words.from, page.at) }));
  freshen(main, person.skew);
  await freshStart();
}

async function showMain(template) {
  $("main").replaceChildren(make("h1", { textContent: template.dataset.title }), template.content.cloneNode(true));
  await freshStart();
}

// A form that was kept is a new form each time: new ids, and the day it is, by the server's clock as it was last known.
function freshen(main, skew = 0) {
  const now = Date.now() + skew;
  const day = new Date(now - new Date(now).getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  for (const field of $$("[data-fresh]", main)) field.value = field.defaultValue = newId();
  for (const form of $$("form[data-offline]", main)) {
    const on = form.elements.on;
    if (on?.type === "date" && on.value && !$('[name="rev"]', form)) on.value = on.defaultValue = day;
  }
}

// Not kept: what can be done all the same.
async function offer(place, person) {
  const list = make("ul", { className: "list plain" });
  for (const row of await ofPerson("pages", person.user)) {
    const { path } = row;
    const page = await openPage(person, row);
    const main = page && inertDocument(page.main);
    const name = path === "/" ? words.today : main && $("form[data-offline]:has(textarea)", main) && $("h1", main).textContent;
    if (name) list.append(make("li", {}, make("a", { href: path, className: "button second wide", textContent: name })));
  }
  place.append(list);
}
