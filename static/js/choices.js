// On this phone: what its owner chose about reading without network.
import { $, fillPocket, keepReadable, learn, make, refresh, share, unlockWith, words } from "./offline.js";

const { get } = self.outbox;

export async function choose(card, user) {
  const person = await get("people", user);
  if (!person) return;
  const { own, shared } = person;
  card.hidden = false;
  $("[data-fleeting]").hidden = (await navigator.storage?.persisted?.()) ?? true;
  const [common, passkey, browser] = ["shared", "passkey", "browser"].map((name) => $(`[data-choice=${name}]`, card));
  $("input", common).checked = shared;
  passkey.hidden = shared || Boolean(own) || !self.PublicKeyCredential;
  browser.hidden = shared || Boolean(own?.wrapped);
  $("input", browser).checked = Boolean(own?.local);
  $("[data-choice=ready]", card).hidden = !own?.wrapped;
  const again = async (done) => {
    await done;
    const now = await learn().catch(() => null);
    await fillPocket(now ?? (await get("people", user)), true).catch(() => {});
    await refresh();
  };
  $("input", common).onchange = ({ target }) => again(share(user, target.checked));
  $("input", browser).onchange = ({ target }) => again(keepReadable(user, target.checked));
  const ask = $("button", passkey);
  if (!ask) return; // it was tried already
  ask.onclick = async () => {
    const { derive } = await import("./accounts/ceremony.js");
    const { secret, id } = await derive().catch(() => ({}));
    if (secret) await again(unlockWith(await get("people", user), secret, id));
    else passkey.replaceChildren(make("p", { className: "muted", textContent: words.noprf }));
  };
}
