// The offer to put Naast on the home screen: after something was saved from this phone, until it is there or waved away.
let offer = null;
let shown = () => {};
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault(); // the browser's own would come at any moment
  offer = event;
  shown();
});

export async function attach(card) {
  await import("./offline.js");
  const { get, amend } = self.outbox;
  const user = document.body.dataset.person;
  const there = navigator.standalone || matchMedia("(display-mode: standalone)").matches;
  const person = user && !there && (await get("people", user));
  if (!person?.seq || person.waved) return;
  const [ask, tell] = ["ask", "tell"].map((name) => card.querySelector(`[data-install-${name}]`));
  shown = () => {
    tell.hidden = navigator.standalone === undefined; // only an iPhone says whether it stands alone
    ask.hidden = !offer;
    card.hidden = ask.hidden && tell.hidden;
  };
  const wave = async () => {
    await amend(user, { waved: true });
    card.hidden = true; // no sooner: who leaves at once would be asked again
  };
  ask.onclick = async () => {
    await offer.prompt();
    if ((await offer.userChoice).outcome === "accepted") await wave();
  };
  card.querySelector("[data-install-wave]").onclick = wave;
  addEventListener("appinstalled", wave);
  shown();
}
