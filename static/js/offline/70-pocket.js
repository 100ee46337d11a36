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
export async function fillPocket(person, now = false) {
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
export const openPage = ({ user, browser }, { path, raw, sealed }, ask) =>
  openWith(raw === browser?.raw ? { raw, key: browser.local } : ownKey(user, ask), sealed, pageInfo(user, path));
