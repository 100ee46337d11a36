// Today first as it last was: the worker gives it at once, and what came meanwhile takes its place here.
const LONG = 1500;
const TOO_LONG = 24000;

// What has to be the same for one page to go over into the other: version, reader, and the places in their language.
const frameOf = (page) => [$("script", page).src, page.body.dataset.person, $(".tabs", page)?.innerHTML].join();

// Gives the page that came. Anything else the browser asks for once more, without us: it knows what to do with an
// error, a sign-in page or no network. Where it is not this person's any more the screen is empty until then.
async function renew(at) {
  const main = $("main");
  const stood = [...main.children].map((card) => [card, card.cloneNode(true)]);
  const line = make("p", { className: "muted small", role: "status", textContent: dated(words.looking, at) });
  const long = setTimeout(() => main.prepend(line), LONG);
  const answer = await fetch("/", { redirect: "manual", signal: AbortSignal.timeout(TOO_LONG) }).catch(() => null);
  const fresh = answer?.ok && ours(answer) && inertDocument(await answer.text().catch(String));
  clearTimeout(long);
  line.remove();
  if (fresh && frameOf(fresh) === frameOf(document)) {
    renewCards(main, stood, make("div", { innerHTML: $("main", fresh).innerHTML }));
    return fresh;
  }
  document.documentElement.hidden = answer && fresh?.body?.dataset.person !== here();
  location.reload();
}

// Cards that are as they were stay what they are; who held one that went is given the same thing in the new one.
function renewCards(main, stood, fresh) {
  const held = document.activeElement;
  for (const card of [...fresh.children]) {
    const same = stood.findIndex(([, was]) => was.isEqualNode(card));
    if (same < 0) stood[0] ? stood[0][0].before(card) : main.append(card);
    else for (const [gone] of stood.splice(0, same + 1).slice(0, -1)) gone.remove();
  }
  for (const [gone] of stood) gone.remove();
  main.dispatchEvent(new Event("htmx:after:swap", { bubbles: true }));
  if (!held.isConnected) ($$("a, summary", main).find((one) => one.isEqualNode(held)) ?? main).focus({ preventScroll: true });
}

// Kept for later; and where nothing can be sent from it, it may stand first next time.
async function keepShown({ user, own }, shown) {
  const page = await shown;
  if (!page) return;
  await keepPage(user, location.pathname, page);
  if (own && "first" in page.body.dataset && !page.forms.length) remember({ first: true });
}
