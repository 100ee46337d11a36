// The pocket: pages worth having without network, sealed for their reader, and shown again when there is none.
const HOUR = 60 * 60 * 1000;
const pageInfo = (user, path) => `naast/page/v1|${user}|${path}`;

// Forms to write stay on every phone that is one person's own, for a key of this browser where there is no other:
// they hold nobody's words. All other pages need the person's own key.
const keyFor = (path, { own, browser, forms }) => own?.raw ?? (forms.includes(path) && browser?.raw);
async function keepPage(user, path, documentOf) {
  const main = $("main", documentOf)?.cloneNode(true);
  const raw = keyFor(path, await get("people", user));
  if (!main || !raw) return;
  for (const field of $$('[name="op"]', main)) field.setAttribute("value", "");
  const page = { title: documentOf.title, main: main.innerHTML, actions: $(".actions", documentOf)?.innerHTML ?? "", at: Date.now() };
  const row = { user, path, at: page.at, raw, sealed: await sealValue(raw, page, pageInfo(user, path)) };
  await transact(["people", "pages"], "readwrite", (people, pages) => {
    // Their choice about reading may have been made while this was sealed.
    people.get(user).onsuccess = ({ target }) => keyFor(path, target.result) === raw && pages.put(row);
  });
}

// Fetch and keep what the features offer for keeping, the first few often, the others less; what is no longer offered goes.
async function fillPocket(person, now = false) {
  if (!person || person.shared) return;
  const kept = await ofPerson("pages", person.user);
  await remove("pages", ...kept.filter((page) => !person.keep.includes(page.path)).map((page) => [person.user, page.path]));
  if (navigator.connection?.saveData && !now) return;
  for (const [place, path] of person.keep.entries()) {
    if (!person.own && !person.forms.includes(path)) continue;
    const age = Date.now() - (kept.find((page) => page.path === path && page.raw === (person.own ?? person.browser)?.raw)?.at ?? 0);
    if (age < (place < 3 ? HOUR : 12 * HOUR)) continue;
    const answer = await fetch(path, { redirect: "error", headers: { "X-Pocket": "1" } }).catch(() => null);
    if (!answer || !ours(answer) || answer.status === 401) return;
    if (answer.ok) await keepPage(person.user, path, inertDocument(await answer.text()));
  }
}

// With the key that it was sealed for: the browser's, or the person's own.
const openPage = ({ user, browser }, { path, raw, sealed }, ask) =>
  openWith(raw === browser?.raw ? { raw, key: browser.local } : ownKey(user, ask), sealed, pageInfo(user, path));

// In the shell: show the page that was asked for, or say that it is not on this phone.
async function showFromPocket(place, ask) {
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
    place.replaceChildren(button(words.unlock, "button wide", () => showFromPocket(place, true)));
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
